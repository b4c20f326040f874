import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { readJson } from '#local/files.ts'
import { cleanEnv, ROOT } from '#local/places.ts'
import { fulfillmentOrdersOf, handOver, labeled, pack, pick } from '#support/outside.ts'
import {
  givenCart,
  givenGoods,
  givenPromotion,
  givenQuote,
  machineToken,
  placeOrder,
  put,
  readOrder,
  type Shop,
  unique,
} from '#support/shop.ts'

const FOLDER = join(ROOT, 'test', 'fuzz')
const SCHEMATHESIS = join(ROOT, '.venv', 'bin', 'schemathesis')

export interface FuzzWish {
  /** Requests drawn per operation. */
  readonly perOperation: number
  /** Also those at the edges of its schema: about 60 more per operation. */
  readonly edges: boolean
  readonly seed: number
  /** Where the program tells its progress and each failure; `ignore` for silence. */
  readonly tell: 'stderr' | 'ignore'
}

const report = z.object({
  stop_reason: z.string(),
  operations: z.object({ total: z.int(), tested: z.int() }),
  test_cases: z.object({ generated: z.int() }),
  failures: z.array(z.looseObject({})),
  errors: z.array(z.looseObject({})),
})

export interface FuzzFigures {
  seed: number
  operations: number
  requests: number
  /** Kinds of answers that our OpenAPI document does not foresee, a 5xx among them. */
  failures: Record<string, unknown>[]
  /** Kinds of faults of the fuzzer itself: not all was tried. */
  errors: Record<string, unknown>[]
}

/**
 * Sends requests made from a running Cartwright's own OpenAPI document by Schemathesis, well-formed and not, and
 * compares the answers with the document.
 */
export async function fuzz(shop: Shop, { perOperation, edges, seed, tell }: FuzzWish): Promise<FuzzFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'cartwright-fuzz-'))
  const file = join(folder, 'report.json')
  const { siteUrl } = shop.outputs
  try {
    const child = spawn(
      SCHEMATHESIS,
      [
        ...['--config-file', join(FOLDER, 'schemathesis.toml'), 'run', `${siteUrl}/v1/openapi.json`],
        ...['--url', siteUrl, '--seed', String(seed), '--max-examples', String(perOperation)],
        ...['--phases', edges ? 'coverage,fuzzing' : 'fuzzing'],
        ...['--report', 'json', '--report-json-path', file],
      ],
      {
        // Generated examples are kept here, not in the repository.
        cwd: folder,
        stdio: ['ignore', tell === 'stderr' ? process.stderr : 'ignore', 'inherit'],
        env: {
          ...cleanEnv(),
          PYTHONPATH: FOLDER,
          PYTHONDONTWRITEBYTECODE: '1',
          SCHEMATHESIS_HOOKS: 'hooks',
          CARTWRIGHT_TOKEN: await machineToken(shop.outputs)(),
          CARTWRIGHT_KNOWN: JSON.stringify(await thingsThatExist(shop)),
        },
      },
    )
    await once(child, 'exit')
    const told = readJson(file, report)
    if (!told) throw new Error('Schemathesis ended without a report; what it said is above.')
    // It reports as well where it was interrupted, or its server was away, before it had come to all operations.
    const { tested, total } = told.operations
    if (told.stop_reason !== 'completed' || tested < total)
      throw new Error(
        `Schemathesis tried ${tested} of ${total} operations, and stopped: ${told.stop_reason}.`,
      )
    return {
      seed,
      operations: tested,
      requests: told.test_cases.generated,
      failures: told.failures,
      errors: told.errors,
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/**
 * By the names of path parameters, or by paths up to them: an order that waits in the warehouse, one labeled, one on
 * its way, and what is theirs; and of what is called `id` alone, one of each kind.
 */
async function thingsThatExist(shop: Shop): Promise<Record<string, readonly string[]>> {
  const { sku, location } = await givenGoods(shop, { quantity: 5 })
  const placed = []
  for (let count = 0; count < 3; count += 1) placed.push(await placeOne(shop, sku))
  const [, second, third] = placed
  for (const order of [second, third]) if (order) await warehouseLabels(shop, order.id)
  if (third) await handOver(shop, await workOf(shop, third.id))
  const orders = await Promise.all(placed.map(({ id }) => readOrder(shop, id)))
  return {
    ...(await oneOfEachKind(shop, { sku, location })),
    sku: [sku],
    country: ['JP', 'CA', 'HK'],
    locationId: [location],
    orderId: orders.map(({ id }) => id),
    orderToken: placed.flatMap(({ orderToken }) => orderToken ?? []),
    token: placed.map(({ tracking }) => tracking.token),
    fulfillmentOrderId: await Promise.all(orders.map(async ({ id }) => (await workOf(shop, id)).id)),
    shipmentId: orders.flatMap(({ shipments }) => shipments.map(({ id }) => id)),
  }
}

async function oneOfEachKind(shop: Shop, { sku, location }: { sku: string; location: string }) {
  const [category, promotion] = [unique('books'), unique('tenth')]
  await put(shop.machine, `/categories/${category}`, { name: { en: 'Books', ja: '本', 'zh-Hans': '书' } })
  await givenPromotion(shop, promotion, { kind: 'percentage', percent: 10, scope: { skus: [sku] } })
  const cart = await givenCart(shop, { sku, quantity: 1 })
  return {
    '/v1/products/{id}': [sku],
    '/v1/catalog/products/{id}': [sku],
    '/v1/categories/{id}': [category],
    '/v1/promotions/{id}': [promotion],
    '/v1/carts/{id}': [cart.id],
    '/v1/carts/{id}/lines/{lineId}': cart.lines.map(({ lineId }) => lineId),
    '/v1/stock-locations/{id}': [location],
  }
}

const placeOne = async (shop: Shop, sku: string) =>
  placeOrder(shop, await givenQuote(shop, { lines: [{ sku, quantity: 1 }] }), {
    headers: { prefer: 'wait=20' },
  })

async function workOf(shop: Shop, orderId: string) {
  const [work] = await fulfillmentOrdersOf(shop, orderId)
  if (!work) throw new Error(`order ${orderId} has no fulfillment order`)
  return work
}

async function warehouseLabels(shop: Shop, orderId: string): Promise<void> {
  const work = await workOf(shop, orderId)
  await pick(shop, work)
  await pack(shop, work)
  await labeled(shop, work)
}
