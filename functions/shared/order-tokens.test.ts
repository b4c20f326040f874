import { describe, expect, it } from 'vitest'
import { orderId } from './ids.ts'
import { makeOrderTokens } from './order-tokens.ts'

const ORDER = orderId.parse(`ord_${'a'.repeat(26)}`)
const tokens = makeOrderTokens(['secret'])
const EXPIRY = '2026-03-01T00:00:00Z'
const before = new Date('2026-02-28T23:59:59.999Z')
const token = tokens.issue('track', ORDER)
const link = tokens.issueForAct('pay', ORDER, EXPIRY)

/** The token with another letter at one place. */
const altered = (text: string, place: number): string =>
  `${text.slice(0, place)}${text[place] === 'b' ? 'c' : 'b'}${text.slice(place + 1)}`

describe('an order token', () => {
  it('is for its order and its kind only', () => {
    expect(tokens.verify('track', token)).toBe(ORDER)
    expect(tokens.verify('act', token)).toBeUndefined()
    expect(tokens.verify('track', tokens.issue('act', ORDER))).toBeUndefined()
  })

  it('is the same each time, and says nothing but the order and 128 bits', () => {
    expect(tokens.issue('track', ORDER)).toBe(token)
    expect(token).toMatch(/^a{26}[\w-]{22}$/)
  })

  it('is refused once a letter is altered, or it is cut or prolonged', () => {
    // The last letter holds unused bits: with another in its place nothing may have been altered.
    for (let place = 0; place < token.length - 1; place += 1)
      expect(tokens.verify('track', altered(token, place))).toBeUndefined()
    for (const other of ['', token.slice(0, 26), token.slice(0, -2), `${token}AA`, `x${token}`, 'no token'])
      expect(tokens.verify('track', other)).toBeUndefined()
  })

  it('outlives a rotation of the secret, and no longer', () => {
    expect(makeOrderTokens(['new', 'secret']).verify('track', token)).toBe(ORDER)
    expect(makeOrderTokens(['new']).verify('track', token)).toBeUndefined()
    expect(makeOrderTokens(['new', 'secret']).issue('track', ORDER)).not.toBe(token)
  })

  it('is the same in every release: those in mails that were sent must open', () => {
    // By RFC 5869 and RFC 2104 in another language.
    expect(token).toBe(`${'a'.repeat(26)}M5TSdkTR7FhROy-z5tBDzA`)
    expect(link).toBe(`${'a'.repeat(26)}0tb71c0DxnXP3ZU2o-kUZW9mB92WQ`)
  })

  it('cannot be made without a secret', () => {
    expect(() => makeOrderTokens([])).toThrow('no secret')
  })
})

describe('a link for one act', () => {
  it('is for its order and its act, until it expires', () => {
    expect(tokens.verifyForAct('pay', link, before)).toBe(ORDER)
    expect(tokens.verifyForAct('pay', link, new Date(EXPIRY))).toBeUndefined()
    expect(tokens.verifyForAct('correct', link, before)).toBeUndefined()
  })

  it('is refused once a letter is altered, its expiry too, or it is cut', () => {
    for (let place = 0; place < link.length - 1; place += 1)
      expect(tokens.verifyForAct('pay', altered(link, place), before)).toBeUndefined()
    for (const other of ['', link.slice(0, 33), 'no token'])
      expect(tokens.verifyForAct('pay', other, before)).toBeUndefined()
  })

  it('is no token that lasts, and such a token is no link', () => {
    expect(tokens.verify('act', link)).toBeUndefined()
    expect(tokens.verifyForAct('pay', tokens.issue('act', ORDER), before)).toBeUndefined()
  })

  it('has the same length however early it expires', () => {
    const early = tokens.issueForAct('pay', ORDER, '1970-01-01T00:00:01Z')
    expect(early).toHaveLength(link.length)
    expect(tokens.verifyForAct('pay', early, new Date(0))).toBe(ORDER)
  })

  it('outlives a rotation of the secret', () => {
    expect(makeOrderTokens(['new', 'secret']).verifyForAct('pay', link, before)).toBe(ORDER)
    expect(makeOrderTokens(['new']).verifyForAct('pay', link, before)).toBeUndefined()
  })
})
