import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import { carrierBrings, fulfillmentOrdersOf, handOver, pack, pick } from '#support/outside.ts'
import * as shapes from '#support/shapes.ts'
import { askQuote, placeOrder, type Shop } from '#support/shop.ts'
import { type Speed, speedOf } from '../measure/percentiles.ts'
import { inParallel, makeGate } from './crowd.ts'
import { fulfillmentOrderOf, hasReached, headerOf, shipmentOf } from './orders.ts'
import type { TableWatch } from './table-watch.ts'
import { functionCpuMs } from './worker-cpu.ts'

export interface Bench {
  readonly shop: Shop
  readonly skus: readonly string[]
  readonly watch: TableWatch
}

/** Fulfillment orders that people of the warehouse and drivers of the carrier have in hand at once. */
const HANDS = 8
/** Mails and copies follow the last order's completion; their CPU is part of it. */
const AFTERMATH_MS = 2_000

interface Bought {
  readonly id: string
  /** When the quote was asked for, the order sent, and its 201 there; milliseconds since 1970. */
  readonly asked: number
  readonly sent: number
  readonly accepted: number
}

async function buy({ shop, skus }: Bench, index: number): Promise<Bought> {
  const asked = Date.now()
  const sku = skus[index % skus.length] ?? ''
  const quote = (await askQuote(shop, { lines: [{ sku, quantity: 1 }] })).as(shapes.quote)
  const sent = Date.now()
  const { id } = await placeOrder(shop, quote)
  return { id, asked, sent, accepted: Date.now() }
}

type Moment = 'confirmedAt' | 'processingAt' | 'completedAt'

/** When an order reached a time of its life, as its header records it. */
async function reached({ watch }: Bench, orderId: string, time: Moment): Promise<number> {
  const header = await watch.until(headerOf(orderId), hasReached(time))
  return Date.parse(String(header[time]))
}

/** Buyers, so many at once, each with a quote and an order after the other; nobody works on the orders yet. */
export async function placingRound(
  bench: Bench,
  buyers: number,
  orders: number,
): Promise<{ accepted: Speed; confirmed: Speed }> {
  const bought = await inParallel(buyers, orders, (index) => buy(bench, index))
  const confirmed = await Promise.all(bought.map(({ id }) => reached(bench, id, 'confirmedAt')))
  return {
    accepted: speedOf(bought.map(({ asked, accepted }) => ({ from: asked, to: accepted }))),
    confirmed: speedOf(bought.map(({ sent }, index) => ({ from: sent, to: confirmed[index] ?? Number.NaN }))),
  }
}

/** Whole lives: buyers as before, while the warehouse and the carrier work on the orders as they come. */
export async function livingRound(
  bench: Bench,
  buyers: number,
  orders: number,
): Promise<{ completed: Speed; cpuMsPerOrder: number | null }> {
  const gate = makeGate(HANDS)
  const before = functionCpuMs(bench.shop.outputs.awsEndpoint)
  const lives: Promise<{ from: number; to: number }>[] = []
  await inParallel(buyers, orders, async (index) => {
    const { id, sent } = await buy(bench, index)
    lives.push(fulfill(bench, id, gate).then((to) => ({ from: sent, to })))
  })
  const completed = speedOf(await Promise.all(lives))
  await sleep(AFTERMATH_MS)
  const after = functionCpuMs(bench.shop.outputs.awsEndpoint)
  const cpuMsPerOrder =
    before === undefined || after === undefined ? null : Math.round((after - before) / orders)
  return { completed, cpuMsPerOrder }
}

const copy = z.object({ status: z.string(), parcels: z.array(z.object({ shipmentId: z.string() })) })
const shipment = z.object({ trackingNumber: z.string() })

/** Everybody's work on an order, over the API and by the carrier's sandbox; gives when it was completed. */
async function fulfill(bench: Bench, orderId: string, gate: ReturnType<typeof makeGate>): Promise<number> {
  const { shop, watch } = bench
  await reached(bench, orderId, 'processingAt')
  const work = await gate(async () => {
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
  const [parcel] = z.parse(copy, labeled).parcels
  const { trackingNumber } = z.parse(
    shipment,
    await watch.until(shipmentOf(orderId, parcel?.shipmentId ?? ''), () => true),
  )
  await gate(async () => {
    await handOver(shop, work)
    for (const to of ['in_transit', 'out_for_delivery', 'delivered'])
      await carrierBrings(shop, trackingNumber, to)
  })
  return reached(bench, orderId, 'completedAt')
}
