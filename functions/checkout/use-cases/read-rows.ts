import * as z from 'zod/mini'
import { readCsv } from '#shared/csv.ts'
import { fieldErrors } from '#shared/http/request.ts'
import { type FieldError, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { ReadRow } from '../domain/tax-table/check-rows.ts'

export const tableInvalid = (errors: readonly FieldError[]) =>
  refuse(
    'table_invalid',
    `${errors.length} ${errors.length === 1 ? 'thing is' : 'things are'} wrong, and nothing was changed. Mend the lines that are named, and send all of it again.`,
    errors,
  )

/**
 * Reads a file whose first line names the columns, in any order; an empty cell is a field that is left out. What is
 * wrong is told by its line, and its column where that is known: `/lines/3/standard`.
 */
export function rowsOfCsv<Row>(
  text: string,
  schema: z.ZodMiniType<Row>,
  { columns, atMost }: { readonly columns: readonly string[]; readonly atMost: number },
): Outcome<ReadRow<Row>[], 'table_invalid'> {
  const [head, ...lines] = readCsv(text.replace(/^\uFEFF/, ''), ',', atMost + 2)
  const names = head?.fields.map((name) => name.trim()) ?? []
  const unknown = names.filter((name, index) => !columns.includes(name) || names.indexOf(name) < index)
  if (!head || head.broken || unknown.length > 0) {
    const what =
      unknown.length > 0 ? `${unknown.join(', ')} cannot be taken` : 'the first line names no columns'
    const detail = `${what}; the columns are ${columns.join(', ')}, each once.`
    return tableInvalid([{ pointer: '/lines/1', code: 'unknown_column', detail }])
  }
  if (lines.length === 0 || lines.length > atMost)
    return tableInvalid([
      {
        pointer: '/lines',
        code: 'too_many',
        detail: `Send 1 to ${atMost} lines below the names of the columns.`,
      },
    ])
  const errors: FieldError[] = []
  const rows: ReadRow<Row>[] = []
  for (const { line, fields, broken } of lines) {
    const pointer = `/lines/${line}`
    if (broken || fields.length > names.length) {
      const detail = broken ?? `The line has ${fields.length} fields, and there are ${names.length} columns.`
      errors.push({ pointer, code: 'unreadable', detail })
      continue
    }
    const cells = names.flatMap((name, index) => {
      const cell = fields[index]?.trim() ?? ''
      return cell === '' ? [] : [[name, cell] as const]
    })
    const read = z.safeParse(schema, Object.fromEntries(cells))
    if (read.success) rows.push({ pointer, row: read.data })
    else errors.push(...fieldErrors(read.error, pointer))
  }
  return errors.length > 0 ? tableInvalid(errors) : success(rows)
}
