/** CSV as RFC 4180 describes it, written and read. */

export type CsvField = string | number | undefined

const FORMULA = /^'*[=+\-@\t\r]/
const SHIELDED_FORMULA = /^'+[=+\-@\t\r]/

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it: those that begin with
 * `=`, `+`, `-`, `@`, tab or carriage return (OWASP, "CSV Injection").
 */
const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** A field as it was before it was made harmless. */
export const unshielded = (field: string): string => (SHIELDED_FORMULA.test(field) ? field.slice(1) : field)

/** A field in double quotes where it has a comma, a quote or a line end. */
function field(value: CsvField): string {
  if (typeof value === 'number') return String(value)
  const text = harmless(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvRecord = (fields: readonly CsvField[]): string => `${fields.map(field).join(',')}\r\n`

/** A record of a file; `line` is the one that it begins in, from 1. */
export interface CsvRecord {
  readonly line: number
  readonly fields: readonly string[]
  /** What is wrong with it, where its end is not known; `fields` are those before. */
  readonly broken?: string
}

/**
 * Reads the records of a text, without those that are blank, and no more than so many. Line ends are CRLF, LF or CR. A quote within a
 * field that does not begin with one is a character like any other. Where quotes don't fit, the record is
 * broken, and reading goes on in the line after the one it began in: one bad row costs no other. (Known
 * libraries go on behind the next quote that fits, or not at all, and none tells the line of a record whose
 * fields have line ends.)
 */
export function readCsv(text: string, delimiter = ',', atMost = Number.POSITIVE_INFINITY): CsvRecord[] {
  const records: CsvRecord[] = []
  let line = 1
  for (let at = 0; at < text.length && records.length < atMost; ) {
    const { fields, broken, end } = readRecord(text, at, delimiter)
    if (broken) records.push({ line, fields, broken })
    else if (fields.some((value) => value.trim() !== '')) records.push({ line, fields })
    line += lineEndsIn(text, at, end)
    at = end
  }
  return records
}

interface Read {
  readonly fields: string[]
  readonly broken?: string
  /** Where the next record begins. */
  readonly end: number
}

function readRecord(text: string, start: number, delimiter: string): Read {
  const fields: string[] = []
  for (let at = start; ; at += 1) {
    const quoted = text[at] === '"'
    const end = quoted ? endOfQuoted(text, at) : endOfPlain(text, at, delimiter)
    if (end === undefined)
      return { fields, broken: 'A quote is opened and never closed.', end: nextLine(text, start) }
    fields.push(quoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end))
    if (end >= text.length || isLineEnd(text, end)) return { fields, end: behindLineEnd(text, end) }
    if (text[end] !== delimiter)
      return {
        fields: fields.slice(0, -1),
        broken: `After the quote that closes a field comes ${JSON.stringify(text[end])} and not the next field. A quote within a quoted field is written twice.`,
        end: nextLine(text, start),
      }
    at = end
  }
}

/** Behind the quote that closes the field; undefined where there is none. */
function endOfQuoted(text: string, start: number): number | undefined {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at + 1
  return undefined
}

function endOfPlain(text: string, start: number, delimiter: string): number {
  let at = start
  while (at < text.length && text[at] !== delimiter && !isLineEnd(text, at)) at += 1
  return at
}

const isLineEnd = (text: string, at: number): boolean => text[at] === '\n' || text[at] === '\r'

const behindLineEnd = (text: string, at: number): number => at + (text.startsWith('\r\n', at) ? 2 : 1)

const nextLine = (text: string, start: number): number => behindLineEnd(text, endOfPlain(text, start, '\n'))

function lineEndsIn(text: string, start: number, end: number): number {
  let count = 0
  for (
    let at = start;
    at < Math.min(end, text.length);
    at = isLineEnd(text, at) ? behindLineEnd(text, at) : at + 1
  )
    if (isLineEnd(text, at)) count += 1
  return count
}
