import type { Outputs } from '#local/outputs.ts'
import { openShop } from '#support/shop.ts'
import { stockUp } from '../measure/goods.ts'
import { watchTable } from '../measure/table-watch.ts'
import { progress } from '../measure/world.ts'
import type { BenchFigures } from '../quality/figures.ts'
import { race } from './race.ts'
import { type Bench, cartRound, livingRound, placingRound } from './rounds.ts'

/** Orders before a round, at least: they overlap, however few place them. */
const WARM_UP = 32

/** As those that the design compares with were asked for. */
const LAST_UNITS = { stock: 10, buyers: 50 }

/** Products on the shelf: buyers spread over them, as they would in a shop. */
const VARIETY = 20

export interface BenchWish {
  /** How many buyers at once, one round each. */
  readonly clients: readonly number[]
  /** Orders of a round. */
  readonly orders: number
}

/** Measures a running Cartwright under load. Functions are started before a round, as a shop's are warm. */
export async function runBench(outputs: Outputs, { clients, orders }: BenchWish): Promise<BenchFigures> {
  const shop = openShop(outputs)
  const watch = watchTable(outputs.awsEndpoint, outputs.tables['orders'] ?? '')
  try {
    progress('stocking the shelves')
    const bench = { shop, skus: await stockUp(shop, VARIETY), watch }
    const figures: BenchFigures['clients'] = []
    for (const n of clients) figures.push(await measure(bench, n, orders))
    progress('racing for the last units')
    return { clients: figures, race: await race({ shop, watch }, LAST_UNITS) }
  } finally {
    watch.close()
  }
}

async function measure(bench: Bench, n: number, orders: number): Promise<BenchFigures['clients'][number]> {
  progress(`${n} clients: warming up`)
  await livingRound(bench, n, Math.max(n, WARM_UP))
  progress(`${n} clients: placing ${orders} orders`)
  const placing = await placingRound(bench, n, orders)
  progress(`${n} clients: ${orders} orders from carts`)
  const fromCart = await cartRound(bench, n, orders)
  progress(`${n} clients: ${orders} orders from quote to doorstep`)
  return { n, ...placing, fromCart, ...(await livingRound(bench, n, orders)) }
}
