import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { productHeader, productKey, stateOf, toResource } from '../adapters/product-items.ts'
import type { ProductResource } from '../contract/operations.ts'
import { decidePut, type PutProduct } from '../domain/product.ts'

export interface PutResult {
  readonly product: ProductResource
  readonly created: boolean
}

/**
 * Publishes a product.
 * 1. Read the product as it is.
 * 2. Decide what changes, and refuse who has not seen the current version.
 * 3. Write it with its events, unless nothing changes.
 * Refusals: `precondition_required` (it exists and If-Match is missing), `precondition_failed`.
 */
export const makePutProduct =
  (deps: CommitDeps) =>
  (command: PutProduct, cause: Cause): Promise<Outcome<PutResult>> =>
    untilNoConflict(() => tryToPut(deps, command, cause))

async function tryToPut(
  deps: CommitDeps,
  command: PutProduct,
  cause: Cause,
): Promise<Outcome<PutResult> | { ok: false; code: 'version_conflict' }> {
  const { sku, product } = command
  const key = productKey(sku)
  const item = await deps.store.get(key)
  const before = item && productHeader.parse(item)
  const decision = decidePut(before, command)
  if (!decision.ok) return decision
  if (before && decision.value.length === 0) return success({ product: toResource(before), created: false })
  const committed = await commitChange(deps, {
    key,
    subject: sku,
    before,
    after: stateOf(sku, product),
    events: decision.value,
    cause,
  })
  return committed.ok
    ? success({ product: toResource(committed.state), created: !before })
    : { ok: false, code: 'version_conflict' }
}
