import { provenance } from './provenance.ts'

/** The options that every command that measures has. */
export const FIGURES_OPTIONS = {
  json: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

/** How a command that measures tells its figures: a table for people, or one JSON object with commit and date. */
export function tellFigures<Figures extends object>(
  figures: Figures,
  { json, table }: { json: boolean; table: (figures: Figures) => string },
): void {
  process.stdout.write(
    json ? `${JSON.stringify({ ...figures, ...provenance() }, null, 2)}\n` : `${table(figures)}\n`,
  )
}

/** An option that was given in a wrong way: the usage helps. */
export class WrongOption extends Error {}

/** Whole numbers from 1 on, as in `1,8,32`; throws `WrongOption`. */
export function wholeNumbers(option: string, text: string): number[] {
  const numbers = text.split(',').map(Number)
  if (numbers.every((number) => Number.isSafeInteger(number) && number > 0)) return numbers
  throw new WrongOption(`${option} ${text}: whole numbers from 1 on are needed.`)
}

/** Says why a command failed, and how it is used where that was the reason. */
export const failureOf =
  (usage: string) =>
  (error: unknown): void => {
    const message = error instanceof Error ? error.message : String(error)
    console.error(error instanceof WrongOption ? `${message}\n${usage}` : message)
    process.exitCode = 1
  }
