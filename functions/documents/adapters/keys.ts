import type { FulfillmentOrderId, OrderId } from '#shared/ids.ts'
import type { Key } from '#shared/store/store.ts'
import type { DocumentId } from '../contract/types.ts'

/** Where things are in the table of documents; the README lists who reads them how. */
export const documentKey = (id: DocumentId): Key => ({ pk: `DOCUMENT#${id}`, sk: 'HEADER' })
const SERIES = 'SERIES#'
export const seriesKey = (series: string): Key => ({ pk: `${SERIES}${series}`, sk: 'LAST' })
export const seriesIdIn = ({ pk }: Key): string => pk.slice(SERIES.length)

export const orderPk = (id: OrderId): string => `ORDER#${id}`
export const orderKey = (id: OrderId): Key => ({ pk: orderPk(id), sk: 'COPY' })
export const capturedKey = (id: OrderId): Key => ({ pk: orderPk(id), sk: 'CAPTURED' })
export const CANCELLED = 'CANCELLED#'
export const cancelledKey = (id: OrderId, change: number): Key => ({
  pk: orderPk(id),
  sk: `${CANCELLED}${String(change).padStart(6, '0')}`,
})
export const failedRefundKey = (id: OrderId, refundId: string): Key => ({
  pk: orderPk(id),
  sk: `FAILED_REFUND#${refundId}`,
})
/** That a paper is of this order: a guest's token opens no other. */
export const ownKey = (order: OrderId, id: DocumentId): Key => ({ pk: orderPk(order), sk: `DOCUMENT#${id}` })

export const fulfillmentKey = (id: FulfillmentOrderId): Key => ({ pk: `FULFILLMENT#${id}`, sk: 'COPY' })
export const productKey = (sku: string): Key => ({ pk: `PRODUCT#${sku}`, sk: 'COPY' })

/** The partition of `gsi1` that lists an order's papers, oldest first. */
export const papersOf = (id: OrderId): string => `ORDER#${id}`
