import * as z from 'zod/mini'
import { type ProductId, productId, type Sku } from '#shared/ids.ts'
import { IS_NEW, type Key, type Store, type Write } from '#shared/store/store.ts'
import { type Code, codeName } from '../domain/codes.ts'

const claim = z.object({ productId })

const claimKey = (code: Code): Key => ({ pk: codeName(code), sk: 'CLAIM' })

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
