import { currency } from '#shared/money.ts'
import { priceColumn } from './columns.ts'
import { toMinorUnits } from './decimals.ts'
import { quoted, type RowFault } from './faults.ts'
import type { Head } from './head.ts'
import { fromCell } from './lists.ts'
import type { Row } from './sheet.ts'

const NUMBER = /^-?\d+(\.\d+)?(e-?\d+)?$/

export type Cells = ReturnType<typeof cellsOf>
type Texts = Record<string, string>

/** Reads the cells of a line as what they mean, undefined where they are empty; what cannot be read is a fault. */
export function cellsOf(row: Row, head: Head, faults: RowFault[]) {
  const fault = (column: string, code: string, detail: string): undefined => {
    const given = quoted(row.get(column))
    faults.push({ line: row.lineOf(column), column, code, ...(given ? { given } : {}), detail })
  }
  const text = (column: string): string | undefined => row.get(column) || undefined
  const list = (column: string): string[] | undefined => fromCell(row.get(column))

  const amount = (column: string, code: string): number | undefined => {
    const given = row.get(column)
    if (given === '') return undefined
    const read = toMinorUnits(given, currency.parse(code))
    return read.ok ? read.amount : fault(column, read.code, read.detail)
  }

  const price = (code: string, rank: number): unknown[] => {
    const column = priceColumn('amount', code, rank)
    const value = amount(column, code)
    const rest = compact({
      compareAt: amount(priceColumn('compareAt', code, rank), code),
      from: text(priceColumn('from', code, rank)),
      until: text(priceColumn('until', code, rank)),
    })
    if (value !== undefined) return [{ amount: value, currency: code, ...rest }]
    if (Object.keys(rest).length > 0 && row.get(column) === '')
      fault(column, 'missing', 'This is the price that the dates, and the price before, belong to.')
    return []
  }

  return {
    text,
    list,

    /** Not changed in any way, as names of files are not. */
    raw: (column: string): string | undefined => row.raw(column) || undefined,

    number(column: string): number | undefined {
      const given = row.get(column)
      if (given === '') return undefined
      return NUMBER.test(given)
        ? Number(given)
        : fault(column, 'not_a_number', 'This is a number: digits, and a point before decimals.')
    },

    flag(column: string): boolean | undefined {
      const given = row.get(column)
      if (given === '') return undefined
      if (given === 'true' || given === 'false') return given === 'true'
      fault(column, 'not_a_flag', 'This is true or false.')
      return undefined
    },

    numbers(column: string): (number | undefined)[] | undefined {
      return list(column)?.map((each) => {
        if (each === '') return undefined
        return NUMBER.test(each)
          ? Number(each)
          : fault(column, 'not_a_number', `${each} is no number: digits, and a point before decimals.`)
      })
    },

    prices(): unknown[] | undefined {
      const prices = head.prices.flatMap(({ currency: code, rank }) => price(code, rank))
      return prices.length > 0 ? prices : undefined
    },

    /** Texts by language, from the columns that begin so. */
    texts: (prefix: string): Texts | undefined =>
      filled(head.after(prefix).map((language) => [language, text(`${prefix}.${language}`)])),

    /** The texts of each of several values, from columns by language in which they stand one after another. */
    textLists(prefix: string, languages: readonly string[], count: number): (Texts | undefined)[] {
      const byLanguage = languages.map((language) => {
        const column = `${prefix}.${language}`
        const values = list(column) ?? []
        if (values.length > count)
          fault(column, 'list_too_long', `There are ${values.length} texts for ${count} values.`)
        return { language, values }
      })
      return Array.from({ length: count }, (_, place) =>
        filled(byLanguage.map(({ language, values }) => [language, values[place]])),
      )
    },
  }
}

function filled(entries: readonly (readonly [string, string | undefined])[]): Texts | undefined {
  const there = entries.flatMap(([key, value]) => (value ? [[key, value] as const] : []))
  return there.length > 0 ? Object.fromEntries(there) : undefined
}

/** Without what is undefined, as JSON has it. */
export const compact = (value: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).filter(([, each]) => each !== undefined))
