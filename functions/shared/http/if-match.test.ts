import { expect, test } from 'vitest'
import { cacheable, etag } from './api.ts'
import { IF_MATCH_PATTERN, versionNamedBy } from './if-match.ts'

const given = [etag(7), cacheable({ id: 'PEN-1' }, 7)].map((headers) => headers['etag'] ?? '')

test.each([...given, ...given.map((one) => `W/${one}`)])('%s, as we give it, names its version', (header) => {
  expect(versionNamedBy(header)).toBe(7)
  expect(header).toMatch(new RegExp(IF_MATCH_PATTERN))
})

test.each(['7', '', '*', '"x"', '"7", "8"', '"1234567890123456"', '"7-"'])('%s names none', (header) => {
  expect(versionNamedBy(header)).toBeUndefined()
})
