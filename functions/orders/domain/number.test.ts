import { expect, test } from 'vitest'
import { isOrderNumber, makeOrderNumber } from './number.ts'

test('a number has eight letters or digits', () => {
  const text = makeOrderNumber((below) => below - 1)
  expect(text).toHaveLength(8)
  expect(isOrderNumber(text)).toBe(true)
})

test.each([
  ['nothing', ''],
  ['one character, whose check would fit', '2'],
  ['nine characters, whose check would fit', '222222222'],
  ['a letter that looks like another', '2222222O'],
])('%s is no number', (_, text) => {
  expect(isOrderNumber(text)).toBe(false)
})
