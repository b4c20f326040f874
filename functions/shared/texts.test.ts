import { expect, it } from 'vitest'
import { textFor } from './texts.ts'

const names = { fr: 'livre', en: 'book', ja: '本', 'zh-Hans': '书', 'zh-Hant': '書' }

it.each([
  ['ja', '本'],
  ['ja-JP', '本'],
  ['zh-Hans-CN', '书'],
  ['zh-hant', '書'],
  ['zh', '书'],
  ['de', 'book'],
])('the name for %s is %s', (locale, name) => {
  expect(textFor(names, locale)).toBe(name)
})

it('is the first there is where no language fits', () => {
  expect(textFor({ fr: 'livre', it: 'libro' }, 'de')).toBe('livre')
})
