import { formatMoney, type Money } from './money.ts'

/** The languages in which we write to people. */
export const LANGUAGES = ['en', 'ja', 'zh-Hans'] as const
export type Language = (typeof LANGUAGES)[number]

const BY_SUBTAG: Readonly<Record<string, Language>> = { en: 'en', ja: 'ja', zh: 'zh-Hans' }

/** The language for a locale (BCP 47): any Chinese is written in simplified characters, what we don't know in English. */
export const languageOf = (locale: string): Language =>
  BY_SUBTAG[locale.split('-')[0]?.toLowerCase() ?? ''] ?? 'en'

/** The locale itself where it is of the language, as `en-GB` writes dates unlike `en`; else the language. */
function formattingLocale(locale: string): string {
  const language = languageOf(locale)
  if (locale.split('-')[0]?.toLowerCase() !== language.split('-')[0]) return language
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? language
  } catch {
    return language
  }
}

/** How a locale writes amounts, dates and times. */
export interface Formats {
  money(value: Money): string
  number(value: number): string
  /** A decimal text such as `0.08`, as a percentage. */
  percent(rate: string): string
  /** A date `YYYY-MM-DD`, with its day of the week. */
  day(date: string): string
  /** A date, or the first and the last of several. */
  days(range: { earliest: string; latest: string }): string
  /** An instant (RFC 3339) as wall time of the zone. */
  moment(time: string): string
  /** The zone by name, such as `Japan Standard Time`. */
  readonly zone: string
}

/** Between two dates, as the language joins them. */
const RANGE: Readonly<Record<Language, string>> = { en: ' – ', ja: '～', 'zh-Hans': '至' }

export function makeFormats(locale: string, timeZone: string): Formats {
  const tag = formattingLocale(locale)
  const dates = new Intl.DateTimeFormat(tag, {
    weekday: 'short',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  })
  const moments = new Intl.DateTimeFormat(tag, {
    month: 'long',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
  })
  const day = (date: string): string => dates.format(new Date(`${date}T00:00:00Z`))
  return {
    money: (value) => formatMoney(value, tag),
    number: (value) => new Intl.NumberFormat(tag).format(value),
    percent: (rate) =>
      new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 3 }).format(Number(rate)),
    day,
    days: ({ earliest, latest }) =>
      earliest === latest ? day(earliest) : `${day(earliest)}${RANGE[languageOf(locale)]}${day(latest)}`,
    moment: (time) => moments.format(new Date(time)),
    zone: zoneName(tag, timeZone),
  }
}

const zoneName = (tag: string, timeZone: string): string =>
  new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'long' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
