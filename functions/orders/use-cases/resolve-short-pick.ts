import type { FULFILLMENT_ORDER_EVENTS } from '#contexts/fulfillment/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type EventOf } from '#shared/events.ts'
import { newBill } from '../domain/bill.ts'
import { decideShortPick } from '../domain/decide-lines.ts'
import { withLogistics } from '../domain/decide-logistics.ts'
import type { Logistics } from '../domain/logistics.ts'
import { changeOrder, type Decided } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import { known } from './known-order.ts'
import type { Outside } from './outside.ts'
import { type RefundDeps, refundOfParts } from './refund-order.ts'
import { settleRefund } from './settle-refund.ts'

type ShortPicked = Pick<
  EventOf<(typeof FULFILLMENT_ORDER_EVENTS)[number]>['data'],
  'fulfillmentOrderId' | 'shortPicks'
>

/**
 * A location did not find what it was to send.
 * 1. Inventory takes it off the books there, and reserves it elsewhere where another location has it.
 * 2. The order moves those lines to the others, and cancels what nobody has, in one commit with the copy of the
 *    fulfillment order, so that a report counts once, however many events it is in.
 * 3. What was paid for already is given back.
 */
export async function resolveShortPick(
  deps: RefundDeps & Pick<Outside, 'reallocate'>,
  event: EventOf<(typeof FULFILLMENT_ORDER_EVENTS)[number]>,
  renew: (before: Logistics) => Logistics | undefined,
): Promise<void> {
  const { orderId, fulfillmentOrderId, locationId, shortPick, shortPicks = 1 } = event.data
  const missing = (shortPick?.lines ?? []).map(({ sku, missing: quantity }) => ({ sku, quantity }))
  const key = `short-pick:${fulfillmentOrderId}:${shortPicks}`
  const cause = causedBy(event, SYSTEM)
  const answer = await deps.reallocate({
    orderId,
    key,
    missing: missing.map((line) => ({ locationId, ...line })),
    wanted: missing,
  })
  const found = answer.outcome === 'reallocated' ? answer : { allocations: [], short: [] }
  const { decision } = await known(
    orderId,
    changeOrder(deps, orderId, cause, async (order) => {
      const [before, details, allocations, bill] = await Promise.all([
        deps.orders.logistics(orderId),
        detailsOf(deps, orderId),
        deps.orders.allocations(orderId),
        deps.orders.bill(orderId),
      ])
      const logistics = renew(before)
      if (!logistics) return { facts: [] } satisfies Decided
      const short = {
        ...{ fulfillmentOrderId, key, missing },
        ...{ added: found.allocations, short: found.short, now: deps.clock.now().toISOString() },
      }
      const lines = { bill: bill ?? newBill(details), allocations, logistics }
      const changed = isAnswered(before, event.data)
        ? { ...lines, facts: [], toRefund: [] }
        : decideShortPick(order, lines, short)
      const now = deps.clock.now().toISOString()
      const about = { parts: changed.toRefund, reason: 'out of stock', key, cause }
      const asked = refundOfParts(deps, orderId, about)
      return {
        ...asked,
        facts: withLogistics(order, logistics, [...changed.facts, ...asked.facts], now),
        logistics,
        writes: [...deps.orders.copyWrites(orderId, before, logistics), ...asked.writes],
        bill: changed.bill,
        allocations: changed.allocations,
      }
    }),
  )
  if ('refundId' in decision && decision.refundId) await settleRefund(deps, orderId, decision.refundId, cause)
}

/** Whether an event that had this report was heard before. */
export const isAnswered = (
  { fulfillmentOrders }: Logistics,
  { fulfillmentOrderId, shortPicks = 1 }: ShortPicked,
): boolean =>
  fulfillmentOrders.some(
    (one) => one.fulfillmentOrderId === fulfillmentOrderId && (one.shortPicks ?? 0) >= shortPicks,
  )
