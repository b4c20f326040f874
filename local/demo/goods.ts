import { givenStock, readStock, type Shop } from '#support/shop.ts'
import { TOKYO } from './catalog/stock.ts'

/** What the demo order is for. */
export const BOOK = 'DEMO-BOOK'
export const SHIRT = 'DEMO-TSHIRT-M'

/** What is received when there is less than this on the shelf. */
const ENOUGH = 50

/** Sees to it that the demo order can be sent, however often it was played. */
export async function restock(shop: Shop): Promise<void> {
  for (const sku of [BOOK, SHIRT]) {
    const { available } = await readStock(shop, sku)
    if (available < ENOUGH) await givenStock(shop, TOKYO, sku, 2 * ENOUGH)
  }
}
