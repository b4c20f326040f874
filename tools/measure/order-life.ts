import * as z from 'zod/mini'
import { carrierBrings, fulfillmentOrdersOf, handOver, pack, pick } from '#support/outside.ts'
import * as shapes from '#support/shapes.ts'
import { askCartQuote, askQuote, type OrderWish, placeOrder, type Shop } from '#support/shop.ts'
import { fulfillmentOrderOf, hasReached, headerOf, type Moment, shipmentOf } from './order-items.ts'
import type { TableWatch } from './table-watch.ts'

/** A shop that is measured, and the watch on its orders. */
export interface Scene {
  readonly shop: Shop
  readonly watch: TableWatch
}

export interface Bought {
  readonly id: string
  /** When the quote was asked for, the order sent, and its 201 there; milliseconds since 1970. */
  readonly asked: number
  readonly sent: number
  readonly accepted: number
}

/** A quote and an order for one of a SKU. */
export async function buy({ shop }: Scene, sku: string, wish: OrderWish = {}): Promise<Bought> {
  const asked = Date.now()
  const quote = (await askQuote(shop, { lines: [{ sku, quantity: 1 }] })).as(shapes.quote)
  const sent = Date.now()
  const { id } = await placeOrder(shop, quote, wish)
  return { id, asked, sent, accepted: Date.now() }
}

/** The same from a cart that holds one of a SKU already. */
export async function buyFromCart(
  { shop }: Scene,
  cartId: string,
): Promise<Pick<Bought, 'asked' | 'accepted'>> {
  const asked = Date.now()
  const quote = (await askCartQuote(shop, cartId)).as(shapes.quote)
  await placeOrder(shop, quote)
  return { asked, accepted: Date.now() }
}

/** When an order reached a moment of its life, as its header records it; milliseconds since 1970. */
export async function reached({ watch }: Scene, orderId: string, moment: Moment): Promise<number> {
  const header = await watch.until(headerOf(orderId), hasReached(moment))
  return Date.parse(String(header[moment]))
}

const copy = z.object({ parcels: z.array(z.object({ shipmentId: z.string() })) })
const shipment = z.object({ trackingNumber: z.string() })

/** Lets somebody act, at once or when it is their turn. */
export type Turn = <Result>(act: () => Promise<Result>) => Promise<Result>

/**
 * The work of others on an order of one parcel, over the API and by the carrier's sandbox: the warehouse reads
 * the fulfillment order, picks, packs and hands over, and the carrier scans. Gives when the order was completed.
 */
export async function fulfill(scene: Scene, orderId: string, turn: Turn = (act) => act()): Promise<number> {
  const { shop, watch } = scene
  await reached(scene, orderId, 'processingAt')
  const work = await turn(async () => {
    const [found] = await fulfillmentOrdersOf(shop, orderId)
    if (!found) throw new Error(`order ${orderId} is in work, but has no fulfillment order`)
    await pick(shop, found)
    await pack(shop, found)
    return found
  })
  const labeled = await watch.until(
    fulfillmentOrderOf(orderId, work.id),
    ({ status }) => status === 'labeled',
  )
  const shipmentId = z.parse(copy, labeled).parcels[0]?.shipmentId ?? ''
  const sent = await watch.until(shipmentOf(orderId, shipmentId), () => true)
  const { trackingNumber } = z.parse(shipment, sent)
  await turn(async () => {
    await handOver(shop, work)
    for (const to of ['in_transit', 'out_for_delivery', 'delivered'])
      await carrierBrings(shop, trackingNumber, to)
  })
  return reached(scene, orderId, 'completedAt')
}
