import type { Format } from '../../contract/interchange.ts'
import { type Entry, makeCheck } from './check.ts'
import { decode } from './encoding.ts'
import type { RowFault } from './faults.ts'
import { readJson } from './read-json.ts'
import { draftsOf } from './read-rows.ts'
import { readSheet } from './sheet.ts'

/** The products of a file, each good or refused by itself; or why it cannot be read as a whole. */
export function readFile(
  format: Format,
  bytes: Uint8Array,
): { ok: true; entries: Entry[] } | { ok: false; faults: RowFault[] } {
  const decoded = decode(bytes)
  if (!decoded.ok) return { ok: false, faults: [decoded.fault] }
  const check = makeCheck(format)
  if (format === 'json') {
    const read = readJson(decoded.text)
    return read.ok ? { ok: true, entries: read.drafts.map(check) } : read
  }
  const read = readSheet(decoded.text)
  return read.ok ? { ok: true, entries: draftsOf(read.sheet).map(check) } : read
}
