import { expect, test } from 'vitest'
import { STAGES } from '#lib/stages.ts'
import { configurationTable, functionsTable } from './configuration.ts'

const source = `
/** How long it takes. */
export interface Deadlines {
  /** For the payer,
   * in seconds. */
  readonly payment: number
}
export interface StageConfig {
  readonly stage: StageName
  readonly deadlines: Deadlines
  /** One page | of graphs. */
  readonly dashboard: boolean
}
`

test('a group of settings says what it is about, and its members follow', () => {
  const [, , group, member, setting] = configurationTable(source).split('\n')
  expect(group).toBe('| `deadlines` | How long it takes. |  |  |  |  |')
  expect(member).toContain('| `deadlines.payment` | For the payer, in seconds. |')
  expect(setting).toBe('| `dashboard` | One page \\| of graphs. | off | off | off | on |')
})

test('a setting that nobody has explained is refused', () => {
  const unexplained = source.replace('/** One page | of graphs. */', '')
  expect(() => configurationTable(unexplained)).toThrow('dashboard has no docstring')
})

test('every setting of a stage has its row', () => {
  const tables = `${configurationTable()}\n${functionsTable()}`
  const rows = tables.split('\n').map((line) => /^\| `([\w.]+)`/.exec(line)?.[1])
  const settings = Object.keys(STAGES.prod).filter((name) => !['stage', 'functions'].includes(name))
  expect(settings.length).toBeGreaterThan(20)
  for (const name of [...settings, ...Object.keys(STAGES.prod.functions).map((kind) => `functions.${kind}`)])
    expect.soft(rows).toContain(name)
})
