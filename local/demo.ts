import { eventually } from '#support/eventually.ts'
import {
  carrierBrings,
  fulfillmentOrdersOf,
  handOver,
  labeled,
  messageOf,
  pack,
  pick,
  trackingNumbersOf,
} from '#support/outside.ts'
import * as shapes from '#support/shapes.ts'
import { givenQuote, openShop, orderBody, orderThatIs, type Shop, unique } from '#support/shop.ts'
import { checkBooks, openBooks } from './demo/books.ts'
import { BOOK, restock, SHIRT } from './demo/goods.ts'
import { type Teller, tell } from './demo/teller.ts'
import type { Outputs } from './outputs.ts'

/**
 * Plays one order from cart to doorstep on the screen: a customer in Tokyo buys a book and a T-shirt in yen
 * and pays by card. Everybody but us is played over the public API and the sandboxes' webhooks. Throws where
 * the order does not complete, or the gateway, the stock and the mails do not agree with it at the end.
 */
export async function playDemoOrder(
  outputs: Outputs,
  out: NodeJS.WritableStream = process.stdout,
): Promise<void> {
  const shop = openShop(outputs)
  const teller = tell(out)
  await restock(shop)
  const books = await openBooks(shop)
  const email = `${unique('hanako')}@example.com`
  const order = await buy(shop, teller, email)
  await work(shop, teller, order.id, email)
  await bring(shop, teller, order.id, email)
  await orderThatIs(shop, order.id, 'completed')
  const receipt = await messageOf(shop, email, 'delivered')
  teller.say('completed', 'order.completed', `captured ${yen(order.totals.total)}; mail "${receipt.subject}"`)
  await checkBooks(shop, books, order, email)
  teller.say('completed', 'books agree', 'gateway, stock and mails say the same as the order')
  teller.end(`Order ${order.number} is completed. ${order.tracking.url}`)
}

async function buy(shop: Shop, teller: Teller, email: string): Promise<shapes.Order> {
  const quote = await givenQuote(shop, {
    lines: [
      { sku: BOOK, quantity: 1 },
      { sku: SHIRT, quantity: 1 },
    ],
  })
  const options = quote.shippingOptions.map(({ level, total }) => `${level} ${yen(total)}`).join(', ')
  teller.say('-', 'quote', `${quote.lines.map(({ name }) => name).join(' + ')}: ${options}`)
  const body = orderBody(quote, { customer: { name: '山田 花子', email, phone: '+818012345678' } })
  const placed = (await shop.guest.post('/orders', { body })).as(shapes.order)
  teller.say(placed.status, 'order.placed', `number ${placed.number}, ${yen(placed.totals.total)}`)
  const confirmed = await orderThatIs(shop, placed.id, 'processing')
  const mail = await messageOf(shop, email, 'confirmation')
  teller.say('confirmed', 'confirmation', `payment ${confirmed.paymentStatus}; mail "${mail.subject}"`)
  return placed
}

async function work(shop: Shop, teller: Teller, orderId: string, email: string): Promise<void> {
  for (const one of await fulfillmentOrdersOf(shop, orderId)) {
    teller.say('processing', 'fulfillment_order.created', `${one.locationId} has the work`)
    await pick(shop, one)
    teller.say('processing', 'fulfillment_order.picked', one.lines.map(({ barcode }) => barcode).join(', '))
    await pack(shop, one)
    await labeled(shop, one)
    const [trackingNumber] = await eventually('the tracking number', async () => {
      const numbers = await trackingNumbersOf(shop, orderId)
      return numbers.length > 0 && numbers
    })
    teller.say('processing', 'fulfillment_order.labeled', `tracking number ${trackingNumber}`)
    await handOver(shop, one)
  }
  await orderThatIs(shop, orderId, 'shipped')
  const mail = await messageOf(shop, email, 'shipped')
  teller.say('shipped', 'order.shipped', `mail "${mail.subject}"`)
}

async function bring(shop: Shop, teller: Teller, orderId: string, email: string): Promise<void> {
  const { shipments, tracking } = await orderThatIs(shop, orderId, 'shipped')
  const read = async () => (await shop.guest.get(`/tracking/${tracking.token}`)).as(shapes.tracking).shipments
  for (const to of ['in_transit', 'out_for_delivery', 'delivered']) {
    for (const { trackingNumber } of shipments) await carrierBrings(shop, trackingNumber, to)
    const [parcel] = await eventually(`the parcel is ${to}`, async () => {
      const parcels = await read()
      return parcels.length > 0 && parcels.every(({ status }) => status === to) && parcels
    })
    const scan = parcel?.scans.at(-1)
    const signed = parcel?.proof?.signedBy ? `; signed by ${parcel.proof.signedBy}` : ''
    teller.say('shipped', `scan: ${to}`, `${scan?.place ?? ''} ${scan?.description ?? ''}${signed}`.trim())
    if (to === 'out_for_delivery') {
      const mail = await messageOf(shop, email, 'out_for_delivery')
      teller.say('shipped', 'out for delivery', `mail "${mail.subject}"`)
    }
  }
}

const yen = ({ amount }: { amount: number }): string => `¥${amount.toLocaleString('en')}`
