import * as z from 'zod/mini'
import type { orderLinesCancelled, orderReallocated } from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { fulfillmentOrderId, locationId, type Sku, sku } from '#shared/ids.ts'
import { sumBySku } from '#shared/sum-by-sku.ts'
import { type FulfillmentOrder, isAllPicked, remaining } from './fulfillment-order.ts'
import { transition } from './status.ts'

/**
 * Units that are not sent any more, and who gives them up: a fulfillment order. An event of an earlier release
 * named none: then those of a location, else those that reported them missing.
 */
export const cut = z.object({
  fulfillmentOrderId: z.optional(fulfillmentOrderId),
  locationId: z.optional(locationId),
  sku,
  quantity: z.int(),
  /** It answers a short pick: so many fewer are missing. */
  answers: z.boolean(),
})
export type Cut = z.infer<typeof cut>

/** What one fulfillment order gives up. */
export type OwnCut = Pick<Cut, 'sku' | 'quantity' | 'answers'>

export const cutsOfCancellation = ({
  cause,
  lines,
  lacking = lines,
  released,
  fulfillmentOrderId: of,
}: Pick<
  EventOf<typeof orderLinesCancelled>['data'],
  'cause' | 'lines' | 'lacking' | 'released' | 'fulfillmentOrderId'
>): Cut[] => [
  ...released.flatMap(({ fulfillmentOrderId: giver, locationId: at, lines: given }) =>
    given.map((line) => ({
      ...line,
      ...(giver ? { fulfillmentOrderId: giver } : { locationId: at }),
      answers: false,
    })),
  ),
  ...(cause === 'short_pick' ? lacking : []).map(({ sku: each, quantity }) => ({
    ...{ sku: each, quantity, answers: true },
    ...(of ? { fulfillmentOrderId: of } : {}),
  })),
]

export const cutsOfReallocation = ({
  given,
}: Pick<EventOf<typeof orderReallocated>['data'], 'given'>): Cut[] =>
  given.flatMap(({ fulfillmentOrderId: of, lines }) =>
    lines.map((line) => ({ ...line, fulfillmentOrderId: of, answers: true })),
  )

/** What of these cuts a fulfillment order takes on itself, and what is left of them for others. */
export function share(
  state: FulfillmentOrder,
  cuts: readonly Cut[],
): { readonly own: OwnCut[]; readonly rest: Cut[] } {
  const left = new Map(state.lines.map((line) => [line.sku, line.quantity]))
  const own: OwnCut[] = []
  const rest = cuts.flatMap((one) => {
    const has = left.get(one.sku) ?? 0
    const quantity = Math.min(one.quantity, has, isOver(state) ? 0 : limitOf(state, one))
    left.set(one.sku, has - quantity)
    if (quantity > 0) own.push({ sku: one.sku, quantity, answers: one.answers })
    return one.quantity > quantity ? [{ ...one, quantity: one.quantity - quantity }] : []
  })
  return { own, rest }
}

const isOver = ({ status }: FulfillmentOrder): boolean => status === 'handed_over' || status === 'cancelled'

function limitOf(
  state: FulfillmentOrder,
  { fulfillmentOrderId: of, locationId: at, sku: wanted }: Cut,
): number {
  if (of) return of === state.id ? Number.POSITIVE_INFINITY : 0
  if (at) return at === state.locationId ? Number.POSITIVE_INFINITY : 0
  return state.shortPick?.lines.find((line) => line.sku === wanted)?.missing ?? 0
}

/** Each change counts once, in whatever order they come. */
export const hasHeard = ({ change, ahead }: FulfillmentOrder, number: number): boolean =>
  number <= change || ahead.includes(number)

export function remember(state: FulfillmentOrder, number: number): FulfillmentOrder {
  const ahead = new Set([...state.ahead, number])
  let { change } = state
  while (ahead.delete(change + 1)) change += 1
  return { ...state, change, ahead: [...ahead] }
}

/**
 * Less is to be done. What was picked beyond it goes back to the shelf; parcels are opened; what is
 * missing is at most what is still to be picked. The work goes on where it stands then: a short pick of
 * which nothing is missing any more is dealt with; with no line left it is cancelled.
 */
export function reduced(state: FulfillmentOrder, cuts: readonly OwnCut[]): FulfillmentOrder {
  const less = sumBySku(cuts)
  const answered = sumBySku(cuts.filter(({ answers }) => answers))
  const lines = state.lines.map((line) => {
    const quantity = line.quantity - (less.get(line.sku) ?? 0)
    return { ...line, quantity, picked: Math.min(line.picked, quantity) }
  })
  const tooMany = state.lines.map((line, index) => ({
    sku: line.sku,
    quantity: line.picked - (lines[index]?.picked ?? 0),
  }))
  const missing = (state.shortPick?.lines ?? []).flatMap((line) => {
    const open = lines.filter((one) => one.sku === line.sku).map(remaining)
    const still = Math.min(line.missing - (answered.get(line.sku) ?? 0), ...open)
    return still > 0 ? [{ ...line, missing: still }] : []
  })
  const { shortPick, ...rest } = state
  const after = {
    ...rest,
    lines,
    ...(shortPick && missing.length > 0 ? { shortPick: { ...shortPick, lines: missing } } : {}),
    putBack: quantities(sumBySku([...state.putBack, ...tooMany])),
    parcels: [],
    opened: [...state.opened, ...state.parcels.map(({ parcelId }) => parcelId)],
  }
  const next = statusAfter(after)
  return { ...after, status: next === state.status ? next : transition(state.status, next) }
}

function statusAfter({ status, lines, shortPick }: FulfillmentOrder): FulfillmentOrder['status'] {
  if (lines.every(({ quantity }) => quantity === 0)) return 'cancelled'
  if (status === 'open' || shortPick) return status
  return isAllPicked(lines) ? 'picked' : 'picking'
}

const quantities = (sums: ReadonlyMap<Sku, number>) =>
  [...sums].flatMap(([of, quantity]) => (quantity > 0 ? [{ sku: of, quantity }] : []))
