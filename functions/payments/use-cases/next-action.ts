import type { AnswerOf } from '#shared/calls.ts'
import type { OrderId } from '#shared/ids.ts'
import type { StoredPayment } from '../adapters/payment-repository.ts'
import type { nextPaymentAction } from '../contract/calls.ts'
import { kindOf } from '../domain/payment.ts'
import type { PaymentDeps } from './ports.ts'

/**
 * What the payer has to do now: confirm, pay by their reference, or choose how to pay. The gateway's secret for it
 * is asked for each time and kept nowhere. Nothing, where the payment needs nobody, or the order has ended.
 */
export const makeNextAction =
  ({ payments, gateway }: Pick<PaymentDeps, 'payments' | 'gateway'>) =>
  async (orderId: OrderId): Promise<AnswerOf<typeof nextPaymentAction>> => {
    const payment = await payments.load(orderId)
    if (!payment || payment.closed) return {}
    if (wantsMethod(payment)) return { nextAction: { type: 'pay_again' } }
    if (payment.status !== 'requires_action') return {}
    const reference = payment.outside?.reference
    if (reference) return { nextAction: { type: 'pay_by_reference', reference } }
    if (!payment.attempt?.gatewayId) return {}
    const action = await gateway.nextAction(payment.attempt.gatewayId)
    return action ? { nextAction: { type: 'three_d_secure', ...action } } : {}
  }

/** It was declined, the gateway ended it while the order goes on, or nothing was chosen yet. */
const wantsMethod = (payment: StoredPayment): boolean =>
  payment.status === 'failed' ||
  payment.status === 'voided' ||
  (payment.status === 'pending' && kindOf(payment) === undefined)
