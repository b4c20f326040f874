import * as z from 'zod/mini'
import { fault } from '../../contract/interchange.ts'

/** What is wrong at a line of a file. */
export const rowFault = z.strictObject({ line: z.int(), ...fault.shape })
export type RowFault = z.infer<typeof rowFault>

const LONGEST = 100

export const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text

/** A value as a report quotes it. */
export function quoted(value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined
  if (typeof value === 'object' && value !== null)
    return Array.isArray(value) ? `a list of ${value.length}` : 'an object'
  return shortened(String(value))
}

/** Of so many faults of one thing the rest is counted, not told. */
const MOST = 100

export function theFirstOf(faults: readonly RowFault[]): RowFault[] {
  const [first] = faults
  if (!first || faults.length <= MOST) return [...faults]
  const detail = `There are ${faults.length - MOST} faults more.`
  return [...faults.slice(0, MOST), { line: first.line, code: 'more_faults', detail }]
}
