import { availableChanges, type StockEvent } from '#contexts/inventory/contract/available-changes.ts'
import type { orderConfirmed } from '#contexts/orders/contract/events.ts'
import type { ratesPublished } from '#contexts/shipping/contract/events.ts'
import type { EventOf, FactsOf } from '#shared/events.ts'
import type { ProductId, Sku } from '#shared/ids.ts'
import { appliedMark } from '#shared/store/applied-mark.ts'
import type { Store, Write } from '#shared/store/store.ts'
import { ownerOfSku } from '../../adapters/code-claims.ts'
import { readAwaiting } from '../../adapters/media-items.ts'
import { shownSince, soldUpdate, stockUpdate, writePlace } from '../../adapters/search/facts.ts'
import type { productPublished, productWithdrawn } from '../../contract/events.ts'
import type { mediaReady } from '../../contract/media-events.ts'
import { place } from '../../domain/search/document.ts'
import type { Touched } from './refresh-search.ts'

export interface HearDeps {
  readonly store: Store
  /** Brings the search up to date with what may have changed. */
  readonly refresh: (touched: readonly Touched[]) => Promise<void>
}

/** A product is shown: notes since when, and refreshes it. */
export const makeHearShown =
  ({ store, refresh }: HearDeps) =>
  async ({ data: { productId }, occurredAt }: EventOf<typeof productPublished>): Promise<void> => {
    await store.commit([shownSince(productId, occurredAt)])
    await refresh([{ kind: 'product', id: productId }])
  }

export const makeHearWithdrawn =
  ({ refresh }: HearDeps) =>
  ({ data: { productId } }: EventOf<typeof productWithdrawn>): Promise<void> =>
    refresh([{ kind: 'product', id: productId }])

/** A picture is ready: refreshes the products that were put before it was. */
export const makeHearPicture =
  ({ store, refresh }: HearDeps) =>
  async ({ data: { mediaId } }: EventOf<typeof mediaReady>): Promise<void> =>
    refresh((await readAwaiting(store, mediaId)).map((id) => ({ kind: 'product', id })))

/** Categories are refreshed as a whole. */
export const makeHearCategories =
  ({ refresh }: HearDeps) =>
  (): Promise<void> =>
    refresh([{ kind: 'categories' }])

export const makeHearSynonyms =
  ({ refresh }: HearDeps) =>
  (): Promise<void> =>
    refresh([{ kind: 'synonyms' }])

/** Keeps the newest of where a stock location sends to, and how fast. */
export const makeHearRates =
  ({ store, refresh }: HearDeps) =>
  async ({ data, sequence }: EventOf<typeof ratesPublished>): Promise<void> => {
    await writePlace(store, place.parse(data), sequence)
    await refresh([{ kind: 'place', id: data.locationId }])
  }

/**
 * Stock has moved, or more or less of it is kept back.
 * 1. Add what the event changes to what is available, once, whatever came before it.
 * 2. Refresh the products of these SKUs, also where the event has come before: the search may not have heard of it.
 */
export const makeHearStock =
  ({ store, refresh }: HearDeps) =>
  async ({ id, data }: StockEvent): Promise<void> => {
    const sums = availableChanges(data)
    await applyOnce(
      store,
      id,
      [...sums].map(([sku, changes]) => stockUpdate(sku, changes)),
    )
    await refresh(
      [...(await ownersOf(store, [...sums.keys()])).keys()].map((owner) => ({ kind: 'product', id: owner })),
    )
  }

/** Counts the units of a confirmed order once, for each product, and refreshes these. */
export const makeHearOrder =
  ({ store, refresh }: HearDeps) =>
  async ({ id, data }: FactsOf<typeof orderConfirmed>): Promise<void> => {
    const owners = await ownersOf(
      store,
      data.lines.map(({ sku }) => sku),
    )
    const units = new Map<ProductId, number>()
    for (const [owner, skus] of owners)
      for (const { sku, quantity } of data.lines)
        if (skus.has(sku)) units.set(owner, (units.get(owner) ?? 0) + quantity)
    await applyOnce(
      store,
      id,
      [...units].map(([owner, count]) => soldUpdate(owner, count)),
    )
    await refresh([...units.keys()].map((owner) => ({ kind: 'product', id: owner })))
  }

const MOST_WRITES = 99

/** Writes what an event says with its mark; of more than fit one commit, each part has its own mark. */
async function applyOnce(store: Store, eventId: string, writes: readonly Write[]): Promise<void> {
  for (let at = 0; at < writes.length; at += MOST_WRITES) {
    const mark = appliedMark(at === 0 ? eventId : `${eventId}/${at}`)
    await store.commit([mark, ...writes.slice(at, at + MOST_WRITES)])
  }
}

/** Whose these SKUs are, with those of each; those of no product, which may come later, are left out. */
async function ownersOf(store: Store, skus: readonly Sku[]): Promise<Map<ProductId, Set<Sku>>> {
  const owners = new Map<ProductId, Set<Sku>>()
  await Promise.all(
    skus.map(async (sku) => {
      const owner = await ownerOfSku(store, sku)
      if (owner) owners.set(owner, (owners.get(owner) ?? new Set()).add(sku))
    }),
  )
  return owners
}
