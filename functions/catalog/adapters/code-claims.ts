import * as z from 'zod/mini'
import { type ProductId, productId, type Sku } from '#shared/ids.ts'
import { IS_NEW, type Key, type Store, type Write } from '#shared/store/store.ts'

/** A code that is one product's alone, and stays its own: what was once sold under it is in orders and on shelves. */
export interface Code {
  readonly kind: 'SKU' | 'BARCODE'
  readonly value: string
}

const claim = z.object({ productId })

const claimKey = ({ kind, value }: Code): Key => ({ pk: `${kind}#${value}`, sk: 'CLAIM' })

/** Whose a code is; undefined where it is nobody's. */
export async function ownerOf(store: Store, code: Code): Promise<ProductId | undefined> {
  const item = await store.get(claimKey(code))
  return item && claim.parse(item).productId
}

export const ownerOfSku = (store: Store, sku: Sku): Promise<ProductId | undefined> =>
  ownerOf(store, { kind: 'SKU', value: sku })

/** Takes a code that is nobody's. */
export const claimOf = (code: Code, owner: ProductId): Write => ({
  put: { ...claimKey(code), productId: owner },
  when: IS_NEW,
})
