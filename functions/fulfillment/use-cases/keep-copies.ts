import type { productPublished } from '#contexts/catalog/contract/events.ts'
import type { stockLocationChanged } from '#contexts/inventory/contract/events.ts'
import type { FulfillmentDeps, Told } from './ports.ts'

/** Keeps what the warehouse needs to know of a product's variants. */
export const makeKeepProduct =
  ({ copies }: Pick<FulfillmentDeps, 'copies'>) =>
  async ({ data: { variants }, sequence }: Told<typeof productPublished>): Promise<void> => {
    const keep = variants.map(({ sku, barcode, weightGrams }) =>
      copies.keepProduct({ sku, weightGrams, ...(barcode ? { barcode } : {}) }, sequence),
    )
    await Promise.all(keep)
  }

/** Keeps what the warehouse needs to know of where it is. */
export const makeKeepLocation =
  ({ copies }: Pick<FulfillmentDeps, 'copies'>) =>
  ({ data, sequence }: Told<typeof stockLocationChanged>): Promise<void> => {
    const { locationId, name, cutOff, timeZone } = data
    return copies.keepLocation({ locationId, name, cutOff, timeZone }, sequence)
  }
