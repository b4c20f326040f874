import { type Group, keyOf, partedAt, type SynonymBook } from './synonyms.ts'
import { type Piece, pairsOf, piecesOf } from './tokens.ts'

/** A term that is looked for in the index. */
export interface Term {
  readonly text: string
  /** Also what begins with it. */
  readonly prefix: boolean
  /** Letters that may be wrong in it, where mistakes are forgiven. */
  readonly mistakes: 0 | 1 | 2
}

/** What a word of a query asks for: one of these, of which each term must be there. */
export type Want = readonly (readonly Term[])[]

/** Further words of a query are not looked for: each costs, and nobody means so many. */
const MOST_WANTS = 32

/**
 * What a text asks for, word by word; the last one may be unfinished. Of runs it asks for their pairs, or, where a
 * wrong letter may have spoiled two of these, for their letters.
 */
export function wantsOf(text: string, book: SynonymBook, by: 'pairs' | 'letters' = 'pairs'): readonly Want[] {
  if (by === 'letters') return wantsByLetter(text)
  const pieces = partedAt(book, piecesOf(text)).slice(0, MOST_WANTS)
  const wants: Want[] = []
  for (let at = 0; at < pieces.length; ) {
    const { length, group } = longestKnown(pieces, at, book)
    const typed = pieces.slice(at, at + length)
    at += length
    const isLast = at === pieces.length
    if (group) wants.push([termsOfAll(typed, isLast), ...others(group, typed)])
    else wants.push(...termsOfAll(typed, isLast).map((term) => [[term]]))
  }
  return wants.slice(0, MOST_WANTS)
}

function wantsByLetter(text: string): readonly Want[] {
  const terms = piecesOf(text).flatMap((piece) =>
    piece.isRun
      ? [...piece.text].map((letter) => ({ text: letter, prefix: true, mistakes: 0 as const }))
      : termsOfPiece(piece, false),
  )
  return [...new Map(terms.map((term) => [term.text, term])).values()]
    .slice(0, MOST_WANTS)
    .map((term) => [[term]])
}

function longestKnown(pieces: readonly Piece[], at: number, { groups, longest }: SynonymBook) {
  for (let length = Math.min(longest, pieces.length - at); length > 0; length -= 1) {
    const group = groups.get(keyOf(pieces.slice(at, at + length)))
    if (group) return { length, group }
  }
  return { length: 1, group: undefined }
}

const others = (group: Group, typed: readonly Piece[]): Term[][] =>
  group.filter((pieces) => keyOf(pieces) !== keyOf(typed)).map((pieces) => termsOfAll(pieces, false))

const termsOfAll = (pieces: readonly Piece[], unfinished: boolean): Term[] =>
  pieces.flatMap((piece, index) => termsOfPiece(piece, unfinished && index === pieces.length - 1))

function termsOfPiece({ text, isRun }: Piece, unfinished: boolean): Term[] {
  if (!isRun) return [{ text, prefix: unfinished, mistakes: mistakesIn(text) }]
  const pairs = pairsOf(text)
  return pairs.map((pair) => ({ text: pair, prefix: [...pair].length === 1, mistakes: 0 }))
}

/** A number is another number with a digit changed, and short words are too near to each other. */
function mistakesIn(word: string): Term['mistakes'] {
  if (word.length < 4 || /\p{N}/u.test(word)) return 0
  return word.length < 8 ? 1 : 2
}
