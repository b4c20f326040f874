import { aLocation } from '#support/shop.ts'
import { PRODUCTS } from './all-products.ts'
import { skusOf } from './product-body.ts'

export const TOKYO = 'TOKYO-1'
const VANCOUVER = 'VANCOUVER-1'

/** Two warehouses, an ocean apart. */
export const LOCATIONS = [
  { id: TOKYO, ...aLocation() },
  {
    id: VANCOUVER,
    name: 'Vancouver warehouse',
    address: {
      name: 'Cartwright',
      line1: '800 Terminal Avenue',
      city: 'Vancouver',
      region: 'BC',
      postalCode: 'V6A 2M5',
      country: 'CA',
    },
    priority: 2,
    cutOff: '14:00',
    timeZone: 'America/Vancouver',
    sameDayCities: ['Vancouver'],
  },
]

/** What there is more, little or nothing of than of all else, so that a shop can show how that looks. */
const OTHER_QUANTITIES: Readonly<Record<string, number>> = {
  'DEMO-BOOK': 100,
  'DEMO-TSHIRT-M': 100,
  'MERINO-SWEATER-IVORY-S': 0,
  'CANVAS-SNEAKERS-RED-27.5': 0,
  'INSTANT-CAMERA-PINK': 0,
  'CABIN-SUITCASE-SILVER-64L': 0,
  'LINEN-SHIRT-OLIVE-L': 3,
  'RIDGE-TENT-OLIVE': 2,
  'PLUSH-BEAR-GRAY': 1,
  'STONEWARE-VASE-SAGE': 4,
  'FOUNTAIN-PEN-BURGUNDY-BROAD': 2,
  'SANTOKU-KNIFE': 5,
}

export interface DemoStock {
  readonly locationId: string
  readonly sku: string
  readonly quantity: number
}

/** What is received when the shop opens; every third product in Vancouver too. */
export const STOCK: readonly DemoStock[] = PRODUCTS.filter(({ kind }) => kind !== 'digital')
  .flatMap((product) =>
    skusOf(product).flatMap(({ sku }, at) => {
      const quantity = OTHER_QUANTITIES[sku] ?? 24 + ((product.number + 7 * at) % 30)
      const places = product.number % 3 === 0 && !(sku in OTHER_QUANTITIES) ? [TOKYO, VANCOUVER] : [TOKYO]
      return places.map((locationId) => ({ locationId, sku, quantity }))
    }),
  )
  .filter(({ quantity }) => quantity > 0)
