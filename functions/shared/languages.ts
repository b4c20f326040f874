import { formatMoney, type Money } from './money.ts'
import { remembered } from './remembered.ts'

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
  /** The same without its day of the week, as papers say it. */
  date(date: string): string
  /** A date, or the first and the last of several. */
  days(range: { earliest: string; latest: string }): string
  /** An instant (RFC 3339) as wall time of the zone. */
  moment(time: string): string
  /** The same with its year, for what is kept. */
  timestamp(time: string): string
  /** The zone by name, such as `Japan Standard Time`. */
  readonly zone: string
}

/** Between two dates, and with which of them the year is said where it is the same. */
const RANGES: Readonly<Record<Language, { join: string; yearOf: 'earliest' | 'latest' }>> = {
  en: { join: ' – ', yearOf: 'latest' },
  ja: { join: '～', yearOf: 'earliest' },
  'zh-Hans': { join: '至', yearOf: 'earliest' },
}

/** Made once for each locale and zone. */
export const makeFormats = remembered((locale: string, timeZone: string): Formats => {
  const tag = formattingLocale(locale)
  const dayOnly = { weekday: 'short', month: 'short', day: 'numeric', timeZone: 'UTC' } as const
  const dates = new Intl.DateTimeFormat(tag, { ...dayOnly, year: 'numeric' })
  const plainDates = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' })
  const datesOfOneYear = new Intl.DateTimeFormat(tag, dayOnly)
  const minutes = { month: 'short', day: 'numeric', hour: 'numeric', minute: '2-digit', timeZone } as const
  const moments = new Intl.DateTimeFormat(tag, minutes)
  const timestamps = new Intl.DateTimeFormat(tag, { ...minutes, year: 'numeric' })
  const zones = new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'long' })
  const numbers = new Intl.NumberFormat(tag)
  const percents = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 3 })
  const day = (date: string, format = dates): string => format.format(new Date(`${date}T00:00:00Z`))
  const { join, yearOf } = RANGES[languageOf(locale)]
  return {
    money: (value) => formatMoney(value, tag),
    number: (value) => numbers.format(value),
    percent: (rate) => percents.format(Number(rate)),
    day: (date) => day(date),
    date: (date) => day(date, plainDates),
    days: ({ earliest, latest }) => {
      if (earliest === latest) return day(earliest)
      const sameYear = earliest.slice(0, 4) === latest.slice(0, 4)
      const formatOf = (end: typeof yearOf) => (sameYear && end !== yearOf ? datesOfOneYear : dates)
      return `${day(earliest, formatOf('earliest'))}${join}${day(latest, formatOf('latest'))}`
    },
    moment: (time) => moments.format(new Date(time)),
    timestamp: (time) => timestamps.format(new Date(time)),
    // Said anew each time: summer has another name.
    get zone() {
      const name = zones.formatToParts().find(({ type }) => type === 'timeZoneName')
      return name?.value ?? timeZone
    },
  }
})
