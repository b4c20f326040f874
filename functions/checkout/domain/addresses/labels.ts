import type { Language } from '#shared/languages.ts'

type Labels = Readonly<Record<Language, string>>

const labels = (en: string, ja: string, zh: string): Labels => ({ en, ja, 'zh-Hans': zh })

/** What fields of an address are called; regions, cities and postal codes by what the country calls them. */
export const LABELS = {
  name: labels('Full name', 'お名前', '姓名'),
  line1: labels('Street address', '番地', '详细地址'),
  line2: labels('Building, apartment (optional)', '建物名・部屋番号（任意）', '楼栋、门牌号（选填）'),
  phone: labels('Phone', '電話番号', '电话号码'),

  area: labels('Area', '地域', '地区'),
  county: labels('County', '県・州', '县（郡）'),
  department: labels('Department', '県', '省'),
  do_si: labels('Do/Si', '道・市', '道/市'),
  emirate: labels('Emirate', '首長国', '酋长国'),
  island: labels('Island', '島', '岛屿'),
  oblast: labels('Oblast', '州（オーブラスチ）', '州'),
  parish: labels('Parish', '教区', '教区'),
  prefecture: labels('Prefecture', '都道府県', '都道府县'),
  province: labels('Province', '州・省', '省'),
  region: labels('Region', '地域', '大区'),
  state: labels('State', '州', '州'),

  city: labels('City', '市区町村', '城市'),
  district: labels('District', '地区', '区'),
  post_town: labels('Town or city', '市・町', '城镇'),
  suburb: labels('Suburb', '郊外地区', '区'),

  postal: labels('Postal code', '郵便番号', '邮政编码'),
  zip: labels('ZIP code', '郵便番号', '邮政编码'),
  eircode: labels('Eircode', '郵便番号', '邮政编码'),
  pin: labels('PIN code', '郵便番号', '邮政编码'),
} as const satisfies Readonly<Record<string, Labels>>

export type Label = keyof typeof LABELS
