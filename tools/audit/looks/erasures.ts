import { makeErasures, type StoredErasure } from '#contexts/customers/adapters/erasure-items.ts'
import { papersSubject } from '#contexts/documents/contract/held.ts'
import { makeOrderRepository } from '#contexts/orders/adapters/order-repository.ts'
import { makeOwnOrders } from '#contexts/orders/adapters/own-orders.ts'
import { openMatterOf } from '#contexts/orders/domain/open-matter.ts'
import { type CustomerId, customerId, type OrderId } from '#shared/ids.ts'
import { inParallel } from '#shared/in-parallel.ts'
import { CONTEXTS, type Context } from '#shared/names.ts'
import { once } from '#shared/once.ts'
import type { Key } from '#shared/store/store.ts'
import { boxesIn, type ErasedBooks, erasureViolations, type Found } from '../erasure.ts'
import { reading } from '../snapshot.ts'
import { type Walk, walkAggregates } from '../subjects.ts'
import type { AuditWorld } from '../world.ts'

const ERASURE = 'ERASURE#'

/** What it takes to look for what is left of somebody. */
type World = Pick<AuditWorld, 'tables' | 'keyOf' | 'clock'>

/** Reference keeps nothing. */
export const WITH_TABLES = CONTEXTS.filter((context) => context !== 'reference')

/** So many orders of a customer are read at once. */
const PAGE = 100
const AT_ONCE = 16

/** Each wish to be erased, and where it is fulfilled, all that is left of the customer in any table. */
export const walkErasures: Walk = (world) => {
  const places = once(() => placesOfErased(world))
  return walkAggregates({
    ...{ context: 'customers', kind: 'erasure', prefix: ERASURE },
    look: async (_world, _found, id) => leftOf(world, await places(), customerId.parse(id)),
  })(world)
}

/** The same of all of them at once. */
export async function erasuresBroken(world: World): Promise<string[]> {
  const places = await placesOfErased(world)
  return (await Promise.all([...places.keys()].map((id) => leftOf(world, places, id)))).flat()
}

async function leftOf(
  world: World,
  places: ReadonlyMap<CustomerId, readonly Place[]>,
  id: CustomerId,
): Promise<readonly string[]> {
  const erasure = await makeErasures(reading(world.tables.of('customers'), world)).find(id)
  if (erasure?.status !== 'erased') return []
  return erasureViolations(await erasedBooks(world, erasure, places.get(id) ?? []))
}

interface Place extends Key {
  readonly context: Context
}

/** Where customers who were erased, or orders of theirs, are named: all tables are read once, for all of them. */
async function placesOfErased(world: World): Promise<ReadonlyMap<CustomerId, readonly Place[]>> {
  const whose = new Map<string, CustomerId>()
  for await (const page of world.tables.items('customers', { pk: ERASURE, sk: 'HEADER' }))
    for (const item of page) {
      const id = customerId.parse(item['customerId'])
      if (item['status'] !== 'erased') continue
      whose.set(id, id)
      for (const order of await ownOrders(world, id)) whose.set(order.id, id)
    }
  const places = new Map<CustomerId, Place[]>([...whose.values()].map((id) => [id, []]))
  if (places.size === 0) return places
  for (const context of WITH_TABLES)
    for await (const page of world.tables.items(context, { pk: '', sk: '' }))
      for (const item of page)
        for (const id of namedIn(JSON.stringify(item), whose))
          places.get(id)?.push({ context, pk: item.pk, sk: item.sk })
  return places
}

const namedIn = (text: string, whose: ReadonlyMap<string, CustomerId>): ReadonlySet<CustomerId> =>
  new Set([...text.matchAll(/(?:cus|ord)_[0-9a-z]{26}/g)].flatMap(([id]) => whose.get(id) ?? []))

/** What stands now in those places that has to do with the customer, or with orders that are over. */
async function erasedBooks(
  world: World,
  erasure: StoredErasure,
  places: readonly Place[],
): Promise<ErasedBooks> {
  const { customerId: id } = erasure
  const orders = await ordersOver(world, erasure)
  const read = await inParallel(AT_ONCE, places.length, async (index): Promise<Found[]> => {
    const { context, pk, sk } = places[index] ?? { context: 'customers', pk: '', sk: '' }
    const item = await world.tables.of(context).get({ pk, sk })
    return item ? [{ context, item }] : []
  })
  const items = read.flat().filter(({ item }) => {
    const text = JSON.stringify(item)
    return [id, ...orders].some((named) => text.includes(named))
  })
  const subjects = new Set([
    ...[id, ...orders, ...orders.map(papersSubject)],
    ...items.flatMap(({ item }) => boxesIn(item)).map(({ subjectId }) => subjectId),
  ])
  const keys = await Promise.all(
    [...subjects].map(async (subject) => [subject, await world.keyOf(subject)] as const),
  )
  return { customerId: id, orders, items, keys: new Map(keys) }
}

/**
 * An order that was placed by a token of before the erasure has its people until it is over, and until the erasure is
 * looked at for the last time.
 */
async function ordersOver(
  world: World,
  { customerId: id, erasedAt = '', due }: StoredErasure,
): Promise<OrderId[]> {
  const repository = makeOrderRepository(reading(world.tables.of('orders'), world))
  const own = await ownOrders(world, id)
  const settled = own.filter(({ placedAt }) => due === undefined || placedAt < erasedAt)
  const loaded = await Promise.all(settled.map((order) => repository.load(order.id)))
  return loaded.flatMap((order) => (order && openMatterOf(order) === undefined ? [order.id] : []))
}

async function ownOrders({ tables }: World, id: CustomerId) {
  const own = makeOwnOrders(tables.of('orders'))
  const found: Awaited<ReturnType<typeof own.newest>> = []
  for (;;) {
    const page = await own.newest(id, PAGE, found.at(-1)?.id)
    found.push(...page)
    if (page.length < PAGE) return found
  }
}
