import { expect, it } from 'vitest'
import { weaknessesOf } from './password.ts'

const EMAIL = 'hanako@example.com'

it.each(['Horse-Staple-42', 'ひらがな-Aa1ひらが', 'correct horse B4ttery!', 'Te-letter1'])(
  '%s is strong enough',
  (password) => {
    expect(weaknessesOf(password, EMAIL)).toEqual([])
  },
)

it.each([
  ['Ab1-', '10 characters'],
  ['Nine-let1', '10 characters'],
  ['horse-staple-42', 'a capital letter'],
  ['HORSE-STAPLE-42', 'a small letter'],
  ['Horse-Staple-ab', 'a digit'],
  ['HorseStaple42xy', 'a symbol'],
  ['My-Password-42', 'something that is not tried first'],
  ['A-Qwerty-1-2-3', 'something that is not tried first'],
  ['Hanako-Yamada-42', 'something else than the name in your address'],
])('%s needs %s', (password, wanted) => {
  expect(weaknessesOf(password, EMAIL)).toContain(wanted)
})

it('a name of four letters guards, one of three stands in too many words', () => {
  expect(weaknessesOf('My-Rosa-Garden-7', 'rosa@example.com')).toHaveLength(1)
  expect(weaknessesOf('My-Ros-Garden-7', 'ros@example.com')).toEqual([])
})
