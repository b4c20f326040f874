/** A piece of folded text: a word, or a run of a script that has no spaces between its words. */
export interface Piece {
  readonly text: string
  readonly isRun: boolean
}

/** Letters of scripts that are searched by pairs of letters: their words have no spaces between them, or endings. */
const RUN = String.raw`[[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}]&&[\p{L}\p{Nl}]]`
const PIECES = new RegExp(`(?<run>${RUN}+)|[[\\p{L}\\p{N}\\p{M}]--${RUN}]+`, 'gv')

/** Longer words are cut: nobody types them, and each letter costs. */
const LONGEST_WORD = 40

const KATAKANA = /[\u30a1-\u30f6]/g
const TO_HIRAGANA = 0x60

/**
 * A text as it is compared: NFKC, lower case, without accents and apostrophes, katakana as hiragana. What marks
 * voiced kana is no accent and stays.
 */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .normalize('NFC')
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - TO_HIRAGANA))

/** The words and runs of a text, folded; words in their singular. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = []
  for (const { 0: found, groups } of fold(text).matchAll(PIECES)) {
    const isRun = groups?.['run'] !== undefined
    pieces.push({ text: isRun ? found : singular(found.slice(0, LONGEST_WORD)), isRun })
  }
  return pieces
}

/** Harman's S-stemmer ("How effective is suffixing?", 1991): plurals alone; short words stay. */
function singular(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || word.endsWith('ss') || word.endsWith('us')) return word
  if (word.endsWith('ies') && !/[ae]ies$/.test(word)) return `${word.slice(0, -3)}y`
  return word.slice(0, -1)
}

/** The pairs of neighbors in a run; of a run of one letter, that letter. */
export function pairsOf(run: string): string[] {
  const letters = [...run]
  if (letters.length < 2) return letters
  return letters.slice(1).map((letter, index) => `${letters[index]}${letter}`)
}

/** What a text is found by: words, pairs of runs, and the last letter of each run, so that each letter begins one. */
export const termsOf = (text: string): string[] =>
  piecesOf(text).flatMap(({ text: piece, isRun }) =>
    isRun ? [...new Set([...pairsOf(piece), [...piece].at(-1) ?? ''])] : [piece],
  )
