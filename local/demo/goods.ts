import { givenLocation, givenProduct, givenStock, readStock, type Shop } from '#support/shop.ts'

export const BOOK = 'DEMO-BOOK'
export const SHIRT = 'DEMO-TSHIRT-M'
const LOCATION = 'TOKYO-1'

/** What is received when there is less than this on the shelf. */
const ENOUGH = 50

/** The demo shop: one stock location in Tokyo, a book and a T-shirt. */
export async function setUpShop(shop: Shop): Promise<void> {
  await givenLocation(shop, LOCATION)
  await givenProduct(shop, BOOK, {
    name: { en: 'The Order of Things, a book', ja: '本「ものの順序」', 'zh-Hans': '书《事物的秩序》' },
    prices: [{ amount: 1_980, currency: 'JPY' }],
    barcode: '4901234567894',
    weightGrams: 420,
  })
  await givenProduct(shop, SHIRT, {
    name: { en: 'T-shirt, M', ja: 'Tシャツ M', 'zh-Hans': 'T恤 M' },
    prices: [{ amount: 2_750, currency: 'JPY' }],
    barcode: '4912345678904',
    weightGrams: 180,
    lengthMm: 300,
    widthMm: 220,
    heightMm: 20,
  })
  for (const sku of [BOOK, SHIRT]) {
    const { available } = await readStock(shop, sku)
    if (available < ENOUGH) await givenStock(shop, LOCATION, sku, 2 * ENOUGH)
  }
}
