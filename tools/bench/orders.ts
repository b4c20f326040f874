import type { Key } from './table-watch.ts'

/** How the orders' table keeps an order and its copies: what a bench waits for is read there. */
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

/** A condition that an order has reached a time of its life; throws where it never will. */
export const hasReached =
  (time: 'confirmedAt' | 'processingAt' | 'completedAt') =>
  (header: Readonly<Record<string, unknown>>): boolean => {
    if (header[time] !== undefined) return true
    if (DEAD_ENDS.includes(String(header['status'])))
      throw new Error(`order ${header['id']} is ${header['status']}, and will have no ${time}`)
    return false
  }
