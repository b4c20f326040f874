import * as z from 'zod/mini'
import { date } from '#shared/http/schemas.ts'
import { type OrderId, type Sku, sku } from '#shared/ids.ts'
import type { Item, Store } from '#shared/store/store.ts'
import { daysFrom } from '../domain/days.ts'

const basket = z.object({ day: date, skus: z.array(sku) })
/** What was ordered together, and on which day; not by whom. */
export type Basket = z.infer<typeof basket>

const ofMonth = (day: string): string => `BASKETS#${day.slice(0, 7)}`

/** An order has one basket, however often it is written. */
export async function keepBasket(
  store: Store,
  id: OrderId,
  { day, skus, ttl }: { day: string; skus: readonly Sku[]; ttl: number },
): Promise<void> {
  const item: Item = { pk: ofMonth(day), sk: `${day}#${id}`, day, skus: [...skus], ttl }
  await store.commit([{ put: item }])
}

/** The baskets of some days, both in it, oldest first; a page at a time, as there may be millions. */
export async function* readBaskets(store: Store, from: string, to: string): AsyncGenerator<Basket> {
  for (const partition of new Set(daysFrom(from, to).map(ofMonth))) {
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<Store['query']>> = await store.query({
        partition,
        sort: { from, to: `${to}~` },
        ...(cursor ? { cursor } : {}),
      })
      for (const item of page.items) yield basket.parse(item)
      cursor = page.nextCursor
    } while (cursor)
  }
}
