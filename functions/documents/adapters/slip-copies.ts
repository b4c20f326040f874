import * as z from 'zod/mini'
import { fulfillmentOrderCreated } from '#contexts/fulfillment/contract/events.ts'
import { type FulfillmentOrderId, sku } from '#shared/ids.ts'
import { IS_NEW, type Item, type Key, type Store } from '#shared/store/store.ts'
import { fulfillmentKey, productKey } from './keys.ts'

const { orderId, status } = fulfillmentOrderCreated.data.shape
const fulfillment = z.object({
  orderId,
  status,
  lines: z.array(z.object({ sku, name: z.string(), quantity: z.int() })),
})
export type FulfillmentCopy = z.infer<typeof fulfillment>
const product = z.object({ barcode: z.optional(z.string()) })

export type SlipCopies = ReturnType<typeof makeSlipCopies>

/** What packing slips need of fulfillment orders and products. */
export function makeSlipCopies(store: Store) {
  /** The copy with the higher sequence is the newer. */
  const keep = async (key: Key, content: Omit<Item, 'pk' | 'sk'>, copied: number) => {
    const item = { ...key, ...content, copied }
    const first = await store.commit([{ put: item, when: IS_NEW }])
    if (!first.ok) await store.commit([{ put: item, when: [['copied', '<', copied]] }])
  }
  return {
    keepFulfillment: (id: FulfillmentOrderId, copy: FulfillmentCopy, copied: number) =>
      keep(fulfillmentKey(id), { entity: 'fulfillment', ...fulfillment.parse(copy) }, copied),

    keepBarcode: (sku: string, barcode: string | undefined, copied: number) =>
      keep(productKey(sku), { entity: 'product', barcode }, copied),

    async fulfillment(id: FulfillmentOrderId): Promise<FulfillmentCopy | undefined> {
      const item = await store.get(fulfillmentKey(id))
      return item && fulfillment.parse(item)
    },

    async barcode(sku: string): Promise<string | undefined> {
      const item = await store.get(productKey(sku))
      return item && product.parse(item).barcode
    },
  }
}
