import { type CsvRecord, readCsv, unshielded } from '#shared/csv.ts'
import { isColumn, missingColumns } from './columns.ts'
import { quoted, type RowFault, shortened } from './faults.ts'

/** A line of a file that has the cells that its head promises. */
export interface Row {
  readonly line: number
  /** The line that a cell is from. */
  lineOf(column: string): number
  /** The cell of a column without spaces around it; empty where there is no such column. */
  get(column: string): string
  /** The cell as it is. */
  raw(column: string): string
}

/** A line that cannot be read; of which product it is, where that much can be read. */
export interface BrokenRow extends RowFault {
  readonly id?: string
}

export interface Sheet {
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
  readonly broken: readonly BrokenRow[]
}

/** More than that is more than one job should be. */
export const MAX_LINES = 50_000

const MAX_COLUMNS = 1_000

/** What spreadsheets put between fields, where their country writes decimals with a comma. */
const DELIMITERS = [',', ';', '\t']

/** The rows of a CSV text by its head; or all that is wrong with it as a whole, with which nothing can be read. */
export function readSheet(text: string): { ok: true; sheet: Sheet } | { ok: false; faults: RowFault[] } {
  const [head, ...records] = readCsv(text, delimiterOf(text), MAX_LINES + 2)
  if (!head)
    return refused({
      line: 1,
      code: 'empty',
      detail: 'The file has no line. The first has the names of the columns.',
    })
  const columns = head.fields.map((name) => name.trim())
  const faults = headFaults(head, columns, records)
  if (records.length === 0)
    faults.push({
      line: head.line,
      code: 'empty',
      detail: 'The file has no line but the names of the columns.',
    })
  if (records.length > MAX_LINES)
    faults.push({
      line: MAX_LINES + 1,
      code: 'too_many_lines',
      detail: `The file has more than ${MAX_LINES} lines. Make several files of it.`,
    })
  if (faults.length > 0) return { ok: false, faults }
  const places = new Map(columns.map((name, place) => [name, place]))
  const rows: Row[] = []
  const broken: BrokenRow[] = []
  for (const record of records) {
    const fault = recordFault(record, columns.length)
    if (fault) broken.push({ ...fault, ...idOf(record, places) })
    else rows.push(rowOf(record, places))
  }
  return { ok: true, sheet: { columns: columns.filter(Boolean), rows, broken } }
}

const refused = (...faults: RowFault[]) => ({ ok: false as const, faults })

function delimiterOf(text: string): string {
  const [head = ''] = text.split(/[\r\n]/, 1)
  const found = (delimiter: string) => head.split(delimiter).length
  return DELIMITERS.reduce((best, delimiter) => (found(delimiter) > found(best) ? delimiter : best))
}

function headFaults(head: CsvRecord, columns: readonly string[], records: readonly CsvRecord[]): RowFault[] {
  const { line } = head
  if (head.broken) return [{ line, code: 'broken_quotes', detail: head.broken }]
  if (columns.length > MAX_COLUMNS)
    return [
      {
        line,
        code: 'too_many_columns',
        detail: `The first line has ${columns.length} columns; at most ${MAX_COLUMNS} are taken.`,
      },
    ]
  if (!columns.some(isColumn))
    return [
      {
        line,
        code: 'not_csv',
        detail: `The first line has none of the columns of a product, such as id, name.en, price.JPY. Is it CSV with a line of names?`,
      },
    ]
  const isUsed = (place: number) => records.some(({ fields }) => (fields[place] ?? '').trim() !== '')
  return [
    ...columns.flatMap((column, place): RowFault[] => {
      if (column === '' && !isUsed(place)) return []
      if (!isColumn(column))
        return [
          {
            line,
            column: shortened(column),
            code: 'unknown_column',
            detail: `There is no column ${quoted(column) ?? 'without a name'}. Correct its name, or take it out.`,
          },
        ]
      return columns.indexOf(column) < place
        ? [{ line, column, code: 'duplicate_column', detail: `The column ${column} is there twice.` }]
        : []
    }),
    ...missingColumns(columns).map((column) => ({
      line,
      column,
      code: 'missing_column',
      detail: `No product is without it: add a column such as ${column}.`,
    })),
  ]
}

function recordFault({ line, fields, broken }: CsvRecord, expected: number): RowFault | undefined {
  if (broken) return { line, code: 'broken_quotes', detail: broken }
  return fields.length === expected
    ? undefined
    : {
        line,
        code: 'wrong_number_of_cells',
        detail: `The line has ${fields.length} cells, the first line has ${expected} columns. A cell with a comma in it stands in quotes.`,
      }
}

function idOf({ fields }: CsvRecord, places: ReadonlyMap<string, number>): { id?: string } {
  const id = fields[places.get('id') ?? -1]?.trim()
  return id ? { id } : {}
}

function rowOf({ line, fields }: CsvRecord, places: ReadonlyMap<string, number>): Row {
  const raw = (column: string): string => {
    const place = places.get(column)
    return place === undefined ? '' : unshielded(fields[place] ?? '')
  }
  return { line, lineOf: () => line, raw, get: (column) => raw(column).trim() }
}
