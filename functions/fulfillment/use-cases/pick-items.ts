import { type Outcome, success } from '#shared/outcomes.ts'
import { type KeyedRequest, repeatsOf } from '#shared/repeated-request.ts'
import type { FulfillmentOrderResource, PickBody } from '../contract/operations.ts'
import { decidePick } from '../domain/decide-pick.ts'
import type { Fact } from '../domain/facts.ts'
import type { FulfillmentOrder } from '../domain/fulfillment-order.ts'
import { type Action, act } from './change-fulfillment-order.ts'
import type { FulfillmentDeps } from './ports.ts'

/** With an Idempotency-Key, a repeated request counts once. */
export interface PickItems extends Action, KeyedRequest {
  readonly body: PickBody
}

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
    const { isRepeat, writes } = repeatsOf(deps, 'pickItems', command)
    const decide = async (state: FulfillmentOrder): Promise<Outcome<readonly Fact[]>> => {
      const repeat = await isRepeat()
      if (!repeat.ok) return repeat
      return repeat.value ? success([]) : decidePick(state, command.body, await barcodesOf(deps, state))
    }
    return act(deps, command, decide, writes)
  }

async function barcodesOf(
  { copies }: FulfillmentDeps,
  { lines }: FulfillmentOrder,
): Promise<Map<string, string>> {
  const products = await copies.products(lines.map(({ sku }) => sku))
  return new Map([...products].flatMap(([sku, { barcode }]) => (barcode ? [[sku, barcode]] : [])))
}
