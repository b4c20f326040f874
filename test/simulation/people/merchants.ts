import { product } from '#contexts/catalog/contract/types.ts'
import { promotion } from '#contexts/checkout/contract/promotions.ts'
import { stockLocation } from '#contexts/inventory/contract/types.ts'
import { locationId, productId, promotionId, sku } from '#shared/ids.ts'
import { aLocation, aProduct } from '#support/shop.ts'
import type { Snapshot } from '../ground.ts'
import { makeWorld, type World } from '../world.ts'
import { causeOf, keyed, STAFF } from './acts.ts'

export interface Assortment {
  /** The first of them is asked first. */
  readonly locations: readonly string[]
  /** Units of each SKU at each location. */
  readonly stock: Readonly<Record<string, number>>
  /** SKUs of files that are downloaded. */
  readonly digital?: readonly string[]
  readonly giftCards?: readonly string[]
  /** What all goods are like, otherwise than usual. */
  readonly goods?: object
}

/** Two books and a file, at one warehouse in Tokyo. */
export const SMALL_SHOP: Assortment = {
  locations: ['tokyo'],
  stock: { BOOK: 100, SHIRT: 100 },
  digital: ['EBOOK'],
}

/** Opens the shop: locations, products, goods on the shelves; and waits until all have heard of it. */
export async function openShop(
  world: World,
  { locations, stock, digital = [], giftCards = [], goods }: Assortment,
): Promise<void> {
  const cause = causeOf(world, STAFF)
  for (const [priority, id] of locations.entries())
    await world.inventory.putStockLocation(
      {
        id: locationId.parse(id),
        location: stockLocation.parse(aLocation({ priority })),
        ifMatch: undefined,
      },
      cause,
    )
  for (const id of Object.keys(stock)) await putProduct(world, id, goods)
  for (const id of digital) await putProduct(world, id, FILE)
  for (const id of giftCards) await putProduct(world, id, GIFT_CARD)
  for (const at of locations)
    for (const [id, units] of Object.entries(stock)) await receive(world, at, id, units)
  await world.agenda.settle()
}

/** A shop as it is once it has opened, to begin many worlds with; it opens when it is asked for first. */
export function openedOnce(shop: Assortment): () => Promise<Snapshot> {
  let opened: Promise<Snapshot> | undefined
  const open = async () => {
    const world = makeWorld()
    await openShop(world, shop)
    return world.snapshot()
  }
  return () => {
    opened ??= open()
    return opened
  }
}

/** What makes a product a file that its buyers download. */
export const FILE = {
  kind: 'digital',
  download: { url: 'https://files.example/book.epub', fileName: 'book.epub' },
}

/** What makes a product gift cards. */
const GIFT_CARD = { kind: 'digital', giftCard: true }

export const putProduct = (world: World, id: string, overrides: object = {}) =>
  world.catalog.putProduct(
    { id: productId.parse(id), product: product.parse(aProduct(overrides)), ifMatch: undefined },
    causeOf(world, STAFF),
  )

export async function receive(world: World, at: string, id: string, units: number): Promise<void> {
  const body = {
    sku: sku.parse(id),
    locationId: locationId.parse(at),
    delta: units,
    reason: 'received' as const,
  }
  const done = await world.inventory.adjustStock({
    body,
    ...keyed(world, body),
    cause: causeOf(world, STAFF),
  })
  if (!done.ok) throw new Error(`receiving ${id} at ${at}: ${done.detail}`)
}

/** A promotion that a code asks for, 7 % if nothing else is said, which few prices can be divided by. */
export async function promote(world: World, code: string, content: object = {}): Promise<void> {
  const whole = { name: { en: code }, kind: 'percentage', percent: 7, conditions: { codes: [code] } }
  const written = await world.checkout.putPromotion(
    {
      id: promotionId.parse(code.toLowerCase()),
      promotion: promotion.parse({ ...whole, ...content }),
      ifMatch: undefined,
    },
    causeOf(world, STAFF),
  )
  if (!written.ok) throw new Error(written.detail)
}
