import type { productPublished } from '#contexts/catalog/contract/events.ts'
import type { fulfillmentOrderCreated } from '#contexts/fulfillment/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import type { SlipCopies } from '../adapters/slip-copies.ts'

/** Keeps what packing slips need: what each fulfillment order sends, and the barcodes of products. */
export function makeKeepSlipFacts({ slips }: { readonly slips: SlipCopies }) {
  return {
    fulfillment: ({ data, sequence }: EventOf<typeof fulfillmentOrderCreated>): Promise<void> =>
      slips.keepFulfillment(data.fulfillmentOrderId, data, sequence),

    product: async ({ data, sequence }: EventOf<typeof productPublished>): Promise<void> => {
      await Promise.all(data.variants.map(({ sku, barcode }) => slips.keepBarcode(sku, barcode, sequence)))
    },
  }
}
