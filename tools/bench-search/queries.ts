import type { Chance } from '#simulation/chance.ts'
import type { MadeTitle } from './made-titles.ts'

/** What somebody types who looks for one product, and which that is. */
export interface KnownItem {
  readonly id: string
  readonly text: string
}

const LATIN = [...'abcdefghijklmnopqrstuvwxyz']

/** One letter more, less, or another, somewhere in the longest word. */
export function mistyped(text: string, chance: Chance): string {
  const words = text.split(' ')
  const longest = words.reduce((a, b) => (b.length > a.length ? b : a), '')
  const at = words.indexOf(longest)
  words[at] = edited([...longest], LATIN, chance)
  return words.join(' ')
}

/** The same with a letter that stands elsewhere in the text, as one who picks the wrong character would. */
export function miswritten(text: string, chance: Chance): string {
  return edited(
    [...text],
    [...text].filter((letter) => letter !== ' '),
    chance,
  )
}

function edited(letters: readonly string[], alphabet: readonly string[], chance: Chance): string {
  const at = chance.below(letters.length)
  const kind = chance.pick(['more', 'less', 'other'] as const)
  const added = kind === 'less' ? [] : [chance.pick(alphabet)]
  const wrong = [...letters.slice(0, at), ...added, ...letters.slice(kind === 'more' ? at : at + 1)]
  return wrong.join('') === letters.join('') ? edited(letters, alphabet, chance) : wrong.join('')
}

/** Some of a title's words, in their order. */
export function someWords(title: string, count: number, chance: Chance): string {
  const words = title.split(' ')
  while (words.length > count) words.splice(chance.below(words.length), 1)
  return words.join(' ')
}

/** As another hand writes it: words in another order, with or without spaces, katakana as hiragana or half as wide. */
export function rewritten({ words }: MadeTitle, chance: Chance): string {
  const order = words.map((word) => ({ word, by: chance.below(1_000_000) })).toSorted((a, b) => a.by - b.by)
  const hand = chance.pick([asItIs, toHiragana, toHalfWidth])
  return order.map(({ word }) => hand(word)).join(chance.below(2) === 0 ? '' : ' ')
}

const asItIs = (word: string): string => word

const toHiragana = (word: string): string =>
  word.replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))

const HALF_WIDTH = new Map(
  Array.from({ length: 0xff9d - 0xff66 + 1 }, (_, index) => {
    const half = String.fromCharCode(0xff66 + index)
    return [half.normalize('NFKC'), half] as const
  }),
)

const toHalfWidth = (word: string): string =>
  [...word.normalize('NFD')]
    .map((letter) => ({ '\u3099': '\uff9e', '\u309a': '\uff9f' })[letter] ?? HALF_WIDTH.get(letter) ?? letter)
    .join('')
