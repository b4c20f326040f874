import * as z from 'zod/mini'
import { type LocationId, locationId, type Sku, sku } from '#shared/ids.ts'
import { IS_NEW, type Key, type Store } from '#shared/store/store.ts'

/** What the warehouse needs to know of a product. */
export const productCopy = z.object({ sku, barcode: z.optional(z.string()), weightGrams: z.int() })
export type ProductCopy = z.infer<typeof productCopy>

/** Where the work is done; `cutOff` is `HH:MM` in the IANA `timeZone`. */
export const locationCopy = z.object({
  locationId,
  name: z.string(),
  cutOff: z.string(),
  timeZone: z.string(),
})
export type LocationCopy = z.infer<typeof locationCopy>

const productKey = (of: Sku): Key => ({ pk: `PRODUCT#${of}`, sk: 'COPY' })
const locationKey = (of: LocationId): Key => ({ pk: `LOCATION#${of}`, sk: 'COPY' })

/** This context's copies of what others own; of two the one with the higher sequence stays. */
export interface Copies {
  keepProduct(copy: ProductCopy, sequence: number): Promise<void>
  keepLocation(copy: LocationCopy, sequence: number): Promise<void>
  /** Those that are known, by SKU. */
  products(skus: Iterable<Sku>): Promise<ReadonlyMap<Sku, ProductCopy>>
  location(id: LocationId): Promise<LocationCopy | undefined>
}

export function makeCopies(store: Store): Copies {
  async function keep(key: Key, copy: object, sequence: number): Promise<void> {
    const put = { ...copy, ...key, sequence }
    const first = await store.commit([{ put, when: IS_NEW }])
    if (!first.ok) await store.commit([{ put, when: [['sequence', '<', sequence]] }])
  }

  return {
    keepProduct: (copy, sequence) => keep(productKey(copy.sku), copy, sequence),
    keepLocation: (copy, sequence) => keep(locationKey(copy.locationId), copy, sequence),

    async products(skus) {
      const items = await Promise.all([...new Set(skus)].map((one) => store.get(productKey(one))))
      const copies = items.filter((item) => item !== undefined).map((item) => productCopy.parse(item))
      return new Map(copies.map((copy) => [copy.sku, copy]))
    },

    async location(id) {
      const item = await store.get(locationKey(id))
      return item && locationCopy.parse(item)
    },
  }
}
