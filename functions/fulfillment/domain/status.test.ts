import { describe, expect, it } from 'vitest'
import { FULFILLMENT_ORDER_STATUSES, type FulfillmentOrderStatus } from '../contract/events.ts'
import { FULFILLMENT_ORDER_TRANSITIONS, transition } from './status.ts'

function reachableFrom(start: FulfillmentOrderStatus): Set<FulfillmentOrderStatus> {
  const found = new Set([start])
  for (const status of found) for (const next of FULFILLMENT_ORDER_TRANSITIONS[status]) found.add(next)
  return found
}

describe('the statuses of a fulfillment order', () => {
  it('are all reached from open', () => {
    expect(reachableFrom('open')).toEqual(new Set(FULFILLMENT_ORDER_STATUSES))
  })

  it('lead from everything that has not left to cancelled, and from what has left nowhere', () => {
    const left = new Set<FulfillmentOrderStatus>(['handed_over', 'cancelled'])
    for (const status of FULFILLMENT_ORDER_STATUSES)
      expect(FULFILLMENT_ORDER_TRANSITIONS[status].includes('cancelled')).toBe(!left.has(status))
    for (const status of left) expect(FULFILLMENT_ORDER_TRANSITIONS[status]).toEqual([])
  })

  it('reach the carrier only by way of a label', () => {
    const before = FULFILLMENT_ORDER_STATUSES.filter((status) =>
      FULFILLMENT_ORDER_TRANSITIONS[status].includes('handed_over'),
    )
    expect(before).toEqual(['labeled'])
  })

  it('refuse what the table does not list', () => {
    expect(() => transition('packed', 'handed_over')).toThrow('allowed: labeled, picked, cancelled')
  })
})
