import { givenLocation, givenProduct, givenQuote, givenStock, type Shop, unique } from '#support/shop.ts'

const PLENTY = 100_000

/** A stock location with so many products in plenty, that all can be bought; gives their SKUs. */
export async function stockUp(shop: Shop, variety: number): Promise<readonly string[]> {
  const location = unique('BENCH')
  await givenLocation(shop, location)
  const skus = Array.from({ length: variety }, () => unique('BENCH'))
  for (const sku of skus) {
    await givenProduct(shop, sku)
    await givenStock(shop, location, sku, PLENTY)
  }
  for (const sku of skus) await givenQuote(shop, { lines: [{ sku, quantity: 1 }] })
  return skus
}

/** A SKU of which there are only so many. */
export async function stockScarce(shop: Shop, units: number): Promise<string> {
  const [location, sku] = [unique('SCARCE'), unique('SCARCE')]
  await givenLocation(shop, location)
  await givenProduct(shop, sku)
  await givenStock(shop, location, sku, units)
  await givenQuote(shop, { lines: [{ sku, quantity: 1 }] })
  return sku
}
