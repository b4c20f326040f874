import { expect, test } from 'vitest'
import { languageOf, makeFormats } from './languages.ts'
import { currency, of } from './money.ts'

const yen = of(1_234, currency.parse('JPY'))
const dollars = of(123_450, currency.parse('USD'))
const promise = { earliest: '2026-11-25', latest: '2026-11-26' }
const overNewYear = { earliest: '2026-12-31', latest: '2027-01-04' }

test.each([
  ['ja', 'ja'],
  ['ja-JP', 'ja'],
  ['zh', 'zh-Hans'],
  ['zh-Hans-CN', 'zh-Hans'],
  ['zh-TW', 'zh-Hans'],
  ['EN-gb', 'en'],
  ['fr', 'en'],
])('%s is written in %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language)
})

test('Japanese writes amounts, dates and times its own way', () => {
  const formats = makeFormats('ja', 'Asia/Tokyo')
  expect(formats.money(yen)).toBe('￥1,234')
  expect(formats.money(dollars)).toBe('$1,234.50')
  expect(formats.days(promise)).toBe('2026年11月25日(水)～11月26日(木)')
  expect(formats.days(overNewYear)).toBe('2026年12月31日(木)～2027年1月4日(月)')
  expect(formats.moment('2026-11-25T04:20:00Z')).toBe('11月25日 13:20')
  expect(formats.zone).toBe('日本標準時')
})

test('Simplified Chinese writes amounts, dates and times its own way', () => {
  const formats = makeFormats('zh-Hans', 'Asia/Shanghai')
  expect(formats.money(of(16_800, currency.parse('CNY')))).toBe('¥168.00')
  expect(formats.days(promise)).toBe('2026年11月25日周三至11月26日周四')
  expect(formats.timestamp('2026-11-25T04:20:00Z')).toBe('2026年11月25日 12:20')
})

test('English follows the region of the locale', () => {
  expect(makeFormats('en', 'America/Toronto').days(promise)).toBe('Wed, Nov 25 – Thu, Nov 26, 2026')
  expect(makeFormats('en-GB', 'Europe/London').day('2026-11-25')).toBe('Wed, 25 Nov 2026')
  expect(makeFormats('en', 'America/Toronto').percent('0.055')).toBe('5.5%')
})

test('one day is one date', () => {
  expect(makeFormats('ja', 'Asia/Tokyo').days({ earliest: '2026-11-25', latest: '2026-11-25' })).toBe(
    '2026年11月25日(水)',
  )
})

test('a language that we do not write, or a locale that is none, is formatted as English', () => {
  expect(makeFormats('fr', 'Europe/Paris').day('2026-11-25')).toBe('Wed, Nov 25, 2026')
  expect(makeFormats('en-abc1d-a', 'UTC').day('2026-11-25')).toBe('Wed, Nov 25, 2026')
})
