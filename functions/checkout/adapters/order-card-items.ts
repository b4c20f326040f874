import * as z from 'zod/mini'
import { type GiftCardId, giftCardId, type OrderId, type Sku, sku } from '#shared/ids.ts'
import { IS_NEW, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'

const BOUGHT = 'BOUGHT#'
const PAID_WITH = 'PAID_WITH#'

const partition = (id: OrderId): string => `ORDER_CARDS#${id}`
const unitKey = (id: OrderId, { sku: of, unit }: Pick<SoldUnit, 'sku' | 'unit'>): Key => ({
  pk: partition(id),
  sk: `${BOUGHT}${of}#${String(unit).padStart(6, '0')}`,
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
  const items = await queryAll(store, { partition: partition(id), sort: { beginsWith: BOUGHT } })
  return items.map((item) => soldUnit.parse(item))
}

/** One of a SKU's units at most once: issued, or never. */
export const soldUnitWrite = (id: OrderId, unit: SoldUnit): Write => ({
  put: { ...unitKey(id, unit), ...unit },
  when: IS_NEW,
})

export const unitsOf = (units: readonly SoldUnit[], of: Sku): SoldUnit[] =>
  units.filter((one) => one.sku === of)

/** That an order is, or was to be, paid with a gift card. */
export const paidWithWrite = (id: OrderId, card: GiftCardId): Write => ({
  put: { pk: partition(id), sk: `${PAID_WITH}${card}`, giftCardId: card },
})

const ofOrder = z.object({ giftCardId: z.optional(giftCardId) })

/** A page of the gift cards that an order bought, and then of those that it was paid with. */
export async function readCardsOfOrder(
  store: Store,
  id: OrderId,
  page: { readonly limit: number; readonly cursor?: string },
): Promise<{ readonly cards: readonly GiftCardId[]; readonly nextCursor: string | null }> {
  const { items, nextCursor } = await store.query({ partition: partition(id), ...page })
  return { cards: items.flatMap((item) => ofOrder.parse(item).giftCardId ?? []), nextCursor }
}
