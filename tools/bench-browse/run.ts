import { z } from 'zod'
import type { Outputs } from '#local/outputs.ts'
import { inParallel } from '#shared/in-parallel.ts'
import { makeChance } from '#simulation/chance.ts'
import { eventually } from '#support/eventually.ts'
import { aProduct, openShop, type Shop, unique } from '#support/shop.ts'
import { functionCpuMs } from '../bench/worker-cpu.ts'
import { madeTitles } from '../bench-search/made-titles.ts'
import { speedOf } from '../measure/percentiles.ts'
import { progress } from '../measure/world.ts'
import type { BrowseFigures } from '../quality/figures.ts'

export interface BrowseWish {
  readonly clients: number
  /** Of each kind. */
  readonly requests: number
  readonly products: number
}

const SEED = 1
const WRITTEN_AT_ONCE = 8
/** Before each round, so that functions are started as a shop's are. */
const WARM_UP = 100

/** Fills a running Cartwright with products, and reads lists of 20 and searches as many shoppers at once. */
export async function runBrowseBench(outputs: Outputs, wish: BrowseWish): Promise<BrowseFigures> {
  const shop = openShop(outputs)
  progress(`writing ${wish.products} products`)
  const words = await fill(shop, wish.products)
  const chance = makeChance(SEED)
  const list = () => '/products?limit=20&language=ja&currency=JPY&country=JP'
  const search = () =>
    `/search?limit=20&language=ja&currency=JPY&country=JP&q=${encodeURIComponent(chance.pick(words))}`
  return {
    ...wish,
    rounds: [
      await measure(shop, 'list of 20', list, wish),
      await measure(shop, 'search, with facets', search, wish),
    ],
  }
}

const total = z.object({ total: z.int() })

/** Writes products with titles in Japanese, and waits until all are found; gives the words of their titles. */
async function fill(shop: Shop, products: number): Promise<readonly string[]> {
  const titles = madeTitles('ja', products, makeChance(SEED))
  const mark = unique('browse')
  await inParallel(WRITTEN_AT_ONCE, products, async (index) => {
    const body = aProduct({ name: { ja: titles[index]?.title, en: mark } })
    const answer = await shop.machine.put(`/products/${mark}-${index}`, { body })
    if (answer.status !== 201) throw new Error(`a product was answered ${answer.status}: ${answer.text}`)
  })
  await eventually('all products to be found', async () => {
    const found = await shop.guest.get(`/search?limit=1&q=${mark}`)
    return found.status === 200 && total.parse(found.body).total === products
  })
  return [...new Set(titles.flatMap((title) => title.words))]
}

async function measure(
  shop: Shop,
  name: string,
  path: () => string,
  { clients, requests }: BrowseWish,
): Promise<BrowseFigures['rounds'][number]> {
  progress(`${name}: ${requests} requests of ${clients} clients`)
  const ask = async () => {
    const from = Date.now()
    const answer = await shop.guest.get(path())
    if (answer.status !== 200) throw new Error(`${name} was answered ${answer.status}: ${answer.text}`)
    return { from, to: Date.now() }
  }
  await inParallel(clients, WARM_UP, ask)
  const { awsEndpoint } = shop.outputs
  const before = functionCpuMs(awsEndpoint)
  const spans = await inParallel(clients, requests, ask)
  const after = functionCpuMs(awsEndpoint)
  const known = before !== undefined && after !== undefined
  return {
    name,
    ...speedOf(spans),
    cpuMsPerRequest: known ? Number(((after - before) / requests).toFixed(1)) : null,
  }
}
