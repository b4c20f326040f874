import { createHash } from 'node:crypto'
import { type FulfillmentOrderId, fulfillmentOrderId, type LocationId, type OrderId } from '#shared/ids.ts'

/** The time that a ULID begins with. */
const TIME_LETTERS = 10

/**
 * The id of one location's work on an order: the same however often it is asked for, so that it is
 * planned once, and orders can name the work that gives something up; it begins with the order's time of
 * birth, so that it sorts with it. `key` tells what is sent by another allocation from what the location
 * sends already.
 */
export function fulfillmentOrderIdOf(
  orderId: OrderId,
  locationId: LocationId,
  key?: string,
): FulfillmentOrderId {
  const born = orderId.slice('ord_'.length).slice(0, TIME_LETTERS)
  const digest = createHash('sha256')
    .update([orderId, locationId, ...(key === undefined ? [] : [key])].join('\n'))
    .digest('hex')
  const letters = BigInt(`0x${digest}`)
    .toString(36)
    .padStart(26, '0')
    .slice(-26 + TIME_LETTERS)
  return fulfillmentOrderId.parse(`ful_${born}${letters}`)
}
