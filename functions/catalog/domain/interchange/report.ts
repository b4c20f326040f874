import { csvRecord } from '#shared/csv.ts'
import type { ReportLine } from '../../contract/interchange.ts'
import type { Entry } from './check.ts'
import { type RowFault, theFirstOf } from './faults.ts'

/** What became of the lines of a product: none is done where one is at fault. */
export function reportOf({ id, lines }: Entry, faults: readonly RowFault[]): ReportLine[] {
  const known = new Set(lines.map(({ line }) => line))
  const [first] = lines
  return lines.map(({ line, sku }) => {
    const about = { line, ...(id ? { productId: id } : {}), ...(sku ? { sku } : {}) }
    if (faults.length === 0) return { ...about, result: 'done' }
    const own = faults.filter((each) => each.line === line || (line === first?.line && !known.has(each.line)))
    return {
      ...about,
      result: 'refused',
      faults: own.length > 0 ? own.map(withoutLine) : [ofAnother(faults)],
    }
  })
}

/** The report of a file of which nothing can be read. */
export const reportOfFile = (faults: readonly RowFault[]): ReportLine[] =>
  [...Map.groupBy(theFirstOf(faults), ({ line }) => line)].map(([line, ofLine]) => ({
    line,
    result: 'refused',
    faults: ofLine.map(withoutLine),
  }))

const withoutLine = ({ line: _, ...rest }: RowFault) => rest

const ofAnother = (faults: readonly RowFault[]) => ({
  code: 'other_line',
  detail: `Nothing is wrong here, but in line ${faults[0]?.line} of the same product: it is taken as a whole.`,
})

/** What a report in CSV begins with. */
export const REPORT_HEAD = csvRecord([
  'line',
  'productId',
  'sku',
  'result',
  'column',
  'code',
  'given',
  'detail',
])

/** A line of a report in CSV: as many records as there are faults. */
export function reportRecords({ line, productId, sku, result, faults = [] }: ReportLine): string {
  const about = [line, productId, sku, result]
  return faults.length === 0
    ? csvRecord([...about, '', '', '', ''])
    : faults
        .map(({ column, code, given, detail }) => csvRecord([...about, column, code, given, detail]))
        .join('')
}
