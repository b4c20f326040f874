import { expect, test } from 'vitest'
import { codeOfStep, newTotpSecret, totpCode, totpStep } from './totp.ts'

/** "12345678901234567890" in base32: the SHA-1 key of RFC 6238, appendix B. */
const RFC_KEY = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('second %i gives the code of RFC 6238', (second, code) => {
  expect(totpCode(RFC_KEY, new Date(second * 1000), 8)).toBe(code)
  expect(totpCode(RFC_KEY, new Date(second * 1000))).toBe(code.slice(2))
})

test('padding and small letters do not matter, other letters are refused', () => {
  expect(totpCode(`${RFC_KEY.toLowerCase()}==`, new Date(59_000), 8)).toBe('94287082')
  expect(() => totpCode('GEZ0', new Date(0))).toThrow('base32')
})

test('a new secret has 160 bits, is like no other, and makes codes', () => {
  const [one, other] = [newTotpSecret(), newTotpSecret()]
  expect(one).toMatch(/^[A-Z2-7]{32}$/)
  expect(one).not.toBe(other)
  const at = new Date('2026-11-24T01:02:03Z')
  expect(codeOfStep(one, totpStep(at))).toBe(totpCode(one, at))
})
