import type { Outputs } from '#local/outputs.ts'
import { inParallel } from '#shared/in-parallel.ts'
import { eventually } from '#support/eventually.ts'
import * as shapes from '#support/shapes.ts'
import { givenProduct, openShop, type Shop, unique } from '#support/shop.ts'
import { percentile, type Span, speedOf } from '../measure/percentiles.ts'
import { progress } from '../measure/world.ts'
import type { CartFigures } from '../quality/figures.ts'

/** An order takes 200 lines: the last of them is the one that is measured. */
const LINES = [1, 199]
const WRITTEN_AT_ONCE = 8
/** Before the measuring, so that functions are started as a shop's are. */
const WARM_UP = 30

interface Cart {
  readonly id: string
  readonly lines: number
  readonly spans: Span[]
}

/** Adds a line to each of the carts by turns, and takes it out again; what is measured is the adding. */
export async function runCartBench(outputs: Outputs, { adds }: { adds: number }): Promise<CartFigures> {
  const shop = openShop(outputs)
  const most = Math.max(...LINES)
  progress(`writing ${most + 1} products`)
  const mark = unique('CART')
  const skus = Array.from({ length: most + 1 }, (_, index) => `${mark}-${index}`)
  await inParallel(WRITTEN_AT_ONCE, skus.length, (index) =>
    givenProduct(shop, skus[index] ?? '', { kind: 'digital' }),
  )
  progress('filling carts')
  const carts: Cart[] = []
  for (const lines of LINES) carts.push({ id: await filled(shop, skus.slice(0, lines)), lines, spans: [] })
  const added = skus[most] ?? ''
  await eventually(
    'the last product to be sold',
    async () => (await add(shop, carts[0]?.id ?? '', added)) && true,
  )
  for (const { id } of carts) await remove(shop, id, added)
  progress(`adding ${adds} lines to each`)
  for (let turn = 0; turn < WARM_UP + adds; turn += 1)
    for (const { id, spans } of carts) {
      const span = await add(shop, id, added)
      if (turn >= WARM_UP) spans.push(span)
      await remove(shop, id, added)
    }
  const [emptiest = 1, ...fuller] = carts.map(({ spans }) => medianOf(spans))
  return {
    adds,
    carts: carts.map(({ lines, spans }) => ({ lines, ...speedOf(spans) })),
    ratio: Number(((fuller.at(-1) ?? emptiest) / emptiest).toFixed(2)),
  }
}

const medianOf = (spans: readonly Span[]): number =>
  percentile(
    spans.map(({ from, to }) => to - from).toSorted((a, b) => a - b),
    50,
  )

/** A cart of one of each; products reach checkout within seconds. */
async function filled(shop: Shop, skus: readonly string[]): Promise<string> {
  const body = { currency: 'JPY', locale: 'ja' }
  const { id } = (await shop.guest.post('/carts', { body })).as(shapes.cart)
  for (const sku of skus) await eventually(`${sku} in a cart`, async () => (await add(shop, id, sku)) && true)
  return id
}

async function add(shop: Shop, id: string, sku: string): Promise<Span> {
  const from = performance.now()
  const answer = await shop.guest.post(`/carts/${id}/lines`, { body: { sku, quantity: 1 } })
  if (answer.status !== 201) throw new Error(`adding ${sku} was answered ${answer.status}: ${answer.text}`)
  return { from, to: performance.now() }
}

async function remove(shop: Shop, id: string, sku: string): Promise<void> {
  const answer = await shop.guest.delete(`/carts/${id}/lines/${sku}`)
  if (answer.status !== 200) throw new Error(`removing ${sku} was answered ${answer.status}: ${answer.text}`)
}
