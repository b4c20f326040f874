import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '#shared/languages.ts'
import { WORDS } from '../letterhead.ts'

/** The words of a language as a flat list of places and texts; functions are called with marks for words. */
function textsOf(value: unknown, place = ''): [place: string, text: string][] {
  // An address has no words of its own.
  if (place === '.postalAddress') return []
  if (typeof value === 'function') return [[place, String(value('<1>', '<2>'))]]
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${place}.${name}`))
  return [[place, String(value)]]
}

const placesOf = (language: (typeof LANGUAGES)[number]) => textsOf(WORDS[language]).map(([place]) => place)

describe.each(LANGUAGES)('the words of %s', (language) => {
  it('are all there, and none is empty', () => {
    expect(placesOf(language).toSorted()).toEqual(placesOf('en').toSorted())
    expect(textsOf(WORDS[language]).filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('name the order in every subject, and no two subjects are alike', () => {
    const { mails, asks } = WORDS[language]
    const subjects = [...Object.values(mails), ...Object.values(asks)].map(({ subject }) =>
      subject('7KQ2M9XD'),
    )
    expect(subjects.filter((subject) => !subject.includes('7KQ2M9XD'))).toEqual([])
    expect(new Set(subjects).size).toBe(subjects.length)
  })
})

it.each(['ja', 'zh-Hans'] as const)('no English was left in %s', (language) => {
  const english = new Map(textsOf(WORDS.en))
  const same = textsOf(WORDS[language]).filter(
    ([place, text]) => english.get(place) === text && /[a-z]{3}/i.test(text),
  )
  expect(same).toEqual([])
})

it('Simplified Chinese has no character that only Japanese or traditional Chinese writes', () => {
  const foreign = /[\u3040-\u30ff]|[訂單貨運號內與為們這個請將]/u
  expect(textsOf(WORDS['zh-Hans']).filter(([, text]) => foreign.test(text))).toEqual([])
})
