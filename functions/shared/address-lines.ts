import type { PostalAddress } from './address.ts'

const HAN_OR_KANA = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u

export interface Writing {
  /** The country at the parcel's other end. */
  readonly seenFrom: string
  /** Recipients are addressed politely, senders are not. */
  readonly honorific: boolean
}

/**
 * An address as its country writes it on a parcel, a line each. Japanese and Chinese addresses go from
 * the large to the small where they are in their own script; others from the name to the town. The
 * country stands last, in English, where the parcel crosses a border.
 */
export function addressLines(address: PostalAddress, { seenFrom, honorific }: Writing): string[] {
  const inOwnScript = HAN_OR_KANA.test(address.city + address.line1)
  const lines = inOwnScript && isEastAsian(address.country) ? eastAsian(address, honorific) : western(address)
  return [...lines, address.country === seenFrom ? '' : countryName(address.country)].filter(Boolean)
}

const isEastAsian = (country: string): boolean => ['JP', 'CN', 'TW', 'HK'].includes(country)

function eastAsian(address: PostalAddress, honorific: boolean): string[] {
  const { name, line1, line2 = '', city, region = '', postalCode = '', country } = address
  const town = city.startsWith(region) ? city : `${region}${city}`
  const title = country === 'JP' ? '様' : '收'
  return [
    country === 'JP' && postalCode ? `〒${postalCode}` : postalCode,
    `${town}${line1}`,
    line2,
    honorific ? `${name} ${title}` : name,
  ]
}

function western({
  name,
  line1,
  line2 = '',
  city,
  region = '',
  postalCode,
  country,
}: PostalAddress): string[] {
  const codeFirst = !['US', 'CA', 'GB', 'AU', 'NZ', 'IN', 'JP', 'CN', 'KR', 'TW', 'SG'].includes(country)
  const town = codeFirst ? [postalCode, city, region] : [city, region, postalCode]
  return [name, line1, line2, town.filter(Boolean).join(' ')]
}

const countryName = (code: string): string =>
  (new Intl.DisplayNames('en', { type: 'region' }).of(code) ?? code).toUpperCase()
