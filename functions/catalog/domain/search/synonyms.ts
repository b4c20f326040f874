import { type Piece, piecesOf } from './tokens.ts'

/** Words that mean the same, each as its pieces. */
export type Group = readonly (readonly Piece[])[]

/** Groups of words that mean the same, found by any of them. */
export interface SynonymBook {
  readonly groups: ReadonlyMap<string, Group>
  /** Runs that stand in it, longest first: a query's runs are parted at them. */
  readonly runs: readonly string[]
  /** Pieces of the longest word in it. */
  readonly longest: number
}

export const NO_SYNONYMS: SynonymBook = { groups: new Map(), runs: [], longest: 0 }

export const keyOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join(' ')

/** A word that stands in several groups means what the last of them says. */
export function synonymBook(groups: readonly (readonly string[])[]): SynonymBook {
  const book = new Map<string, Group>()
  const runs = new Set<string>()
  let longest = 0
  for (const words of groups) {
    const group = words.map(piecesOf).filter((pieces) => pieces.length > 0)
    for (const pieces of group) {
      book.set(keyOf(pieces), group)
      longest = Math.max(longest, pieces.length)
      for (const piece of pieces) if (piece.isRun) runs.add(piece.text)
    }
  }
  return { groups: book, runs: [...runs].toSorted((a, b) => b.length - a.length), longest }
}

/** Parts runs at the words of the book in them, as nobody writes a space there. */
export const partedAt = ({ runs }: SynonymBook, pieces: readonly Piece[]): Piece[] =>
  pieces.flatMap((piece) => (piece.isRun ? partsOf(piece.text, runs) : [piece]))

function partsOf(run: string, known: readonly string[]): Piece[] {
  if (run === '') return []
  const word = known.find((one) => run.includes(one))
  if (word === undefined) return [{ text: run, isRun: true }]
  const [before = '', ...after] = run.split(word)
  return [...partsOf(before, known), { text: word, isRun: true }, ...partsOf(after.join(word), known)]
}
