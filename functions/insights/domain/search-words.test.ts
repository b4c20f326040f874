import fc from 'fast-check'
import { expect, it } from 'vitest'
import { searchWords } from './search-words.ts'

it.each([
  ['Red  Mugs!', 'red mugs'],
  ['ＭＵＧ mug', 'mug'],
  ['青いマグカップ', '青いマグカップ'],
  ['hanako@example.com red', 'red'],
  ['call 090-1234-5678 now', 'call now'],
  ['４１１１１１１１', ''],
  ['(.*)+ $where', 'where'],
  [`mug ${'x'.repeat(31)}`, 'mug'],
  ['one two three four five six seven eight nine', 'one two three four five six seven eight'],
  ['\u0000\u0007', ''],
  ['', ''],
])('of %j these words are kept: %j', (query, words) => {
  expect(searchWords(query)).toBe(words)
})

it('never a digit, an @ or anything long, whatever is typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (query) => {
      const words = searchWords(query)
      expect(words).not.toMatch(/[\p{N}@]/u)
      expect(words.split(' ').every((word) => [...word].length <= 30)).toBe(true)
    }),
  )
})
