import type { Want } from './wants.ts'

/** What a product is found by, as texts in all languages. */
export interface Words {
  readonly id: string
  readonly name: string
  readonly details: string
}

/** How much a query must have in common with what it finds. */
export interface Patience {
  /** Whether mistakes in its words are forgiven. */
  readonly forgiving: boolean
  /** The share of its words that must be there, above 0 to 1. */
  readonly share: number
  /** In names alone. */
  readonly namesOnly: boolean
}

/**
 * An index of words: products by what is written about them, the better ones with higher scores. `Kept` is what
 * it is opened again from.
 */
export interface WordIndex<Kept = unknown> {
  look(wants: readonly Want[], patience: Patience): ReadonlyMap<string, number>
  put(words: Words): void
  remove(id: string): void
  /** Without what was replaced or removed. */
  keep(): Kept
}

type Step = Omit<Patience, 'namesOnly'> & { readonly by: 'pairs' | 'letters' }

const AS_IT_IS: Step = { forgiving: false, share: 1, by: 'pairs' }

/**
 * Every word; if nothing has them, every word with mistakes forgiven; if nothing has those, some of them; and of what
 * is written without spaces most of its letters.
 */
const PATIENT: readonly Step[] = [
  AS_IT_IS,
  { forgiving: true, share: 1, by: 'pairs' },
  { forgiving: true, share: 1 / 3, by: 'pairs' },
  { forgiving: true, share: 2 / 3, by: 'letters' },
]

/** What a query finds, by the least patience that finds anything: what is written right is never mixed with guesses. */
export function findByWords(
  index: WordIndex,
  wantsBy: (by: Step['by']) => readonly Want[],
  { patient = true, namesOnly = false } = {},
): ReadonlyMap<string, number> {
  for (const { by, ...patience } of patient ? PATIENT : [AS_IT_IS]) {
    const wants = wantsBy(by)
    const found = wants.length === 0 ? undefined : index.look(wants, { ...patience, namesOnly })
    if (found && found.size > 0) return found
  }
  return new Map()
}
