import { describe, expect, it } from 'vitest'
import { fold, pairsOf, piecesOf, termsOf } from './tokens.ts'

describe('folding', () => {
  it.each([
    ['Café CRÈME', 'cafe creme'],
    ['Women’s T-Shirt', 'womens t-shirt'],
    ['ﾌﾞﾙｰﾄｩｰｽ', 'ぶるーとぅーす'],
    ['ガラス ＡＢＣ１２３', 'がらす abc123'],
    ['カフェ', 'かふぇ'],
    ['㍑', 'りっとる'],
    ['한국어', '한국어'],
    ['ÅNGSTRÖM', 'angstrom'],
  ])('%s is compared as %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })

  it('changes nothing that is folded already', () => {
    for (const text of ['Ｔシャツ', 'ガーゼ', 'naïve', '保温杯', '㌔'])
      expect(fold(fold(text))).toBe(fold(text))
  })
})

describe('the pieces of a text', () => {
  it.each([
    ['Red mugs, 2 for 1', ['red', 'mug', '2', 'for', '1']],
    ['batteries glass bus gas ties', ['battery', 'glass', 'bus', 'gas', 'ty']],
    ['Tシャツ・Lサイズ', ['t', 'しゃつ', 'l', 'さいず']],
    ['保温杯500ml', ['保温杯', '500ml']],
    ['(.*)+$ [a-z]{9}', ['a', 'z', '9']],
    ['\u0000\u0007 \u200b \ud800', []],
    ['', []],
  ])('%j', (text, pieces) => {
    expect(piecesOf(text).map((piece) => piece.text)).toEqual(pieces)
  })

  it('cuts words that nobody types', () => {
    expect(piecesOf('a'.repeat(10_000))[0]?.text).toHaveLength(40)
  })
})

it('finds a run by its pairs, and by each of its letters as the begin of one', () => {
  expect(termsOf('保温杯 mug')).toEqual(['保温', '温杯', '杯', 'mug'])
  expect(pairsOf('傘')).toEqual(['傘'])
  expect(pairsOf('𠮷野家')).toEqual(['𠮷野', '野家'])
})
