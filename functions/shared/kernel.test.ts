import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { orderId } from './ids.ts'
import { apportion, currency, decimalsOf, formatMoney, of, sum } from './money.ts'
import { makeOrderTokens } from './order-tokens.ts'
import { makePersonal } from './personal.ts'
import { makeSealedText } from './sealed-text.ts'

const JPY = currency.parse('JPY')
const USD = currency.parse('USD')

test('apportioning is exact, and no part is a unit away from its share', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000_000_000 }),
      fc.array(fc.integer({ min: 0, max: 1_000_000_000_000 }), { minLength: 1, maxLength: 50 }),
      (total, weights) => {
        const parts = apportion(total, weights)
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        const whole = weights.reduce((a, b) => a + b, 0)
        if (whole === 0) return
        for (const [index, part] of parts.entries())
          expect(Math.abs(part - (total * (weights[index] ?? 0)) / whole)).toBeLessThanOrEqual(1)
      },
    ),
  )
})

test('money knows its decimals, adds only its own currency, and is written as its language does', () => {
  expect(['JPY', 'USD', 'KWD'].map((code) => decimalsOf(currency.parse(code)))).toEqual([0, 2, 3])
  expect(() => sum(JPY, [of(1, JPY), of(1, USD)])).toThrow('cannot add USD to a sum of JPY')
  expect(formatMoney(of(3280, JPY), 'ja')).toBe('￥3,280')
  expect(formatMoney(of(3280, USD), 'en')).toBe('$32.80')
})

test('personal data comes back only with its key, its subject and its shape', () => {
  const personal = makePersonal('a secret')
  const name = z.strictObject({ name: z.string() })
  const box = personal.seal('ord_1', { name: '山田' })
  expect(JSON.stringify(box)).not.toContain('山田')
  expect(personal.open(box, name)).toEqual({ name: '山田' })
  expect(() => personal.open({ ...box, subjectId: 'ord_2' }, name)).toThrow()
  expect(() => makePersonal('another').open(box, name)).toThrow('another key')
  expect(makePersonal('another', 'a secret').open(box, name)).toEqual({ name: '山田' })
  expect(personal.fingerprint('email', ' A@Example.com ')).toBe(
    personal.fingerprint('email', 'a@example.com'),
  )
  expect(personal.fingerprint('phone', 'a@example.com')).not.toBe(
    personal.fingerprint('email', 'a@example.com'),
  )
  expect(makePersonal('another', 'a secret').fingerprints('email', 'a@example.com')).toEqual([
    makePersonal('another').fingerprint('email', 'a@example.com'),
    personal.fingerprint('email', 'a@example.com'),
  ])
})

test('a sealed text opens as it was, also after a rotation, and not once a byte is altered', () => {
  const before = makeSealedText('quote', ['old'])
  const rotated = makeSealedText('quote', ['new', 'old'])
  const text = before.seal({ total: 4180 })
  expect(rotated.open(text)).toEqual({ total: 4180 })
  expect(makeSealedText('quote', ['new']).open(text)).toBeUndefined()
  for (let place = 0; place < text.length; place += 1) {
    const other = text[place] === 'A' ? 'B' : 'A'
    const altered = text.slice(0, place) + other + text.slice(place + 1)
    const opened = before.open(altered)
    // The last character of a base64url text may hold unused bits: then nothing was altered.
    if (place < text.length - 1) expect(opened).toBeUndefined()
  }
})

test('an order token is for its order and its kind only', () => {
  const tokens = makeOrderTokens(['secret'])
  const id = orderId.parse(`ord_${'a'.repeat(26)}`)
  const token = tokens.issue('track', id)
  expect(tokens.verify('track', token)).toBe(id)
  expect(tokens.verify('act', token)).toBeUndefined()
  expect(tokens.verify('track', `b${token.slice(1)}`)).toBeUndefined()
  expect(makeOrderTokens(['other']).verify('track', token)).toBeUndefined()
})
