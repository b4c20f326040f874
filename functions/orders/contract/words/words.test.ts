import { describe, expect, it } from 'vitest'
import { PAYMENT_STATUSES } from '#contexts/payments/contract/types.ts'
import { shipmentStatus } from '#contexts/shipping/contract/events.ts'
import { LANGUAGES } from '#shared/languages.ts'
import { FULFILLMENT_STATUSES, HOLD_REASONS, ORDER_STATUSES, REJECTION_CODES } from '../types.ts'
import { ORDER_WORDS, type OrderWords } from './words.ts'

const WANTED = {
  orderStatuses: ORDER_STATUSES,
  paymentStatuses: PAYMENT_STATUSES,
  fulfillmentStatuses: FULFILLMENT_STATUSES,
  shipmentStatuses: shipmentStatus.options,
  rejections: REJECTION_CODES,
  holds: HOLD_REASONS,
  cancelCauses: ['customer', 'staff', 'short_pick'],
} satisfies Partial<Record<keyof OrderWords, readonly string[]>>

const textsOf = (words: OrderWords): string[] =>
  Object.values(words).flatMap((value) =>
    typeof value === 'function'
      ? [value('7KQ2M9XD')]
      : typeof value === 'string'
        ? [value]
        : Object.values(value),
  )

describe.each(LANGUAGES)('what customers hear in %s', (language) => {
  const words = ORDER_WORDS[language]

  it.each(Object.entries(WANTED))('has a word for each of the %s, and for nothing else', (table, codes) => {
    const said = new Map(Object.entries(words)).get(table)
    expect(Object.keys(said ?? {}).toSorted()).toEqual([...codes].toSorted())
  })

  it('is said in words: no code, and nothing empty', () => {
    for (const text of textsOf(words)) {
      expect.soft(text.trim()).not.toBe('')
      expect.soft(text).not.toMatch(/[a-z]_[a-z]/)
    }
  })

  it('never tells which rule holds an order: every rule has the same word', () => {
    const { address, payment, ...neutral } = words.holds
    expect(new Set(Object.values(neutral)).size).toBe(1)
    expect([address, payment]).not.toContain(neutral.risk)
    expect(neutral.risk).not.toMatch(/risk|fraud|amount|velocity|staff|不正|欺诈|风险/i)
  })

  it('names the order in a declaration of withdrawal', () => {
    expect(words.withdrawal('7KQ2M9XD')).toContain('7KQ2M9XD')
  })
})

it.each(['ja', 'zh-Hans'] as const)('no English was left in %s', (language) => {
  expect(textsOf(ORDER_WORDS[language]).filter((text) => /[a-z]{3}/.test(text))).toEqual([])
})
