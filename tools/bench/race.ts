import { inParallel } from '#shared/in-parallel.ts'
import { gatewayLedger } from '#support/outside.ts'
import * as shapes from '#support/shapes.ts'
import { askQuote, sendOrder } from '#support/shop.ts'
import { stockScarce } from '../measure/goods.ts'
import { headerOf } from '../measure/order-items.ts'
import type { Scene } from '../measure/order-life.ts'
import type { BenchFigures } from '../quality/figures.ts'

export interface RaceWish {
  /** Units that there are. */
  readonly stock: number
  readonly buyers: number
}

/** The ledger of the gateway is asked so often at once. */
const ASKED_AT_ONCE = 8

type Header = Readonly<Record<string, unknown>>
const isSold = (header: Header) => header['confirmedAt'] !== undefined
const isRefused = ({ status, ending }: Header) =>
  status === 'rejected' &&
  typeof ending === 'object' &&
  ending !== null &&
  'code' in ending &&
  ending.code === 'out_of_stock'
const isDecided = (header: Header) =>
  isSold(header) || header['endedAt'] !== undefined || header['status'] === 'payment_required'

/** The last units: each buyer has a quote that saw enough of them, and all order in the same moment. */
export async function race(
  { shop, watch }: Scene,
  { stock, buyers }: RaceWish,
): Promise<BenchFigures['race']> {
  const sku = await stockScarce(shop, stock)
  const quotes = await Promise.all(
    Array.from({ length: buyers }, async () =>
      (await askQuote(shop, { lines: [{ sku, quantity: 1 }] })).as(shapes.quote),
    ),
  )
  const answers = await Promise.all(quotes.map((quote) => sendOrder(shop, quote)))
  const placed = answers.filter(({ status }) => status === 201).map((answer) => answer.as(shapes.order))
  const headers = await Promise.all(placed.map(({ id }) => watch.until(headerOf(id), isDecided)))
  const ledgers = await inParallel(ASKED_AT_ONCE, placed.length, (index) =>
    gatewayLedger(shop, placed[index]?.id ?? ''),
  )
  const sold = headers.filter(isSold).length
  const refused = headers.filter(isRefused).length
  return {
    ...{ stock, buyers },
    sold,
    refused,
    errors: buyers - sold - refused,
    liveAuthorizations: ledgers.flat().filter(({ liveAuthorization }) => liveAuthorization).length,
  }
}
