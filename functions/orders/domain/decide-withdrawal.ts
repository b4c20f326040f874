import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { QuantityOf } from '../contract/types.ts'
import { decideCancel, isCancellable } from './decide.ts'
import { ask } from './decided.ts'
import type { OrderDetails } from './details.ts'
import type { Fact } from './facts.ts'
import type { Order } from './order.ts'
import { ENDING } from './status.ts'

/**
 * The customer withdraws from the contract: from its making until so many days after the delivery (Directive
 * 2011/83/EU, articles 9 and 11a). What has not left is cancelled; else staff arrange the return. Once: again,
 * it is the same declaration. Refusal: not_withdrawable.
 */
export function decideWithdrawal(
  order: Order,
  details: Pick<OrderDetails, 'lines'>,
  command: {
    readonly lines?: readonly QuantityOf[] | undefined
    readonly now: Date
    readonly period: number
  },
): Outcome<readonly Fact[], 'not_withdrawable'> {
  if (order.withdrawnAt) return success([])
  if (!isWithdrawable(order, command))
    return refuse(
      'not_withdrawable',
      `The order is ${order.status}, and the time to withdraw is over or nothing is left to withdraw from.`,
    )
  const isWhole = !command.lines
  const lines = command.lines ?? details.lines.map(({ sku, quantity }) => ({ sku, quantity }))
  const withdrawn: Fact = { type: 'withdrawn', at: command.now.toISOString(), lines }
  const cancelled = isWhole && isCancellable(order) ? decideCancel(order, { reason: 'withdrawal' }).facts : []
  const told =
    cancelled.length > 0
      ? []
      : ask(
          order,
          'The customer has withdrawn: cancel what has not left, and arrange the return of the rest.',
        )
  return success([withdrawn, ...cancelled, ...told])
}

/** Whether the customer may still withdraw; `period` is in milliseconds from the delivery on. */
export function isWithdrawable(
  order: Order,
  { now, period }: { readonly now: Date; readonly period: number },
): boolean {
  if (ENDING.has(order.status) || ['rejected', 'cancelled', 'returned'].includes(order.status)) return false
  return !order.deliveredAt || now.getTime() <= Date.parse(order.deliveredAt) + period
}
