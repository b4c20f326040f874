import type { OrderId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { RefundView } from '../contract/act-operations.ts'
import type { Order } from '../domain/order.ts'
import type { Refund } from '../domain/refund.ts'
import { amountsOf } from '../domain/refund-tax.ts'
import type { OrderDeps } from './ports.ts'

export function refundViewOf(
  { id: orderId, currency }: Pick<Order, 'id' | 'currency'>,
  refund: Refund,
): RefundView {
  const { id, state, amount, parts, shipping, reason, askedBy, approvedBy, problem, createdAt } = refund
  const amounts = amountsOf(refund)
  return {
    ...{ id, orderId, status: state, amount: of(amount, currency), reason, askedBy, createdAt },
    lines: parts.map(({ sku, quantity }, index) => ({
      sku,
      quantity,
      amount: of(amounts[index] ?? 0, currency),
    })),
    shipping: of(shipping.amount, currency),
    ...(approvedBy ? { approvedBy } : {}),
    ...(problem ? { problem } : {}),
  }
}

/** The refunds of an order, oldest first. Refusal: not_found. */
export const makeListRefunds =
  ({ orders }: Pick<OrderDeps, 'orders'>) =>
  async (id: OrderId): Promise<Outcome<{ items: RefundView[]; nextCursor: null }>> => {
    const [order, refunds] = await Promise.all([orders.load(id), orders.refunds(id)])
    return order
      ? success({ items: refunds.map((refund) => refundViewOf(order, refund)), nextCursor: null })
      : refuse('not_found', 'There is no such order that you may see.')
  }
