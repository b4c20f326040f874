import { eventually } from '#support/eventually.ts'
import { gatewayLedger, messagesTo } from '#support/outside.ts'
import type { Order } from '#support/shapes.ts'
import { readStock, type Shop } from '#support/shop.ts'
import { BOOK, SHIRT } from './goods.ts'

/** What was on the shelf before the order. */
export type Books = ReadonlyMap<string, { readonly onHand: number; readonly reserved: number }>

const MAILS = ['confirmation', 'shipped', 'out_for_delivery', 'delivered']

const levels = async (shop: Shop, sku: string) => {
  const { locations } = await readStock(shop, sku)
  const total = (part: 'onHand' | 'reserved') => locations.reduce((sum, one) => sum + one[part], 0)
  return { onHand: total('onHand'), reserved: total('reserved') }
}

export const openBooks = async (shop: Shop): Promise<Books> =>
  new Map([
    [BOOK, await levels(shop, BOOK)],
    [SHIRT, await levels(shop, SHIRT)],
  ])

/** Throws, with what differs, where gateway, stock or mails do not agree with a completed order. */
export async function checkBooks(shop: Shop, before: Books, order: Order, email: string): Promise<void> {
  const payments = await gatewayLedger(shop, order.id)
  const captured = payments.reduce((sum, payment) => sum + payment.captured - payment.refunded, 0)
  if (captured !== order.totals.total.amount || payments.some(({ liveAuthorization }) => liveAuthorization))
    throw new Error(
      `the gateway has ${JSON.stringify(payments)}, the order costs ${order.totals.total.amount}`,
    )
  for (const [sku, was] of before)
    await eventually(`the stock of ${sku} is one less, and nothing is reserved`, async () => {
      const is = await levels(shop, sku)
      return is.onHand === was.onHand - 1 && is.reserved === was.reserved
    })
  const mails = (await messagesTo(shop, email)).filter(({ channel }) => channel === 'email')
  const wrong = MAILS.filter(
    (kind) => mails.filter((mail) => mail.kind === kind && mail.locale === 'ja').length !== 1,
  )
  if (wrong.length > 0)
    throw new Error(`these mails did not come exactly once, in Japanese: ${wrong.join(', ')}`)
}
