import { isDeepStrictEqual } from 'node:util'
import { happened, type NewEvent } from '#shared/events.ts'
import type { Sku } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { priceChanged, productPublished } from '../contract/events.ts'
import type { Product } from '../contract/types.ts'

export interface PutProduct {
  readonly sku: Sku
  readonly product: Product
  /** The version that the writer has seen; undefined where it thinks it is making a new one. */
  readonly ifMatch: number | undefined
}

/**
 * What publishing a product comes to: no event where it is already so.
 * Who replaces a product must name the version it replaces, so that nobody's change is lost unseen.
 */
export function decidePut(
  known: { readonly product: Product; readonly version: number } | undefined,
  { sku, product, ifMatch }: PutProduct,
): Outcome<readonly NewEvent[], 'precondition_required' | 'precondition_failed'> {
  if (known && ifMatch === undefined)
    return refuse(
      'precondition_required',
      `The product ${sku} exists. Read it, and send its ETag as If-Match: "${known.version}" is the current one.`,
    )
  if (ifMatch !== known?.version)
    return refuse(
      'precondition_failed',
      known
        ? `The product ${sku} is at version ${known.version}, If-Match names ${ifMatch}. Read it again and decide anew.`
        : `There is no product ${sku} yet, If-Match names version ${ifMatch}. Leave If-Match out to make it.`,
    )
  if (known && isDeepStrictEqual(known.product, product)) return success([])
  const published = happened(productPublished, { sku, ...product })
  const repriced = known && !isDeepStrictEqual(known.product.prices, product.prices)
  return success(
    repriced ? [published, happened(priceChanged, { sku, prices: product.prices })] : [published],
  )
}
