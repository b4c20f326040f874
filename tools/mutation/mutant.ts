import type { Accepted } from './accepted.ts'

/** A change of the code, and what became of it. */
export interface Mutant {
  readonly file: string
  readonly line: number
  /** Stryker's name of the kind of change, such as `EqualityOperator`. */
  readonly mutator: string
  readonly original: string
  readonly replacement: string
  readonly status: Status
}

type Status =
  | 'Killed'
  | 'Timeout'
  | 'Survived'
  | 'NoCoverage'
  | 'CompileError'
  | 'RuntimeError'
  | 'Ignored'
  | 'Pending'

export interface Tally {
  readonly mutants: number
  /** A test failed, or, of `timedOut`, never ended: on a busy machine that may be the machine's fault. */
  readonly killed: number
  readonly timedOut: number
  /** All tests that run the code passed. */
  readonly survived: number
  /** No test runs the code. */
  readonly uncovered: number
  /** Killed of all, percent. */
  readonly percent: number
}

export function tally(mutants: readonly Mutant[]): Tally {
  const of = (...statuses: Status[]) => mutants.filter(({ status }) => statuses.includes(status)).length
  const [timedOut, survived, uncovered] = [of('Timeout'), of('Survived'), of('NoCoverage')]
  const killed = of('Killed') + timedOut
  const all = killed + survived + uncovered
  return {
    mutants: all,
    killed,
    timedOut,
    survived,
    uncovered,
    percent: all === 0 ? 0 : (100 * killed) / all,
  }
}

export const isAlive = ({ status }: Mutant): boolean => status === 'Survived' || status === 'NoCoverage'

const isMeantBy =
  (mutant: Mutant) =>
  ({ file, mutator, original, replacement }: Accepted): boolean =>
    file === mutant.file &&
    mutator === mutant.mutator &&
    spaced(original) === spaced(mutant.original) &&
    spaced(replacement) === spaced(mutant.replacement)

const spaced = (code: string): string => code.replace(/\s+/g, ' ').trim()

export interface Reasons {
  /** Alive, and nobody says why. */
  readonly unexplained: readonly Mutant[]
  /** Explained, but killed, or no mutant at all. */
  readonly stale: readonly Accepted[]
}

/** Compares the mutants of some files with the reasons that are written for those files. */
export function reasonsFor(mutants: readonly Mutant[], accepted: readonly Accepted[]): Reasons {
  const alive = mutants.filter(isAlive)
  const files = new Set(mutants.map(({ file }) => file))
  return {
    unexplained: alive.filter((mutant) => !accepted.some(isMeantBy(mutant))),
    stale: accepted.filter(
      (reason) => files.has(reason.file) && !alive.some((mutant) => isMeantBy(mutant)(reason)),
    ),
  }
}

export const tellMutant = ({ file, line, mutator, original, replacement }: Mutant): string =>
  `${file}:${line} ${mutator}\n  - ${spaced(original)}\n  + ${spaced(replacement)}`
