import type { Sku } from '#shared/ids.ts'
import type { Store } from '#shared/store/store.ts'
import { readSku } from '../adapters/sku-copies.ts'
import { readExchangeRates } from '../adapters/terms.ts'
import type { SkuCopy } from '../domain/copies.ts'
import { withConverted } from '../domain/currency/convert.ts'

/** What is known of a SKU, with prices in all currencies that a current exchange rate leads to. */
export async function readPricedSku(store: Store, sku: Sku, now: Date): Promise<SkuCopy> {
  const [copy, rates] = await Promise.all([readSku(store, sku), readExchangeRates(store)])
  if (!copy.product) return copy
  const prices = withConverted(copy.product.prices, [...rates.values()], now)
  return { ...copy, product: { ...copy.product, prices } }
}
