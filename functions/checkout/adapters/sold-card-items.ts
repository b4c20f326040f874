import * as z from 'zod/mini'
import { giftCardId, type OrderId, type Sku, sku } from '#shared/ids.ts'
import { IS_NEW, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'

export const SOLD = 'SOLD#'
const partition = (id: OrderId): string => `${SOLD}${id}`
const unitKey = (id: OrderId, { sku: of, unit }: Pick<SoldUnit, 'sku' | 'unit'>): Key => ({
  pk: partition(id),
  sk: `UNIT#${of}#${String(unit).padStart(6, '0')}`,
})

/** One of the gift cards that an order bought. */
export const soldUnit = z.object({
  sku,
  /** Counted from 1. */
  unit: z.int(),
  /** Absent: it was given back before it was issued, and never will be. */
  giftCardId: z.optional(giftCardId),
})
export type SoldUnit = z.infer<typeof soldUnit>

/** What became of the gift cards that an order bought, as far as anything did. */
export async function readSoldUnits(store: Store, id: OrderId): Promise<SoldUnit[]> {
  const items = await queryAll(store, { partition: partition(id) })
  return items.map((item) => soldUnit.parse(item))
}

/** One of a SKU's units at most once: issued, or never. */
export const soldUnitWrite = (id: OrderId, unit: SoldUnit): Write => ({
  put: { ...unitKey(id, unit), ...unit },
  when: IS_NEW,
})

export const unitsOf = (units: readonly SoldUnit[], of: Sku): SoldUnit[] =>
  units.filter((one) => one.sku === of)
