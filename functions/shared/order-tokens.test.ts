import { describe, expect, it } from 'vitest'
import { orderId } from './ids.ts'
import { makeOrderTokens } from './order-tokens.ts'
import { aSecret } from './testing-secrets.ts'

const ORDER = orderId.parse(`ord_${'a'.repeat(26)}`)
const tokens = makeOrderTokens(aSecret('secret'))
const EXPIRY = '2026-03-01T00:00:00Z'
const before = new Date('2026-02-28T23:59:59.999Z')
const token = await tokens.issue('track', ORDER)
const link = await tokens.issueForAct('pay', ORDER, EXPIRY)

/** The token with another letter at one place. */
const altered = (text: string, place: number): string =>
  `${text.slice(0, place)}${text[place] === 'b' ? 'c' : 'b'}${text.slice(place + 1)}`

describe('an order token', () => {
  it('is for its order and its kind only', async () => {
    expect(await tokens.verify('track', token)).toBe(ORDER)
    expect(await tokens.verify('act', token)).toBeUndefined()
    expect(await tokens.verify('track', await tokens.issue('act', ORDER))).toBeUndefined()
  })

  it('is the same each time, and says nothing but the order and 128 bits', async () => {
    expect(await tokens.issue('track', ORDER)).toBe(token)
    expect(token).toMatch(/^a{26}[\w-]{22}$/)
  })

  it('is refused once a letter is altered, or it is cut or prolonged', async () => {
    // The last letter holds unused bits: with another in its place nothing may have been altered.
    for (let place = 0; place < token.length - 1; place += 1)
      expect(await tokens.verify('track', altered(token, place))).toBeUndefined()
    for (const other of ['', token.slice(0, 26), token.slice(0, -2), `${token}AA`, `x${token}`, 'no token'])
      expect(await tokens.verify('track', other)).toBeUndefined()
  })

  it('outlives a rotation of the secret, and no longer', async () => {
    expect(await makeOrderTokens(aSecret('new', 'secret')).verify('track', token)).toBe(ORDER)
    expect(await makeOrderTokens(aSecret('new')).verify('track', token)).toBeUndefined()
    expect(await makeOrderTokens(aSecret('new', 'secret')).issue('track', ORDER)).not.toBe(token)
  })

  it('is the same in every release: those in mails that were sent must open', async () => {
    // By RFC 5869 and RFC 2104 in another language.
    expect(token).toBe(`${'a'.repeat(26)}M5TSdkTR7FhROy-z5tBDzA`)
    expect(link).toBe(`${'a'.repeat(26)}0tb71c0DxnXP3ZU2o-kUZW9mB92WQ`)
  })
})

describe('a link for one act', () => {
  it('is for its order and its act, until it expires', async () => {
    expect(await tokens.verifyForAct('pay', link, before)).toBe(ORDER)
    expect(await tokens.verifyForAct('pay', link, new Date(EXPIRY))).toBeUndefined()
    expect(await tokens.verifyForAct('correct', link, before)).toBeUndefined()
  })

  it('is refused once a letter is altered, its expiry too, or it is cut', async () => {
    for (let place = 0; place < link.length - 1; place += 1)
      expect(await tokens.verifyForAct('pay', altered(link, place), before)).toBeUndefined()
    for (const other of ['', link.slice(0, 33), 'no token'])
      expect(await tokens.verifyForAct('pay', other, before)).toBeUndefined()
  })

  it('is no token that lasts, and such a token is no link', async () => {
    expect(await tokens.verify('act', link)).toBeUndefined()
    expect(await tokens.verifyForAct('pay', await tokens.issue('act', ORDER), before)).toBeUndefined()
  })

  it('has the same length however early it expires', async () => {
    const early = await tokens.issueForAct('pay', ORDER, '1970-01-01T00:00:01Z')
    expect(early).toHaveLength(link.length)
    expect(await tokens.verifyForAct('pay', early, new Date(0))).toBe(ORDER)
  })

  it('outlives a rotation of the secret', async () => {
    expect(await makeOrderTokens(aSecret('new', 'secret')).verifyForAct('pay', link, before)).toBe(ORDER)
    expect(await makeOrderTokens(aSecret('new')).verifyForAct('pay', link, before)).toBeUndefined()
  })
})
