import { randomInt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { giftCardIdOf, lastFourOf, makeGiftCardCode } from './gift-card-code.ts'

const code = makeGiftCardCode(randomInt)

describe('the code of a gift card', () => {
  it('is twenty characters in groups of four, none of which looks like another', () => {
    expect(code).toMatch(/^([2-9A-HJKMNP-Z]{4}-){4}[2-9A-HJKMNP-Z]{4}$/)
    expect(makeGiftCardCode(randomInt)).not.toBe(code)
  })

  it('makes one id, however it is typed', () => {
    const id = giftCardIdOf(code)
    expect(id).toMatch(/^gft_[0-9a-v]{26}$/)
    expect(giftCardIdOf(code.toLowerCase().replaceAll('-', ' '))).toBe(id)
    expect(giftCardIdOf(makeGiftCardCode(randomInt))).not.toBe(id)
  })

  it('shows nothing of itself in the id', () => {
    const id = giftCardIdOf(code)
    expect(id).not.toContain(lastFourOf(code).toLowerCase())
  })

  it('makes no id where a character is wrong, two have changed places, or one is missing', () => {
    const plain = code.replaceAll('-', '')
    const other = plain.startsWith('2') ? '3' : '2'
    expect(giftCardIdOf(other + plain.slice(1))).toBeUndefined()
    expect(giftCardIdOf(plain.slice(1))).toBeUndefined()
    const at = [...plain].findIndex((character, index) => character !== plain[index + 1])
    const swapped = plain.slice(0, at) + plain[at + 1] + plain[at] + plain.slice(at + 2)
    expect(giftCardIdOf(swapped)).toBeUndefined()
  })
})
