import type { Language } from '#shared/languages.ts'

/** How people know the carriers whose own names for themselves are not written like their codes. */
const NAMES: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  OwnCourier: { en: 'Our own courier', ja: '当店の配達員', 'zh-Hans': '本店专送' },
  KuronekoYamato: { en: 'Yamato Transport', ja: 'ヤマト運輸', 'zh-Hans': '雅玛多运输' },
  JPPost: { en: 'Japan Post', ja: '日本郵便', 'zh-Hans': '日本邮政' },
  CanadaPost: { en: 'Canada Post', ja: 'カナダポスト', 'zh-Hans': '加拿大邮政' },
  DHLExpress: { en: 'DHL Express', ja: 'DHLエクスプレス', 'zh-Hans': 'DHL 国际快递' },
}

/** A carrier's name for customers; its code where that is its name, as with `UPS` and `FedEx`. */
export const carrierName = (carrier: string, language: Language): string =>
  NAMES[carrier]?.[language] ?? carrier
