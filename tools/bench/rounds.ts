import { setTimeout as sleep } from 'node:timers/promises'
import { inParallel, makeGate } from '#shared/in-parallel.ts'
import { givenCart } from '#support/shop.ts'
import { type Bought, buy, buyFromCart, fulfill, reached, type Scene } from '../measure/order-life.ts'
import { type Speed, speedOf } from '../measure/percentiles.ts'
import { functionCpuMs } from './worker-cpu.ts'

export interface Bench extends Scene {
  /** What is on the shelf in plenty. */
  readonly skus: readonly string[]
}

/** Orders that people of the warehouse and drivers of the carrier have in hand at once. */
const HANDS = 8
/** Mails and copies follow the last order's completion; their CPU is part of it. */
const AFTERMATH_MS = 2_000

const buyOne = (bench: Bench, index: number): Promise<Bought> =>
  buy(bench, bench.skus[index % bench.skus.length] ?? '')

/** Buyers, so many at once, each with a quote and an order after the other; nobody works on the orders yet. */
export async function placingRound(
  bench: Bench,
  buyers: number,
  orders: number,
): Promise<{ accepted: Speed; confirmed: Speed }> {
  const bought = await inParallel(buyers, orders, (index) => buyOne(bench, index))
  const confirmed = bought.map(async ({ id, sent }) => ({
    from: sent,
    to: await reached(bench, id, 'confirmedAt'),
  }))
  return {
    accepted: speedOf(bought.map(({ asked, accepted }) => ({ from: asked, to: accepted }))),
    confirmed: speedOf(await Promise.all(confirmed)),
  }
}

/** The same number of buyers and orders from carts, which are filled before. */
export async function cartRound(bench: Bench, buyers: number, orders: number): Promise<Speed> {
  const { shop, skus } = bench
  const carts = await inParallel(buyers, orders, (index) =>
    givenCart(shop, { sku: skus[index % skus.length] ?? '', quantity: 1 }),
  )
  const bought = await inParallel(buyers, orders, (index) => buyFromCart(bench, carts[index]?.id ?? ''))
  return speedOf(bought.map(({ asked, accepted }) => ({ from: asked, to: accepted })))
}

/** Whole lives: buyers as before, while the warehouse and the carrier work on the orders as they come. */
export async function livingRound(
  bench: Bench,
  buyers: number,
  orders: number,
): Promise<{ completed: Speed; cpuMsPerOrder: number | null }> {
  const { awsEndpoint } = bench.shop.outputs
  const turn = makeGate(HANDS)
  const before = functionCpuMs(awsEndpoint)
  const lives: Promise<{ from: number; to: number }>[] = []
  await inParallel(buyers, orders, async (index) => {
    const { id, sent } = await buyOne(bench, index)
    lives.push(fulfill(bench, id, turn).then((to) => ({ from: sent, to })))
  })
  const completed = speedOf(await Promise.all(lives))
  await sleep(AFTERMATH_MS)
  const after = functionCpuMs(awsEndpoint)
  const known = before !== undefined && after !== undefined
  return { completed, cpuMsPerOrder: known ? Math.round((after - before) / orders) : null }
}
