import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import type { ProductId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Store, Write } from '#shared/store/store.ts'
import { claimOf, ownerOf } from '../adapters/code-claims.ts'
import { awaitedBy } from '../adapters/media-items.ts'
import { itemOf, type ProductHeader, productHeader, productKey } from '../adapters/product-items.ts'
import type { Product } from '../contract/types.ts'
import { codeName, codesOf } from '../domain/codes.ts'
import { firstPictureOf } from '../domain/media/named-media.ts'
import { decidePut, type PutProduct } from '../domain/product.ts'
import { type ReferenceDeps, type References, readReferences } from './read-references.ts'

export interface PutResult {
  readonly product: ProductHeader
  readonly created: boolean
}

type Conflict = { readonly ok: false; readonly code: 'version_conflict' }

export type PutDeps = CommitDeps & ReferenceDeps

/**
 * Writes a product.
 * 1. Read the product as it is.
 * 2. Decide what changes, and refuse who has not seen the current version, and what cannot be.
 * 3. Look whether there are such categories, pictures and models.
 * 4. Write it with its events and its claims to new SKUs and barcodes, unless nothing changes.
 * 5. Where one is claimed already, look whose it is: of another product is refused, its own needs no claim.
 * Refusals: `precondition_required` (it exists and If-Match is missing), `precondition_failed`, `too_large`,
 * `sku_taken`, `barcode_taken`, `unknown_category`, `unknown_media`, and those of `productFaults`.
 */
export const makePutProduct =
  (deps: PutDeps) =>
  (command: PutProduct, cause: Cause): Promise<Outcome<PutResult>> =>
    untilNoConflict(() => tryToPut(deps, command, cause))

async function tryToPut(
  deps: PutDeps,
  command: PutProduct,
  cause: Cause,
): Promise<Outcome<PutResult> | Conflict> {
  const { id, product } = command
  const key = productKey(id)
  const item = await deps.store.get(key)
  const before = item && productHeader.parse(item)
  const decision = decidePut(before, command, deps.clock.now())
  if (!decision.ok) return decision
  const { after, events } = decision.value
  if (before && events.length === 0) return success({ product: before, created: false })
  const { unknown, media } = await readReferences(deps, product)
  const [first] = unknown
  if (first) return refuse(first.code, first.detail, unknown)
  const change = { key, subject: id, before, after: itemOf(id, after), events, cause }
  const added = codesAdded(id, before?.product, product)
  const claims = added.map(({ code }) => claimOf(code, id))
  const awaits = awaitsOf(id, product, media)
  let committed = await commitChange(deps, { ...change, writes: [...claims, ...awaits] })
  if (!committed.ok && committed.code === 'condition_failed') {
    const free = await freeOf(deps.store, id, added)
    if (!free.ok) return free
    committed = await commitChange(deps, { ...change, writes: [...free.value, ...awaits] })
  }
  // A code that somebody took in between is found to be theirs when it is decided anew.
  return committed.ok
    ? success({ product: committed.state, created: !before })
    : { ok: false, code: 'version_conflict' }
}

/** So that lists show the picture that stands for it when it is there. */
function awaitsOf(id: ProductId, product: Product, media: References['media']): Write[] {
  const first = firstPictureOf(product)
  const picture = first && media.get(first.mediaId)
  return picture?.status === 'awaiting_upload' ? [awaitedBy(picture, id)] : []
}

type Coded = ReturnType<typeof codesOf>

function codesAdded(id: ProductId, before: Product | undefined, product: Product): Coded {
  const known = new Set(before ? codesOf(id, before).map(({ code }) => codeName(code)) : [])
  return codesOf(id, product).filter(({ code }) => !known.has(codeName(code)))
}

/** The claims to codes that are nobody's yet, or which of them are of others. */
async function freeOf(
  store: Store,
  id: ProductId,
  added: Coded,
): Promise<Outcome<Write[], 'sku_taken' | 'barcode_taken'>> {
  const owners = await Promise.all(added.map(({ code }) => ownerOf(store, code)))
  const taken = added.flatMap((place, index) => {
    const owner = owners[index]
    return owner === undefined || owner === id ? [] : [{ ...place, owner }]
  })
  const errors = taken.map(({ code: { kind, value }, pointer, owner }) => ({
    pointer,
    code: kind === 'SKU' ? ('sku_taken' as const) : ('barcode_taken' as const),
    detail: `${value} is of the product ${owner}, and stays its own. Choose another.`,
  }))
  const [first] = errors
  if (first) return refuse(first.code, first.detail, errors)
  return success(added.filter((_, index) => owners[index] === undefined).map(({ code }) => claimOf(code, id)))
}
