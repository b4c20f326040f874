import type { Clock } from '#shared/clock.ts'
import { inParallel } from '#shared/in-parallel.ts'
import { note } from '#shared/observability.ts'
import type { Store } from '#shared/store/store.ts'
import {
  type ListKind,
  listKey,
  POPULAR_KEY,
  readDays,
  writeDay,
  writeList,
} from '../adapters/learned-items.ts'
import { readProducts } from '../adapters/product-copies.ts'
import type { InsightsSettings } from '../contract/settings.ts'
import { dayAfter } from '../domain/days.ts'
import { countDay } from '../domain/funnel.ts'
import { alsoBought } from '../domain/recommending/also-bought.ts'
import type { Baskets } from '../domain/recommending/baskets.ts'
import { listsOf } from '../domain/recommending/lists.ts'
import type { Pairs } from '../domain/recommending/pairs.ts'
import { MOST_POPULAR, popular } from '../domain/recommending/popular.ts'
import { similar } from '../domain/recommending/similar.ts'
import type { KeptEvent } from '../domain/visit-events.ts'
import { gatherBought, gatherVisits } from './gather.ts'

export interface LearnDeps {
  readonly store: Store
  readonly clock: Clock
  readonly settings: Pick<InsightsSettings, 'keepBasketsDays' | 'keepEventsDays'>
}

/** Visits of so many days are learned from and counted anew. */
const VISIT_DAYS = 14

const AT_ONCE = 16

type List = readonly [product: string, others: readonly string[]]

/**
 * Learns from what was bought and viewed. It begins anew each time, so a run that did not come to its end is made up
 * for by the next.
 * 1. Read all products, the baskets that are kept, and the visits of the last days.
 * 2. Work out what is bought together, what is similar and what is popular now, and count the days.
 * 3. Write the lists and counts that are not as they were.
 */
export const makeLearn =
  ({ store, clock, settings }: LearnDeps) =>
  async (): Promise<void> => {
    const now = clock.now()
    const products = await readProducts(store)
    const { baskets, bought } = await gatherBought(store, products, now, settings.keepBasketsDays)
    const days = Math.min(VISIT_DAYS, settings.keepEventsDays)
    const { visits, viewed, eventsByDay } = await gatherVisits(store, products, now, days)
    const shown = products.filter(({ isShown }) => isShown)
    await keepLists(store, 'also_bought', namesOf(baskets, alsoBought(baskets)))
    await keepLists(store, 'similar', similar(shown, visits))
    await writeList(store, POPULAR_KEY, popular({ bought, viewed }, MOST_POPULAR))
    await keepCounts(store, eventsByDay, now)
    note({ count: products.length })
  }

/** So many at once; they take their lists from one line. */
async function keepLists(store: Store, kind: ListKind, lists: Iterable<List>): Promise<void> {
  const line = lists[Symbol.iterator]()
  await inParallel(AT_ONCE, AT_ONCE, async () => {
    for (let next = line.next(); !next.done; next = line.next()) {
      const [product, others] = next.value
      await writeList(store, listKey(product, kind), others)
    }
  })
}

function* namesOf(baskets: Baskets, pairs: Pairs): Generator<List> {
  for (const { product, others } of listsOf(baskets, pairs))
    yield [product, others.map((other) => other.product)]
}

async function keepCounts(
  store: Store,
  eventsByDay: ReadonlyMap<string, readonly KeptEvent[]>,
  now: Date,
): Promise<void> {
  for (const [day, events] of eventsByDay) {
    // Also of a day whose visitors were all forgotten.
    if (events.length === 0 && (await readDays(store, day, day)).length === 0) continue
    const later = eventsByDay.get(dayAfter(day, 1)) ?? []
    await writeDay(store, day, countDay(day, [...events, ...later], now))
  }
}
