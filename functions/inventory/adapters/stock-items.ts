import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { locationId, type Sku, sku } from '#shared/ids.ts'
import {
  type Condition,
  IS_NEW,
  type Item,
  type Key,
  queryAll,
  type Store,
  type Write,
} from '#shared/store/store.ts'
import { type LedgerEntry, level as levelSchema } from '../contract/types.ts'
import { emptyLevel, type Level, type Movement, type Place } from '../domain/level.ts'

/** One partition per SKU, so that its levels are one read. */
const levelsOf = (of: Sku): string => `SKU#${of}`
export const levelKey = (place: Place): Key => ({ pk: levelsOf(place.sku), sk: `LEVEL#${place.locationId}` })

/** `gsi1` lists the movements of a SKU by their time. */
const ledgerOf = levelsOf

export const levelItem = z.object(levelSchema.shape)

/** A level, and the condition that it is still so. */
export async function readLevel(store: Store, place: Place): Promise<{ level: Level; unchanged: Condition }> {
  const item = await store.get(levelKey(place))
  if (!item) return { level: emptyLevel(place), unchanged: IS_NEW }
  const level = levelItem.parse(item)
  const { onHand, reserved, safety } = level
  const unchanged: Condition = [
    ['onHand', '=', onHand],
    ['reserved', '=', reserved],
    ['safety', '=', safety],
  ]
  return { level, unchanged }
}

/** The levels at these places, in their order. */
export const readLevels = async (store: Store, places: readonly Place[]): Promise<Level[]> =>
  (await Promise.all(places.map((place) => readLevel(store, place)))).map(({ level }) => level)

/** The levels of a SKU, by location. */
export async function readLevelsOf(store: Store, of: Sku): Promise<Level[]> {
  const items = await queryAll(store, { partition: levelsOf(of), sort: { beginsWith: 'LEVEL#' } })
  return items.map((item) => levelItem.parse(item))
}

/** Adds to a level, making it where there is none. Never by version: buyers of one SKU must not conflict. */
export const levelWrite = (movement: Movement, when: Condition = []): Write => ({
  update: levelKey(movement),
  set: { sku: movement.sku, locationId: movement.locationId },
  add: {
    onHand: movement.onHand,
    reserved: movement.reserved,
    safety: 0,
    available: movement.onHand - movement.reserved,
  },
  when,
})

/** Changes how much is kept back. */
export const safetyWrite = (place: Place, change: number): Write => ({
  update: levelKey(place),
  set: { sku: place.sku, locationId: place.locationId },
  add: { onHand: 0, reserved: 0, safety: change, available: -change },
})

/** An entry of the ledger; its key is made of its cause, so that one cause moves a place once. */
export function movementWrite(movement: Movement, cause: string, at: string): Write {
  const id = createHash('sha256')
    .update(`${cause}\n${movement.sku}\n${movement.locationId}`)
    .digest('base64url')
  const put = {
    pk: `MOVEMENT#${id}`,
    sk: 'MOVEMENT',
    gsi1pk: ledgerOf(movement.sku),
    gsi1sk: `${at}#${id}`,
    at,
    cause,
    ...movement,
  }
  return { put, when: IS_NEW }
}

export const ledgerItem = z.object({
  at: z.string(),
  cause: z.string(),
  sku,
  locationId,
  onHand: z.int(),
  reserved: z.int(),
})

/** What changed the levels of a SKU, the newest first; what is a moment old may be missing. */
export async function readLedger(
  store: Store,
  of: Sku,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: LedgerEntry[]; nextCursor: string | null }> {
  const { limit, cursor } = page
  const found = await store.query({
    index: 'gsi1',
    partition: ledgerOf(of),
    order: 'backward',
    limit,
    ...(cursor ? { cursor } : {}),
  })
  return { items: found.items.map(toEntry), nextCursor: found.nextCursor }
}

function toEntry(item: Item): LedgerEntry {
  const { sku: _, ...entry } = ledgerItem.parse(item)
  return entry
}
