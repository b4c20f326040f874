import {
  FULFILLMENT_ORDER_EVENTS,
  type FulfillmentOrderStatus,
} from '#contexts/fulfillment/contract/events.ts'
import * as orders from '#contexts/orders/contract/events.ts'
import { ORDER_STATUSES } from '#contexts/orders/contract/types.ts'
import { PAYMENT_EVENTS } from '#contexts/payments/contract/events.ts'
import { SHIPMENT_EVENTS } from '#contexts/shipping/contract/events.ts'
import type { World } from '#simulation/world.ts'
import { CASES } from './cases.ts'
import type { Planned } from './crew.ts'

/** How often something was, by row and column. */
export type Counts = Map<string, Map<string, number>>

export interface Tally {
  /** How often each case happened and came to each end; `not taken` is an order that was refused. */
  readonly ends: Counts
  /** By axis, how often each status was reached. */
  readonly statuses: Counts
  readonly count: (planned: readonly Planned[]) => Promise<void>
}

export function makeTally(world: World): Tally {
  const ends: Counts = new Map(CASES.map(({ name }) => [name, new Map()]))
  const statuses: Tally['statuses'] = new Map()
  const reached = (axis: string, status: string) => add(statuses, axis, status)

  for (const definition of Object.values(orders))
    if ('source' in definition && isStatus(definition.type))
      world.bus.observe(definition, () => reached('order', definition.type.slice('order.'.length)))
  for (const definition of PAYMENT_EVENTS)
    world.bus.observe(definition, ({ payment }) => reached('payment', payment.status))
  for (const definition of FULFILLMENT_ORDER_EVENTS)
    world.bus.observe(definition, ({ status }: { status: FulfillmentOrderStatus }) =>
      reached('fulfillment order', status),
    )
  for (const definition of SHIPMENT_EVENTS)
    world.bus.observe(definition, ({ status }) => reached('shipment', status))

  return {
    ends,
    statuses,
    async count(planned) {
      for (const { id, happened } of planned) {
        const order = id && (await world.orders.deps.orders.load(id))
        for (const name of happened) add(ends, name, order ? order.status : 'not taken')
      }
    },
  }
}

function add(counts: Counts, row: string, column: string, times = 1): void {
  const of = counts.get(row) ?? new Map<string, number>()
  counts.set(row, of)
  of.set(column, (of.get(column) ?? 0) + times)
}

/** Adds what one storm counted to another's. */
export function addUp(sum: Counts, more: Counts): void {
  for (const [row, columns] of more) {
    sum.set(row, sum.get(row) ?? new Map())
    for (const [column, times] of columns) add(sum, row, column, times)
  }
}

const isStatus = (type: string): boolean => ORDER_STATUSES.some((status) => type === `order.${status}`)
