import { describe, expect, it } from 'vitest'
import { NO_SYNONYMS, synonymBook } from './synonyms.ts'
import { wantsOf } from './wants.ts'

const texts = (text: string, groups: readonly (readonly string[])[] = []) =>
  wantsOf(text, synonymBook(groups)).map((want) =>
    want.map((terms) => terms.map((term) => term.text).join('+')),
  )

describe('what a query asks for', () => {
  it('is each of its words, the last one as far as it is typed', () => {
    expect(wantsOf('red mug', NO_SYNONYMS)).toEqual([
      [[{ text: 'red', prefix: false, mistakes: 0 }]],
      [[{ text: 'mug', prefix: true, mistakes: 0 }]],
    ])
  })

  it.each([
    ['cup', 0],
    ['cups', 0],
    ['plate', 1],
    ['teaspoon', 2],
    ['500ml', 0],
    ['abcdefg1', 0],
  ])('%s may have %d mistakes', (word, mistakes) => {
    expect(wantsOf(word, NO_SYNONYMS)[0]?.[0]?.[0]?.mistakes).toBe(mistakes)
  })

  it('is each pair of a run, and what begins with a single letter', () => {
    expect(texts('保温杯')).toEqual([['保温'], ['温杯']])
    expect(wantsOf('傘', NO_SYNONYMS)).toEqual([[[{ text: '傘', prefix: true, mistakes: 0 }]]])
  })

  it('has an end', () => {
    expect(wantsOf('word '.repeat(2_000), NO_SYNONYMS)).toHaveLength(32)
    expect(wantsOf('語'.repeat(10_000), NO_SYNONYMS)).toHaveLength(32)
  })
})

describe('synonyms', () => {
  it('are wanted instead of a word', () => {
    expect(texts('red sofa', [['sofa', 'couch']])).toEqual([['red'], ['sofa', 'couch']])
    expect(texts('couches', [['sofa', 'couches']])).toEqual([['couche', 'sofa']])
  })

  it('may be several words', () => {
    expect(texts('tee shirt red', [['t-shirt', 'tee shirt', 'top']])).toEqual([
      ['tee+shirt', 't+shirt', 'top'],
      ['red'],
    ])
    expect(texts('tee red', [['t-shirt', 'tee shirt']])).toEqual([['tee'], ['red']])
  })

  it('are found where nobody writes a space', () => {
    expect(texts('防水スマホケース', [['スマホ', 'スマートフォン']])).toEqual([
      ['防水'],
      ['すま+まほ', 'すま+まー+ーと+とふ+ふぉ+ぉん'],
      ['けー'],
      ['ーす'],
    ])
  })
})
