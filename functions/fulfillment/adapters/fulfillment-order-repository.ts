import * as z from 'zod/mini'
import { type CommitDeps, type Committed, commitChange, type Header } from '#shared/aggregate.ts'
import type { Cause, NewEvent } from '#shared/events.ts'
import { ForeignCursor } from '#shared/foreign-cursor.ts'
import { type FulfillmentOrderId, fulfillmentOrderId, type OrderId, shipmentId } from '#shared/ids.ts'
import {
  IS_NEW,
  type Item,
  type Key,
  type Page,
  queryAll,
  type Store,
  type Write,
} from '#shared/store/store.ts'
import { FULFILLMENT_ORDER_STATUSES, type FulfillmentOrderStatus, parcel } from '../contract/events.ts'
import { type FulfillmentOrder, fulfillmentOrder, line } from '../domain/fulfillment-order.ts'

export type StoredFulfillmentOrder = FulfillmentOrder & Header

/** What changes is on the header as counters; lines, and the parcels of each packing, are items of their own, written once. */
const { lines: _lines, parcels: _parcels, ...small } = fulfillmentOrder.shape
const header = z.object({
  ...small,
  /** How many are picked, in the order of the lines. */
  picked: z.array(z.int()),
  /** How many are wanted, where it is not what was planned. */
  quantities: z.optional(z.array(z.int())),
  /** Shipments by parcel. */
  shipments: z.record(z.string(), shipmentId),
  version: z.int(),
  sequence: z.int(),
})
const linesItem = z.object({ lines: z.array(z.omit(line, { picked: true })) })
const parcelsItem = z.object({ parcels: z.array(z.omit(parcel, { shipmentId: true })) })

const pkOf = (id: FulfillmentOrderId): string => `FULFILLMENT_ORDER#${id}`
const headerKey = (id: FulfillmentOrderId): Key => ({ pk: pkOf(id), sk: 'HEADER' })
const LINES = 'DETAIL#LINES'
/** Parcels that are packed after so many were opened again. */
const parcelsSk = (opened: readonly string[]): string =>
  opened.length > 0 ? `DETAIL#PARCELS#${opened.length}` : 'DETAIL#PARCELS'

const ofOrder = (id: OrderId): string => `ORDER#${id}`
const MEMBER = 'FULFILLMENT_ORDER#'
/** Says that the order has ended: nothing is planned for it any more. */
const tombstone = (id: OrderId): Key => ({ pk: ofOrder(id), sk: 'ENDED' })

function toHeader(state: FulfillmentOrder) {
  const { lines, parcels, ...small } = state
  const { id, locationId, status, createdAt } = state
  const at = `${createdAt}#${id}`
  return {
    ...small,
    entity: 'fulfillment_order',
    picked: lines.map(({ picked }) => picked),
    quantities: lines.map(({ quantity }) => quantity),
    shipments: Object.fromEntries(
      parcels.flatMap((box) => (box.shipmentId ? [[box.parcelId, box.shipmentId]] : [])),
    ),
    ...{ gsi1pk: `STATUS#${status}`, gsi1sk: at },
    ...{ gsi2pk: `LOCATION#${locationId}#${status}`, gsi2sk: at },
  }
}

function fromItems(head: z.infer<typeof header>, details: readonly Item[]): StoredFulfillmentOrder {
  const { picked, quantities, shipments, ...rest } = head
  const { lines } = linesItem.parse(details.find(({ sk }) => sk === LINES))
  const packed = details.find(({ sk }) => sk === parcelsSk(head.opened))
  return {
    ...rest,
    lines: lines.map((one, index) => ({
      ...one,
      quantity: quantities?.[index] ?? one.quantity,
      picked: picked[index] ?? 0,
    })),
    parcels: (packed ? parcelsItem.parse(packed).parcels : []).map((box) => {
      const shipment = shipments[box.parcelId]
      return { ...box, ...(shipment ? { shipmentId: shipment } : {}) }
    }),
  }
}

/** Lines and parcels where the change brings them. */
function detailWrites(before: FulfillmentOrder | undefined, after: FulfillmentOrder): Write[] {
  const pk = pkOf(after.id)
  const lines = after.lines.map(({ picked: _, ...one }) => one)
  const parcels = after.parcels.map(({ shipmentId: _, ...box }) => box)
  return [
    ...(before ? [] : [{ put: { pk, sk: LINES, lines }, when: IS_NEW }]),
    ...(parcels.length > 0 && !before?.parcels.length
      ? [{ put: { pk, sk: parcelsSk(after.opened), parcels }, when: IS_NEW }]
      : []),
  ]
}

export interface PageOf<T> {
  readonly items: T[]
  readonly nextCursor: string | null
}
export interface PageQuery {
  readonly limit: number
  readonly cursor?: string | undefined
}

export type FulfillmentOrderRepository = ReturnType<typeof makeFulfillmentOrderRepository>

export function makeFulfillmentOrderRepository(deps: CommitDeps) {
  const { store } = deps

  async function load(id: FulfillmentOrderId): Promise<StoredFulfillmentOrder | undefined> {
    const item = await store.get(headerKey(id))
    if (!item) return undefined
    return fromItems(
      header.parse(item),
      await queryAll(store, { partition: pkOf(id), sort: { beginsWith: 'DETAIL#' } }),
    )
  }

  async function loadAll(ids: readonly FulfillmentOrderId[]): Promise<StoredFulfillmentOrder[]> {
    return (await Promise.all(ids.map(load))).filter((found) => found !== undefined)
  }

  async function membersOf(orderId: OrderId): Promise<FulfillmentOrderId[]> {
    return idsOf(await queryAll(store, { partition: ofOrder(orderId), sort: { beginsWith: MEMBER } }))
  }

  const commit = (
    before: StoredFulfillmentOrder | undefined,
    after: FulfillmentOrder,
    change: { events: readonly NewEvent[]; cause: Cause; writes?: readonly Write[] },
  ): Promise<Committed<object>> =>
    commitChange(deps, {
      key: headerKey(after.id),
      subject: after.id,
      before: before && { ...toHeader(before), version: before.version, sequence: before.sequence },
      after: toHeader(after),
      events: change.events,
      cause: change.cause,
      writes: [...(change.writes ?? []), ...detailWrites(before, after)],
    })

  return {
    load,
    commit,

    /** Makes it, unless it is there already or its order has ended. */
    async create(
      state: FulfillmentOrder,
      change: { events: readonly NewEvent[]; cause: Cause },
    ): Promise<'created' | 'exists' | 'order_ended'> {
      const writes: Write[] = [
        { check: tombstone(state.orderId), when: [['pk', 'absent']] },
        { put: { pk: ofOrder(state.orderId), sk: `${MEMBER}${state.id}`, id: state.id } },
      ]
      const committed = await commit(undefined, state, { ...change, writes })
      if (committed.ok) return 'created'
      return committed.code === 'version_conflict' ? 'exists' : 'order_ended'
    },

    /** From now on nothing is planned for the order; what was planned before is answered. */
    async end(orderId: OrderId): Promise<readonly FulfillmentOrderId[]> {
      await store.commit([{ put: { ...tombstone(orderId) } }])
      return membersOf(orderId)
    },

    /** All of an order, those with which least was done first. */
    async allOf(orderId: OrderId): Promise<StoredFulfillmentOrder[]> {
      const found = await loadAll(await membersOf(orderId))
      const progress = ({ status }: FulfillmentOrder) => FULFILLMENT_ORDER_STATUSES.indexOf(status)
      return found.toSorted((a, b) => progress(a) - progress(b))
    },

    async listOfOrder(
      orderId: OrderId,
      { limit, cursor }: PageQuery,
    ): Promise<PageOf<StoredFulfillmentOrder>> {
      const page = await store.query({
        partition: ofOrder(orderId),
        sort: { beginsWith: MEMBER },
        limit,
        ...(cursor ? { cursor } : {}),
      })
      return { items: await loadAll(idsOf(page.items)), nextCursor: page.nextCursor }
    },

    /** By status in the order of the work, and within a status oldest first; one that moved just now may be missing. */
    async list(
      {
        status,
        locationId,
      }: { status?: FulfillmentOrderStatus | undefined; locationId?: string | undefined },
      page: PageQuery,
    ): Promise<PageOf<StoredFulfillmentOrder>> {
      const partitions = (status ? [status] : FULFILLMENT_ORDER_STATUSES).map((one) =>
        locationId ? `LOCATION#${locationId}#${one}` : `STATUS#${one}`,
      )
      const { items, nextCursor } = await queryInTurn(store, locationId ? 'gsi2' : 'gsi1', partitions, page)
      return { items: await loadAll(idsOf(items)), nextCursor }
    },
  }
}

const idsOf = (items: readonly Item[]): FulfillmentOrderId[] =>
  items.map((item) => fulfillmentOrderId.parse(item['id']))

/** One list of several partitions of an index; its cursor is `<number of the partition>.<cursor in it>`. */
async function queryInTurn(
  store: Store,
  index: 'gsi1' | 'gsi2',
  partitions: readonly string[],
  { limit, cursor = '' }: PageQuery,
): Promise<Page> {
  const items: Item[] = []
  const [, place = '', within = ''] = /^(?:(\d{1,2})\.(.*))?$/.exec(cursor) ?? ['', '-1']
  const start = Number(place)
  if (start < 0 || start >= partitions.length) throw new ForeignCursor()
  for (const [offset, partition] of partitions.slice(start).entries()) {
    const from = offset === 0 && within ? { cursor: within } : {}
    const page = await store.query({ index, partition, limit: limit - items.length, ...from })
    items.push(...page.items)
    if (page.nextCursor) return { items, nextCursor: `${start + offset}.${page.nextCursor}` }
    const next = start + offset + 1
    if (items.length === limit) return { items, nextCursor: next < partitions.length ? `${next}.` : null }
  }
  return { items, nextCursor: null }
}
