import type { OrderId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { PaymentRepository, StoredPayment } from '../adapters/payment-repository.ts'
import type { PaymentResource, RefundResource } from '../contract/operations.ts'
import { refundableOf } from '../domain/payment.ts'
import { type Refund, refundAmount } from '../domain/refund.ts'

/** Reads an order's payment with its refunds. Refusal: `not_found`. */
export const makeReadPayment =
  ({ payments }: { payments: PaymentRepository }) =>
  async (orderId: OrderId): Promise<Outcome<PaymentResource, 'not_found'>> => {
    const [payment, refunds] = await Promise.all([payments.load(orderId), payments.refunds(orderId)])
    return payment
      ? success(resourceOf(payment, refunds))
      : refuse('not_found', 'There is no payment of such an order that you may see.')
  }

export const refundResourceOf = (payment: StoredPayment, refund: Refund): RefundResource => ({
  id: refund.id,
  orderId: payment.orderId,
  amount: of(refund.amount, payment.currency),
  status: refund.state,
  ...(refund.reason ? { reason: refund.reason } : {}),
  createdAt: refund.createdAt,
})

function resourceOf(payment: StoredPayment, refunds: readonly Refund[]): PaymentResource {
  const money = (amount: number) => of(amount, payment.currency)
  return {
    orderId: payment.orderId,
    version: payment.version,
    status: payment.status,
    authorized: money(payment.authorized),
    captured: money(payment.captured),
    refunded: money(payment.refunded),
    refundable: money(refundableOf(payment)),
    ...(payment.authorizedAt ? { authorizedAt: payment.authorizedAt } : {}),
    ...(payment.captureBefore ? { captureBefore: payment.captureBefore } : {}),
    ...(payment.gatewayCode ? { gatewayCode: payment.gatewayCode } : {}),
    refunds: refunds.map((refund) => refundResourceOf(payment, refund)),
    availableActions: refundAmount(payment, undefined).ok ? ['refund'] : [],
  }
}
