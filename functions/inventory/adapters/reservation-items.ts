import * as z from 'zod/mini'
import { shortage } from '#contexts/orders/contract/types.ts'
import {
  type FulfillmentOrderId,
  fulfillmentOrderId,
  locationId,
  type OrderId,
  orderId,
  sku,
} from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import { IS_NEW, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'
import type { Portion } from '../domain/level.ts'
import { type Chunk, RESERVATION_TRANSITIONS, type ReservationStatus } from '../domain/reservation.ts'

const partition = (order: OrderId): string => `RESERVATION#${order}`
export const reservationKey = (order: OrderId): Key => ({ pk: partition(order), sk: 'HEADER' })

const planKey = (order: OrderId, plan: number): Key => ({
  pk: partition(order),
  sk: `PLAN#${String(plan).padStart(4, '0')}`,
})

const isStatus = (text: unknown): text is ReservationStatus =>
  typeof text === 'string' && text in RESERVATION_TRANSITIONS

const header = z.object({
  orderId,
  kind: z.optional(z.literal('cart')),
  status: z.custom<ReservationStatus>(isStatus, 'a status of a reservation'),
  plan: z.int(),
  chunks: z.int(),
  taken: z.int(),
  units: z.int(),
  left: z.int(),
  changes: z._default(z.int(), 0),
  version: z.int(),
  sequence: z.int(),
})
export type ReservationHeader = z.infer<typeof header>

const portions = z.array(z.object({ sku, locationId, quantity: z.int() }))
const planItem = z.object({ chunks: z.array(portions) })
const changeItem = z.object({ key: z.string(), portions, short: z.array(shortage) })
const leftItem = z.object({ fulfillmentOrderId, portions })

export type LeftPortion = Portion & { readonly fulfillmentOrderId: FulfillmentOrderId }

/** What was changed beside the plan in one commit: by what, which portions (below 0: less), what nobody has. */
export type ReservationChange = z.infer<typeof changeItem>

/** A reservation as it is stored: `chunks` is its current plan, `changes` what was changed beside it. */
export interface FoundReservation {
  readonly header: ReservationHeader
  readonly chunks: readonly Chunk[]
  readonly changes: readonly ReservationChange[]
}

export async function findReservation(store: Store, order: OrderId): Promise<FoundReservation | undefined> {
  const item = await store.get(reservationKey(order))
  if (!item) return undefined
  const found = header.parse(item)
  if (found.plan === 0) return { header: found, chunks: [], changes: [] }
  const plan = await store.get(planKey(order, found.plan))
  if (!plan) throw new Fault(`plan ${found.plan} of the reservation of ${order} is missing`)
  const changes = found.changes > 0 ? await readChanges(store, order) : []
  return { header: found, chunks: planItem.parse(plan).chunks, changes }
}

const CHANGES = 'CHANGE#'

async function readChanges(store: Store, order: OrderId): Promise<ReservationChange[]> {
  const items = await queryAll(store, { partition: partition(order), sort: { beginsWith: CHANGES } })
  return items.map((item) => changeItem.parse(item))
}

/** A change is written once; `number` is how many there are with it. */
export const changeWrite = (order: OrderId, number: number, change: ReservationChange): Write => ({
  put: { pk: partition(order), sk: `${CHANGES}${String(number).padStart(6, '0')}`, ...change },
  when: IS_NEW,
})

/** A plan is written once, with the first chunk that is taken of it. */
export const planWrite = (order: OrderId, plan: number, chunks: readonly Chunk[]): Write => ({
  put: { ...planKey(order, plan), chunks },
  when: IS_NEW,
})

/** What has left the house of an order, by the fulfillment order it left with. */
export async function readLeft(store: Store, order: OrderId): Promise<LeftPortion[]> {
  const items = await queryAll(store, { partition: partition(order), sort: { beginsWith: 'LEFT#' } })
  return items.flatMap((item) => {
    const { fulfillmentOrderId, portions } = leftItem.parse(item)
    return portions.map((portion) => ({ ...portion, fulfillmentOrderId }))
  })
}

/** The mark that these portions have left, after so many others of the same fulfillment order. */
export const leftWrite = (
  order: OrderId,
  fulfillmentOrderId: FulfillmentOrderId,
  left: { readonly before: number; readonly portions: readonly Portion[] },
): Write => ({
  put: {
    pk: partition(order),
    sk: `LEFT#${fulfillmentOrderId}#${String(left.before).padStart(6, '0')}`,
    fulfillmentOrderId,
    portions: left.portions,
  },
  when: IS_NEW,
})

const HOLDS = 'HOLDS'

const holdKey = (order: OrderId): Key => ({ pk: partition(order), sk: 'HOLD' })

/** Says until when (RFC 3339 UTC) a cart holds what it has reserved; it stands beside the header, which orders change. */
export const holdWrite = (order: OrderId, until: string): Write => ({
  put: { ...holdKey(order), entity: 'hold', orderId: order, gsi1pk: HOLDS, gsi1sk: until },
})

export const holdRemoval = (order: OrderId): Write => ({ delete: holdKey(order) })

/** What carts hold whose time is over by then. */
export async function holdsOver(store: Store, by: string): Promise<OrderId[]> {
  const items = await queryAll(store, { index: 'gsi1', partition: HOLDS, sort: { to: by } })
  return items.map((item) => orderId.parse(item['orderId']))
}
