import { ForeignCursor } from '#shared/foreign-cursor.ts'
import type { ImportId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { StoredImport } from '../adapters/transfer-items.ts'
import type { ReportLine } from '../contract/interchange.ts'
import { REPORT_HEAD, reportRecords } from '../domain/interchange/report.ts'
import type { ImportDeps } from './request-import.ts'

type Deps = Pick<ImportDeps, 'imports' | 'files'>

interface Page {
  readonly result?: ReportLine['result'] | undefined
  readonly cursor?: string | undefined
}

/** Parts that one page looks through, at most: of few lines that are sought, a page may have fewer, or none. */
const PARTS_OF_A_PAGE = 20

const notFound = refuse('not_found', 'There is no such import that you may see.')

/** Lambda answers at most 6 MB: a page of text ends before. */
const MAX_CHARACTERS = 1_000_000

/** Reads a page of a report, of the parts that are done. Refusal: not_found. */
export const makeReadReport =
  (deps: Deps) =>
  async (
    id: ImportId,
    { limit, ...page }: Page & { limit: number },
  ): Promise<Outcome<{ items: ReportLine[]; nextCursor: string | null }>> => {
    const job = await deps.imports.load(id)
    if (!job) return notFound
    const items: ReportLine[] = []
    const nextCursor = await collect(deps, job, page, (line) => items.length < limit && items.push(line) > 0)
    return success({ items, nextCursor })
  }

/** Reads a report as CSV; the pages one after another are one file. Refusal: not_found. */
export const makeDownloadReport =
  (deps: Deps) =>
  async (id: ImportId, page: Page): Promise<Outcome<{ text: string; nextCursor: string | null }>> => {
    const job = await deps.imports.load(id)
    if (!job) return notFound
    let text = page.cursor === undefined ? REPORT_HEAD : ''
    const nextCursor = await collect(deps, job, page, (line) => {
      if (text.length > MAX_CHARACTERS) return false
      text += reportRecords(line)
      return true
    })
    return success({ text, nextCursor })
  }

/** A cursor is `<part>.<line of it>`, both from 0. Throws `ForeignCursor`. */
function placeOf(cursor: string | undefined): { part: number; line: number } {
  if (!cursor) return { part: 0, line: 0 }
  const [, part, line] = /^(\d{1,5})\.(\d{1,6})$/.exec(cursor) ?? []
  if (part === undefined) throw new ForeignCursor()
  return { part: Number(part), line: Number(line) }
}

/** Gives lines to a page until it takes no more; the cursor of what comes then. */
async function collect(
  { files }: Deps,
  job: StoredImport,
  { result, cursor }: Page,
  take: (line: ReportLine) => boolean,
): Promise<string | null> {
  const start = placeOf(cursor)
  const last = Math.min(job.next, start.part + PARTS_OF_A_PAGE)
  for (let part = start.part; part < last; part += 1) {
    const lines = await files.readReport(job.id, part)
    const from = part === start.part ? start.line : 0
    for (const [place, line] of lines.slice(from).entries())
      if ((result === undefined || line.result === result) && !take(line)) return `${part}.${from + place}`
  }
  return last < job.next ? `${last}.0` : null
}
