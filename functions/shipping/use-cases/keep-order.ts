import type { orderConfirmed } from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import type { Personal } from '#shared/personal.ts'
import type { Store } from '#shared/store/store.ts'
import { orderCopyItem, recipientOf } from '../adapters/copies.ts'

/**
 * Keeps what is needed of a confirmed order to ship it.
 * 1. Take the shipping choice, the promise, the lines' names and values, and the recipient, sealed.
 * 2. Write them, unless a copy as new is there. A recipient that was corrected stands beside it.
 */
export const makeKeepOrder =
  (deps: { store: Store; personal: Personal }) =>
  async ({ data, personal, sequence }: EventOf<typeof orderConfirmed>): Promise<void> => {
    const { customer, shippingAddress } = personal
    const item = await orderCopyItem(deps.personal, data.orderId, {
      copied: sequence,
      number: data.number,
      locale: data.locale,
      promise: data.promise,
      shipping: data.shipping,
      lines: data.lines.map(({ sku, name, unitPrice }) => ({ sku, name, unitPrice })),
      recipient: shippingAddress && recipientOf(customer, shippingAddress),
    })
    const { pk, sk, ...copy } = item
    const isNew = await deps.store.commit([{ put: item, when: [['pk', 'absent']] }])
    if (!isNew.ok)
      await deps.store.commit([{ update: { pk, sk }, set: copy, when: [['copied', '<', sequence]] }])
  }
