import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { days } from '#shared/clock.ts'
import { type Outcome, type Refusal, refuse } from '#shared/outcomes.ts'
import { IS_NEW, type Key, type Write } from '#shared/store/store.ts'
import type { FulfillmentOrderResource, PickBody } from '../contract/operations.ts'
import { decidePick } from '../domain/decide-pick.ts'
import type { Fact } from '../domain/facts.ts'
import type { FulfillmentOrder } from '../domain/fulfillment-order.ts'
import { type Action, act } from './change-fulfillment-order.ts'
import type { FulfillmentDeps } from './ports.ts'

export interface PickItems extends Action {
  readonly body: PickBody
  /** Empty where the scanner sends none; with one, a repeated request counts once. */
  readonly idempotencyKey: string
  readonly requestHash: string
}

const record = z.object({ requestHash: z.string() })

/**
 * Counts scans as picked.
 * 1. A request that was counted before, by its Idempotency-Key, is answered again.
 * 2. Finds each code's line, by SKU or by the barcode of our copy of the product.
 * 3. Writes the counts: `picking`, or `picked` once nothing is left.
 * Refusals: not_found, conflict, wrong_item (with what was expected), impossible (more than is wanted),
 * precondition_failed, idempotency_key_reused.
 */
export const makePickItems =
  (deps: FulfillmentDeps) =>
  async (command: PickItems): Promise<Outcome<FulfillmentOrderResource>> => {
    const key = recordKey(command.idempotencyKey)
    return act(
      deps,
      command,
      async (state) =>
        (await counted(deps, command, key)) ?? decidePick(state, command.body, await barcodesOf(deps, state)),
      key ? [recordWrite(key, command, deps.clock.now())] : [],
    )
  }

/** A hash of the key, as a key that nothing asks for may be of any length. */
function recordKey(idempotencyKey: string): Key | undefined {
  if (!idempotencyKey) return undefined
  const digest = createHash('sha256').update(idempotencyKey).digest('base64url')
  return { pk: `IDEMPOTENCY#pickItems#${digest}`, sk: 'REQUEST' }
}

const recordWrite = (key: Key, { requestHash }: PickItems, now: Date): Write => ({
  put: { ...key, requestHash, ttl: Math.floor((now.getTime() + days(30)) / 1_000) },
  when: IS_NEW,
})

/** What the record of the same key says: nothing more to count, or that the key came with another request. */
async function counted(
  { store }: FulfillmentDeps,
  { requestHash }: PickItems,
  key: Key | undefined,
): Promise<Outcome<readonly Fact[]> | undefined> {
  const item = key && (await store.get(key))
  if (!item) return undefined
  return record.parse(item).requestHash === requestHash ? { ok: true, value: [] } : reused
}

const reused: Refusal = refuse(
  'idempotency_key_reused',
  'This Idempotency-Key came with other scans. Use a new key for new scans.',
)

async function barcodesOf(
  { copies }: FulfillmentDeps,
  { lines }: FulfillmentOrder,
): Promise<Map<string, string>> {
  const products = await copies.products(lines.map(({ sku }) => sku))
  return new Map([...products].flatMap(([sku, { barcode }]) => (barcode ? [[sku, barcode]] : [])))
}
