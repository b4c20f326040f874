import { expect, test } from 'vitest'
import { named } from './named.ts'

test('a name keeps its letters, emoji included', () => {
  expect(named("Zoë O'Brien-山田 👩‍🚀")).toBe("Zoë O'Brien-山田 👩‍🚀")
})

test('a name that is written from right to left stands in an isolate of its own', () => {
  expect(named('ליאור כהן')).toBe('\u2068ליאור כהן\u2069')
  expect(named('محمد')).toBe('\u2068محمد\u2069')
})

test('a name cannot begin a line of its own, nor turn the text after it', () => {
  expect(named('Eve\r\n\r\nTotal: 0')).toBe('Eve Total: 0')
  expect(named('abc\u202edef\u2069')).toBe('abc def')
})
