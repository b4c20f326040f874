import { orderId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { newPayment, type Payment } from './payment.ts'

export const operation = { id: 'op_1', startedAt: '2026-11-20T03:00:00Z' }
/** A payment of which nothing is known yet. */
export const fresh: Payment = newPayment({
  orderId: orderId.parse(`ord_${'1'.padStart(26, '0')}`),
  currency: currency.parse('JPY'),
})
/** A payment of 3,300 yen, all of it captured. */
export const captured: Payment = {
  ...fresh,
  status: 'captured',
  attempt: { operation, paymentMethodId: 'pm_card', amount: 3_300, gatewayId: 'pi_1' },
  authorized: 3_300,
  captured: 3_300,
}
