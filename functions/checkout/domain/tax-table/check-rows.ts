import type { FieldError } from '#shared/outcomes.ts'
import type { TaxRow } from '../../contract/terms.ts'
import { placeOf, SHARED } from './rules-of-rows.ts'

/** A row, and where it came from: `/lines/3` of a file, which its fields follow, or `/rows/1` of a body. */
export interface ReadRow<Row> {
  readonly pointer: string
  readonly row: Row
}

/** What is wrong with rows that are each well-formed, by where they came from. */
export function rowFaults(rows: readonly ReadRow<TaxRow>[]): FieldError[] {
  const first = new Map<string, ReadRow<TaxRow>>()
  const names = new Map<string, string>()
  return rows.flatMap((read) => {
    const { row, pointer } = read
    const place = placeOf(row)
    const known = first.get(place) ?? read
    first.set(place, known)
    const named = `${place} ${row.name}`
    const twice = names.get(named)
    names.set(named, pointer)
    const levied = [row.standard, row.reduced, row.zero].filter((rate) => rate !== undefined)
    return [
      ...SHARED.filter((field) => row[field] !== known.row[field]).map((field) => ({
        pointer: `${pointer}/${field}`,
        code: 'differs',
        detail: `${known.pointer} speaks of the same place and day, and says ${known.row[field] ?? 'nothing'}.`,
      })),
      ...(twice
        ? [{ pointer: `${pointer}/name`, code: 'duplicate', detail: `${twice} is the same tax there.` }]
        : []),
      ...(levied.length === 0
        ? [{ pointer: `${pointer}/standard`, code: 'no_rate', detail: 'Give a rate for a class at least.' }]
        : []),
      ...(row.rateOf === 'price' && row.mode === 'exclusive'
        ? [
            {
              pointer: `${pointer}/rateOf`,
              code: 'not_inclusive',
              detail: 'Only a price with the tax in it can be what the rate is of.',
            },
          ]
        : []),
      ...(row.country === '*' && (row.region ?? row.postalCode) !== undefined
        ? [
            {
              pointer: `${pointer}/country`,
              code: 'no_country',
              detail: 'A region or postal code needs its country.',
            },
          ]
        : []),
    ]
  })
}
