import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { HoldReason } from '../contract/types.ts'
import { because } from './attention.ts'
import { ask } from './decided.ts'
import type { Fact } from './facts.ts'
import type { Hold, Order } from './order.ts'
import { ENDING, TERMINAL } from './status.ts'

/** What makes an order wait for a person; what is left out holds nothing. Amounts in minor units. */
export interface HoldRules {
  readonly amountAbove?: Readonly<Record<string, number>> | undefined
  readonly ordersPerHour?: number | undefined
  readonly riskLevels?: readonly string[] | undefined
}

/** The reasons by which the rules hold an order that could be confirmed. */
export function reasonsToReview(
  order: Pick<Order, 'total' | 'currency'>,
  rules: HoldRules,
  known: { readonly payment: PaymentSummary; readonly ordersWithinAnHour: number },
): HoldReason[] {
  const limit = rules.amountAbove?.[order.currency]
  const { riskLevel } = known.payment
  return [
    ...(limit !== undefined && order.total > limit ? ['amount' as const] : []),
    ...(rules.ordersPerHour !== undefined && known.ordersWithinAnHour > rules.ordersPerHour
      ? ['velocity' as const]
      : []),
    ...(riskLevel && rules.riskLevels?.includes(riskLevel) ? ['risk' as const] : []),
  ]
}

/** A hold that ends before the authorization does, whatever was asked for. */
export function endingBefore(hold: Hold, { captureBefore }: PaymentSummary, margin: number): Hold {
  if (!captureBefore) return hold
  const last = new Date(Date.parse(captureBefore) - margin).toISOString()
  return hold.deadline > last ? { ...hold, deadline: last } : hold
}

/** Staff hold an order: before it is confirmed, or before its goods leave. Refusal: not_holdable. */
export function decideHold(order: Order, hold: Hold): Outcome<readonly Fact[], 'not_holdable'> {
  if (TERMINAL.has(order.status) || ENDING.has(order.status) || order.shippedAt)
    return refuse('not_holdable', `The order is ${order.status}: nothing of it can be held any more.`)
  const steps = order.confirmedAt ? hold.blocks.filter((step) => step !== 'confirm') : hold.blocks
  if (steps.length === 0)
    return refuse('not_holdable', 'The order is confirmed already: hold it before "hand_over".')
  return success([{ type: 'held', hold: { ...hold, blocks: steps } }])
}

/** Releases one hold, or all that a person may release. Refusal: hold_gone. */
export function decideRelease(
  order: Order,
  command: { readonly holdId?: string | undefined; readonly reason: string },
): Outcome<readonly Fact[], 'hold_gone'> {
  const holds = order.holds.filter(({ id }) => command.holdId === undefined || id === command.holdId)
  if (holds.length === 0)
    return refuse(
      'hold_gone',
      `There is no such hold; the order has ${order.holds.map(({ id }) => id).join(', ') || 'none'}.`,
    )
  return success(holds.map((hold) => released(hold, command.reason)))
}

export const released = (hold: Hold, reason: string): Fact => ({
  type: 'hold_released',
  hold,
  reason,
  reviewed: hold.blocks.includes('confirm'),
})

/** Staff decide against an order that is held before its confirmation. Refusals: hold_gone, not_cancellable. */
export function decideDecline(
  order: Order,
  { holdId, reason }: { readonly holdId: string; readonly reason: string },
): Outcome<readonly Fact[], 'hold_gone' | 'not_cancellable'> {
  const hold = order.holds.find(({ id }) => id === holdId)
  if (!hold) return refuse('hold_gone', 'There is no such hold any more.')
  if (order.confirmedAt || ENDING.has(order.status))
    return refuse('not_cancellable', `The order is ${order.status}: cancel it, or release the hold.`)
  return success([declined(reason)])
}

const declined = (note: string): Fact => ({
  type: 'rejecting',
  ending: { kind: 'rejected', code: 'review_declined', note },
})

/**
 * What happens to holds whose deadline has passed: an order that nobody has reviewed is not accepted, as its
 * authorization would end; of all others a person is told, once.
 */
export function decideExpiredHolds(order: Order, now: string): readonly Fact[] {
  const expired = order.holds.filter(({ deadline, escalated }) => deadline <= now && !escalated)
  if (expired.length === 0 || ENDING.has(order.status) || TERMINAL.has(order.status)) return []
  if (!order.confirmedAt && expired.some(({ blocks }) => blocks.includes('confirm')))
    return [declined('Nobody reviewed it in time.')]
  const holds = expired.map(({ reason }) => reason).join(', ')
  return [
    ...expired.map(({ id }) => ({ type: 'hold_escalated' as const, holdId: id })),
    ...ask(order, because('hold_expired', { holds })),
  ]
}
