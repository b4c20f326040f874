import { describe, expect, it } from 'vitest'
import { type Mutant, reasonsFor, tally } from './mutant.ts'

const mutant = (changes: Partial<Mutant> = {}): Mutant => ({
  file: 'a.ts',
  line: 1,
  mutator: 'EqualityOperator',
  original: 'a < b',
  replacement: 'a <= b',
  status: 'Survived',
  ...changes,
})
const { line, status, ...about } = mutant()
const accepted = { ...about, reason: 'they are never equal' }

describe('the figures of mutants', () => {
  it('count what cannot be tested neither as killed nor as alive', () => {
    const statuses = ['Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError', 'Ignored'] as const
    expect(tally(statuses.map((status) => mutant({ status })))).toEqual({
      mutants: 4,
      killed: 2,
      timedOut: 1,
      survived: 1,
      uncovered: 1,
      percent: 50,
    })
  })

  it('are 0 of none', () => {
    expect(tally([]).percent).toBe(0)
  })
})

describe('a reason', () => {
  it('explains its mutant, wherever it stands and however it is laid out', () => {
    const moved = mutant({ line: 9, original: 'a\n    < b' })
    expect(reasonsFor([moved], [accepted])).toEqual({ unexplained: [], stale: [] })
  })

  it.each([{ file: 'b.ts' }, { mutator: 'x' }, { original: 'b < a' }, { replacement: 'a > b' }])(
    'explains no other (%j)',
    (changes) => {
      const other = mutant(changes)
      expect(reasonsFor([other], [accepted]).unexplained).toEqual([other])
    },
  )

  it('is stale once its mutant is killed or gone, if its file was looked at', () => {
    expect(reasonsFor([mutant({ status: 'Killed' })], [accepted]).stale).toEqual([accepted])
    expect(reasonsFor([mutant({ original: 'c < d' })], [accepted]).stale).toEqual([accepted])
    expect(reasonsFor([mutant({ file: 'b.ts' })], [accepted]).stale).toEqual([])
  })

  it('is needed where no test runs the code, too', () => {
    const uncovered = mutant({ status: 'NoCoverage', replacement: 'true' })
    expect(reasonsFor([uncovered], [accepted]).unexplained).toEqual([uncovered])
  })
})
