import { fulfillmentOrderHandedOver } from '#contexts/fulfillment/contract/events.ts'
import type { reallocateStock } from '#contexts/inventory/contract/calls.ts'
import type { Portion } from '#contexts/inventory/domain/level.ts'
import { allocationsOf, summed } from '#contexts/inventory/domain/reservation.ts'
import { orderLinesCancelled, orderStockSpared } from '#contexts/orders/contract/events.ts'
import type { Allocation } from '#contexts/orders/contract/types.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Envelope, EventOf } from '#shared/events.ts'
import { BOOK, KYOTO } from './order-records.ts'

/** What inventory holds for the order, and what it would find elsewhere. */
export interface StockState {
  readonly status: 'none' | 'held' | 'released'
  /** What locations have of what the order wants. */
  readonly shelf: readonly Portion[]
  /** What is the order's, what has left among it. */
  readonly reserved: readonly Portion[]
  readonly left: readonly Portion[]
  /** Whether another location has what one does not find. */
  readonly hasSpare: boolean
  /** What was answered to who asked to reallocate, by their key. */
  readonly reallocated: Readonly<Record<string, Reallocated>>
}

type Reallocated = AnswerOf<typeof reallocateStock>

export const newStock = (shelf: readonly Portion[]): StockState => ({
  ...{ status: 'none', shelf, reserved: [], left: [], hasSpare: false, reallocated: {} },
})

interface Answered {
  readonly stock: StockState
  readonly answer: unknown
}

export function reserve(stock: StockState): Answered {
  const { status, shelf } = stock
  if (status === 'released') return { stock, answer: { outcome: 'already_released' } }
  if (shelf.length === 0)
    return { stock, answer: { outcome: 'out_of_stock', lines: [{ sku: BOOK, requested: 1, available: 0 }] } }
  const answer = { outcome: 'reserved', allocations: allocationsOf([shelf]) }
  return { stock: status === 'held' ? stock : { ...stock, status: 'held', reserved: shelf }, answer }
}

/** What has left stays as it is. */
export const release = (stock: StockState): Answered => ({
  stock: stock.left.length > 0 ? stock : { ...stock, status: 'released' },
  answer: { outcome: 'released' },
})

/** Who asks again with the same key is answered the same. */
export function reallocate(stock: StockState, request: RequestOf<typeof reallocateStock>): Answered {
  if (stock.status === 'released') return { stock, answer: { outcome: 'already_released' } }
  const { key, missing, wanted } = request
  const known = stock.reallocated[key]
  if (known) return { stock, answer: known }
  const isFound = stock.hasSpare && missing.every(({ locationId }) => locationId !== KYOTO)
  const answer: Reallocated = {
    outcome: 'reallocated',
    allocations: isFound ? [{ locationId: KYOTO, lines: wanted }] : [],
    short: isFound ? [] : wanted.map(({ sku, quantity }) => ({ sku, requested: quantity, available: 0 })),
  }
  const reserved = plus(less(stock.reserved, missing), portionsOf(answer.allocations))
  return { stock: { ...stock, reserved, reallocated: { ...stock.reallocated, [key]: answer } }, answer }
}

/** It hears at once of what is not sent any more, and of what has left. */
export const afterNews = (stock: StockState, told: readonly Envelope[]): StockState =>
  told.reduce(afterEvent, stock)

function afterEvent(stock: StockState, { type, data }: Envelope): StockState {
  switch (type) {
    case orderLinesCancelled.type:
    case orderStockSpared.type:
      return givenBack(stock, data as EventOf<typeof orderStockSpared>['data'])
    case fulfillmentOrderHandedOver.type:
      return { ...stock, left: plus(stock.left, portionsOf([data as Allocation])) }
    default:
      return stock
  }
}

const givenBack = (stock: StockState, { released }: { readonly released: readonly Allocation[] }) =>
  stock.status === 'held' ? { ...stock, reserved: less(stock.reserved, portionsOf(released)) } : stock

const portionsOf = (allocations: readonly Allocation[]): Portion[] =>
  allocations.flatMap(({ locationId, lines }) =>
    lines.map(({ sku, quantity }) => ({ sku, locationId, quantity })),
  )

const plus = (portions: readonly Portion[], more: readonly Portion[]): Portion[] =>
  summed([...portions, ...more]).filter(({ quantity }) => quantity > 0)

const less = (portions: readonly Portion[], gone: readonly Portion[]): Portion[] =>
  plus(
    portions,
    gone.map((one) => ({ ...one, quantity: -one.quantity })),
  )
