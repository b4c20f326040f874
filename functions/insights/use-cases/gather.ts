import type { Store } from '#shared/store/store.ts'
import { readBaskets } from '../adapters/basket-items.ts'
import { readDay } from '../adapters/visitor-log.ts'
import { dayAfter, dayOf, daysBetween, daysFrom } from '../domain/days.ts'
import type { ProductCopy } from '../domain/product-copy.ts'
import { weightOfBasket } from '../domain/recommending/also-bought.ts'
import { type Baskets, makeBasketCollector } from '../domain/recommending/baskets.ts'
import { type Interest, POPULAR_DAYS } from '../domain/recommending/popular.ts'
import type { KeptEvent } from '../domain/visit-events.ts'

/** What was bought in so many days: baskets of products, and those of late for what is popular now. */
export async function gatherBought(
  store: Store,
  products: readonly ProductCopy[],
  now: Date,
  days: number,
): Promise<{ baskets: Baskets; bought: Interest[] }> {
  const productOf = new Map<string, string>(products.flatMap(({ id, skus }) => skus.map((sku) => [sku, id])))
  const collector = makeBasketCollector()
  const bought: Interest[] = []
  for await (const { day, skus } of readBaskets(store, dayAfter(dayOf(now), -days), dayOf(now))) {
    // What the catalog has never told of is no product yet.
    const ofBasket = skus.flatMap((sku) => productOf.get(sku) ?? [])
    const ageDays = daysBetween(day, now)
    collector.add(ofBasket, weightOfBasket(ageDays))
    if (ageDays < POPULAR_DAYS) bought.push({ products: ofBasket, ageDays })
  }
  return { baskets: collector.collected(), bought }
}

/** Which products were viewed in the visits of so many days, and all events of each day. */
export async function gatherVisits(
  store: Store,
  products: readonly ProductCopy[],
  now: Date,
  days: number,
): Promise<{ visits: Baskets; viewed: Interest[]; eventsByDay: Map<string, KeptEvent[]> }> {
  const known = new Set<string>(products.map(({ id }) => id))
  const collector = makeBasketCollector()
  const viewed: Interest[] = []
  const eventsByDay = new Map<string, KeptEvent[]>()
  for (const day of daysFrom(dayAfter(dayOf(now), 1 - days), dayOf(now))) {
    const events = await readDay(store, day)
    eventsByDay.set(day, events)
    const views = events.filter(({ type }) => type === 'view')
    for (const visit of Map.groupBy(views, ({ visitor }) => visitor).values()) {
      // Anyone may tell of views, also of what there is not.
      const ofVisit = visit.flatMap(({ productId }) => (productId && known.has(productId) ? productId : []))
      collector.add(ofVisit)
      viewed.push({ products: ofVisit, ageDays: daysBetween(day, now) })
    }
  }
  return { visits: collector.collected(), viewed, eventsByDay }
}
