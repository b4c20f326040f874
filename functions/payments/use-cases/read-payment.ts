import type { OrderId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { NotedTransaction, PaymentRepository, StoredPayment } from '../adapters/payment-repository.ts'
import type { PaymentResource, RefundResource, TransactionResource } from '../contract/operations.ts'
import { heldOf, isRenewable, kindOf, refundableOf } from '../domain/payment.ts'
import { type Refund, refundAmount } from '../domain/refund.ts'

/** Reads an order's payment with its refunds and what moved outside of the gateway. Refusal: `not_found`. */
export const makeReadPayment =
  ({ payments }: { payments: PaymentRepository }) =>
  async (orderId: OrderId): Promise<Outcome<PaymentResource, 'not_found'>> => {
    const [payment, refunds, transactions] = await Promise.all([
      payments.load(orderId),
      payments.refunds(orderId),
      payments.transactions(orderId),
    ])
    return payment
      ? success(resourceOf(payment, refunds, transactions))
      : refuse('not_found', 'There is no payment of such an order that you may see.')
  }

const refundResourceOf = ({ orderId, currency }: StoredPayment, refund: Refund): RefundResource => ({
  id: refund.id,
  orderId,
  amount: of(refund.amount, currency),
  status: refund.state,
  ...(refund.reason ? { reason: refund.reason } : {}),
  createdAt: refund.createdAt,
})

const transactionResourceOf = (
  { currency }: StoredPayment,
  { id, direction, amount, at, note }: NotedTransaction,
): TransactionResource => ({
  transactionId: id,
  direction,
  amount: of(amount, currency),
  at,
  ...(note ? { note } : {}),
})

/** What gift cards hold, or have paid: nothing of those that were left, or held nothing. */
function giftCardsIn({ giftCards, currency }: StoredPayment): Pick<PaymentResource, 'giftCards'> {
  if (!giftCards?.parts || (giftCards.released && giftCards.captured === 0)) return {}
  const { parts, captured, refunded } = giftCards
  return {
    giftCards: {
      cards: parts.map(({ giftCardId, amount }) => ({ giftCardId, held: of(amount, currency) })),
      captured: of(captured, currency),
      refunded: of(refunded, currency),
    },
  }
}

function resourceOf(
  payment: StoredPayment,
  refunds: readonly Refund[],
  transactions: readonly NotedTransaction[],
): PaymentResource {
  const money = (amount: number) => of(amount, payment.currency)
  const { authorizedAt, captureBefore, gatewayCode, riskLevel, dispute, outside } = payment
  const kind = kindOf(payment)
  const cameFromOutside = outside !== undefined || payment.received > 0
  return {
    orderId: payment.orderId,
    version: payment.version,
    status: payment.status,
    ...(kind ? { kind } : {}),
    ...(outside?.reference ? { reference: outside.reference } : {}),
    authorized: money(payment.authorized),
    captured: money(payment.captured),
    ...giftCardsIn(payment),
    ...(payment.partly ? { held: money(heldOf(payment)) } : {}),
    refunded: money(payment.refunded),
    refundable: money(refundableOf(payment)),
    ...(cameFromOutside ? { received: money(payment.received), unapplied: money(payment.unapplied) } : {}),
    ...(authorizedAt ? { authorizedAt } : {}),
    ...(captureBefore ? { captureBefore } : {}),
    renewable: isRenewable(payment),
    ...(gatewayCode ? { gatewayCode } : {}),
    ...(riskLevel ? { riskLevel } : {}),
    ...(dispute ? { dispute } : {}),
    refunds: refunds.map((refund) => refundResourceOf(payment, refund)),
    transactions: transactions.map((one) => transactionResourceOf(payment, one)),
    availableActions: refundAmount(payment, undefined).ok ? ['refund'] : [],
  }
}
