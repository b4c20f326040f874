import { expect, test } from 'vitest'
import { openMatterOf } from './open-matter.ts'
import type { Order } from './order.ts'

const payment: Order['payment'] = {
  ...{ sequence: 3, status: 'captured', authorized: 100, captured: 100, refunded: 0 },
}
const dispute = { id: 'dp_1', status: 'open', reason: 'fraudulent', amount: 100 } as const

test.each([
  ['an order on its way', { status: 'shipped', payment }, 'order'],
  ['an order that is being undone', { status: 'cancelling', payment }, 'order'],
  ['a completed order', { status: 'completed', payment }, undefined],
  ['a rejected order', { status: 'rejected', payment: { ...payment, status: 'failed' } }, undefined],
  ['a refund that is not settled', { status: 'completed', payment, refunding: ['rf_1'] }, 'refund'],
  ['refunds that are', { status: 'completed', payment, refunding: [] }, undefined],
  ['a dispute', { status: 'completed', payment: { ...payment, status: 'disputed', dispute } }, 'dispute'],
  ['a dispute beside a refund', { status: 'completed', payment: { ...payment, dispute } }, 'dispute'],
  [
    'a dispute that was lost',
    {
      status: 'completed',
      payment: { ...payment, status: 'disputed', dispute: { ...dispute, status: 'lost' } },
    },
    undefined,
  ],
  [
    'a dispute that was won',
    { status: 'completed', payment: { ...payment, dispute: { ...dispute, status: 'won' } } },
    undefined,
  ],
] satisfies [string, Parameters<typeof openMatterOf>[0], unknown][])('%s', (_, order, matter) => {
  expect(openMatterOf(order)).toBe(matter)
})
