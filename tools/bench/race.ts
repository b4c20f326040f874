import { randomUUID } from 'node:crypto'
import { inParallel } from '#shared/in-parallel.ts'
import type { Answer } from '#support/api.ts'
import { gatewayLedger } from '#support/outside.ts'
import * as shapes from '#support/shapes.ts'
import { aCustomer, askQuote, type Shop, sendOrder } from '#support/shop.ts'
import { stockScarce } from '../measure/goods.ts'
import { headerOf } from '../measure/order-items.ts'
import type { Scene } from '../measure/order-life.ts'
import { progress } from '../measure/world.ts'
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

/** In the presence of a shopper a program gives up after so many. */
const MOST_TRIES = 5

/** A shopper's program: where the server failed, the same again with the same key, which is one order at most. */
async function order(
  shop: Shop,
  quote: shapes.Quote,
): Promise<{ answer: Answer; failed: readonly Answer[] }> {
  const wish = { customer: aCustomer(), headers: { 'idempotency-key': randomUUID() } }
  const failed: Answer[] = []
  for (;;) {
    const answer = await sendOrder(shop, quote, wish)
    if (answer.status < 500 || failed.length === MOST_TRIES - 1) return { answer, failed }
    failed.push(answer)
  }
}

/** What stands before the API may answer in another form than its own. */
const inShort = ({ status, text }: Answer): string =>
  `answered ${status}: ${/"code":\s*"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 200)}`

function tellCounts(what: readonly string[]): void {
  for (const [one, { length }] of Map.groupBy(what, (each) => each)) progress(`${length} x ${one}`)
}

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
  const orders = await Promise.all(quotes.map((quote) => order(shop, quote)))
  const answers = orders.map(({ answer }) => answer)
  const sentAgain = orders.flatMap(({ failed }) => failed)
  const placed = answers.filter(({ status }) => status === 201).map((answer) => answer.as(shapes.order))
  const headers = await Promise.all(placed.map(({ id }) => watch.until(headerOf(id), isDecided)))
  tellCounts([
    ...sentAgain.map((answer) => `${inShort(answer)}, and sent again`),
    ...answers.filter(({ status }) => status !== 201).map(inShort),
    ...headers
      .filter((header) => !isSold(header) && !isRefused(header))
      .map(({ status, ending }) => `${status}: ${JSON.stringify(ending)}`),
  ])
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
    sentAgain: sentAgain.length,
    liveAuthorizations: ledgers.flat().filter(({ liveAuthorization }) => liveAuthorization).length,
  }
}
