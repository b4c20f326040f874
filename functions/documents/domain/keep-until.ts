/** How long a seller of a country keeps what it has issued, from the end of the year after the issue. */
interface Retention {
  readonly countries: readonly string[]
  /** Of papers issued from this date on. */
  readonly from: string
  readonly years: number
  /** Beyond the years. */
  readonly months: number
}

const EU = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ')

/**
 * Legal times, as of 2026-11. Periods run from the end of a tax or calendar year; a tax year that began on the
 * day of issue ends within a year, so counting from the end of the year after it is never too short.
 * - Japan: copies of qualified invoices, 7 years from 2 months after the end of the tax period (Consumption Tax
 *   Act, Enforcement Order art. 70-13).
 * - EU: 10 years from the end of the year, the longest there is (Directive 2006/112/EC art. 369, one-stop shop;
 *   France, Code de commerce L123-22; Italy, Codice civile art. 2220). Germany's 8 (UStG § 14b) are within it.
 * - Everywhere else: 7 years, which is longer than the 6 of the United Kingdom (VAT Notice 700/21, 2.4) and
 *   of Canada (Income Tax Act s. 230(4)).
 */
const RETENTIONS: readonly Retention[] = [
  { countries: ['JP'], from: '2023-10-01', years: 7, months: 2 },
  { countries: EU, from: '2021-07-01', years: 10, months: 0 },
]
const ELSEWHERE: Retention = { countries: [], from: '0000-01-01', years: 7, months: 0 }

/** The last day (`YYYY-MM-DD`) on which a paper of a seller in `country` must still be there. */
export function keepUntil(country: string, issuedOn: string): string {
  const { years, months } =
    RETENTIONS.find((one) => one.countries.includes(country) && one.from <= issuedOn) ?? ELSEWHERE
  const yearAfter = Number(issuedOn.slice(0, 4)) + 1
  // Day 0 of a month is the last day of the month before.
  return new Date(Date.UTC(yearAfter + years, 12 + months, 0)).toISOString().slice(0, 10)
}
