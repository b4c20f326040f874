import type { AnswerOf } from '#shared/calls.ts'
import type { OrderId } from '#shared/ids.ts'
import type { nextPaymentAction } from '../contract/calls.ts'
import type { PaymentDeps } from './ports.ts'

/**
 * What the payer has to do now. The gateway's secret for it is asked for each time and kept nowhere.
 * Nothing, where the payment needs nobody, or the order has ended.
 */
export const makeNextAction =
  ({ payments, gateway }: Pick<PaymentDeps, 'payments' | 'gateway'>) =>
  async (orderId: OrderId): Promise<AnswerOf<typeof nextPaymentAction>> => {
    const payment = await payments.load(orderId)
    if (!payment || payment.closed) return {}
    if (payment.status === 'failed') return { nextAction: { type: 'pay_again' } }
    if (payment.status !== 'requires_action' || !payment.attempt?.gatewayId) return {}
    const action = await gateway.nextAction(payment.attempt.gatewayId)
    return action ? { nextAction: { type: 'three_d_secure', ...action } } : {}
  }
