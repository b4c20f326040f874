import type { Key } from './table-watch.ts'

/** How the orders' table keeps an order and its copies: what is waited for is read there. */
export const headerOf = (orderId: string): Key => ({ pk: `ORDER#${orderId}`, sk: 'HEADER' })
export const fulfillmentOrderOf = (orderId: string, id: string): Key => ({
  pk: `ORDER#${orderId}`,
  sk: `FULFILLMENT_ORDER#${id}`,
})
export const shipmentOf = (orderId: string, id: string): Key => ({
  pk: `ORDER#${orderId}`,
  sk: `SHIPMENT#${id}`,
})

/** Where an order is that goes no further unless somebody does something. */
const DEAD_ENDS = ['rejected', 'cancelled', 'payment_required']

export type Moment = 'confirmedAt' | 'processingAt' | 'completedAt'

/** A condition that an order has reached a moment of its life; throws where it never will. */
export const hasReached =
  (moment: Moment) =>
  (header: Readonly<Record<string, unknown>>): boolean => {
    if (header[moment] !== undefined) return true
    if (DEAD_ENDS.includes(String(header['status'])))
      throw new Error(`order ${header['id']} is ${header['status']}, and will have no ${moment}`)
    return false
  }
