import { expect, test } from 'vitest'
import { customerId, orderId } from '#shared/ids.ts'
import { nextErasure } from './erasure.ts'

const CUSTOMER = customerId.parse(`cus_${'1'.repeat(26)}`)
const OPEN = { orderId: orderId.parse(`ord_${'1'.repeat(26)}`), number: 'K7WQ2M4X', open: 'order' } as const
const at = (time: string) => new Date(`2026-11-27T${time}Z`)
const next = (before: Parameters<typeof nextErasure>[0], time: string, open: readonly (typeof OPEN)[] = []) =>
  nextErasure(before, { customerId: CUSTOMER, open, now: at(time) })

test('a customer without an open order is erased at once', () => {
  expect(next(undefined, '10:00:00')).toMatchObject({
    status: 'erased',
    erasedAt: at('10:00:00').toISOString(),
  })
})

test('who has one waits for it, from the first time they asked', () => {
  const waiting = next(undefined, '10:00:00', [OPEN])
  expect(waiting).toMatchObject({ status: 'waiting', waitingFor: [OPEN], due: at('10:00:00').toISOString() })
  const later = next(waiting, '11:00:00', [OPEN])
  expect(later).toMatchObject({ status: 'waiting', requestedAt: at('10:00:00').toISOString() })
  expect(next(later, '12:00:00')).toMatchObject({
    status: 'erased',
    requestedAt: at('10:00:00').toISOString(),
    erasedAt: at('12:00:00').toISOString(),
    waitingFor: [],
  })
})

test('who is erased is looked after once more, when no token of theirs lives any more', () => {
  const erased = next(undefined, '10:00:00')
  expect(erased.due).toBe(at('10:10:00').toISOString())
  expect(next(erased, '10:05:00').due).toBe(at('10:10:00').toISOString())
  expect(next(erased, '10:10:00')).not.toHaveProperty('due')
})

test('an order that came meanwhile is waited for, and does not bring the customer back', () => {
  const erased = next(next(undefined, '10:00:00'), '10:10:00', [OPEN])
  expect(erased).toMatchObject({
    status: 'erased',
    erasedAt: at('10:00:00').toISOString(),
    waitingFor: [OPEN],
  })
  expect(erased.due).toBe(at('10:10:00').toISOString())
  expect(next(erased, '15:00:00')).not.toHaveProperty('due')
})
