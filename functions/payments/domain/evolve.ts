import type { PaymentStatus } from '../contract/types.ts'
import type { Fact } from './facts.ts'
import type { Payment } from './payment.ts'
import { transition } from './status.ts'

/** The payment after a fact. */
export function evolve(payment: Payment, fact: Fact): Payment {
  switch (fact.type) {
    case 'attempt_started':
      return { ...become(payment, 'pending'), attempt: fact.attempt, gatewayCode: undefined }
    case 'attempt_abandoned':
      return { ...become(payment, 'failed'), attempt: changed(payment, { abandoned: fact.operation }) }
    case 'gateway_id_learnt':
      return { ...payment, attempt: changed(payment, { gatewayId: fact.gatewayId }) }
    case 'action_required':
      return become(payment, 'requires_action')
    case 'authorized':
      return {
        ...become(payment, 'authorized'),
        authorized: fact.amount,
        authorizedAt: fact.at,
        captureBefore: fact.captureBefore,
        gatewayCode: undefined,
      }
    case 'declined':
      return { ...become(payment, 'failed'), gatewayCode: fact.gatewayCode }
    case 'closed':
      return { ...payment, closed: fact.operation }
    case 'voided':
      return { ...become(payment, 'voided'), capturing: 0 }
    case 'capture_started':
      return { ...payment, capture: fact.operation, capturing: payment.authorized }
    case 'capture_given_back':
      return { ...payment, capture: undefined, capturing: 0 }
    case 'captured':
      return settled({ ...payment, captured: fact.amount, capturing: 0 })
    case 'refund_started':
      return { ...payment, refunding: payment.refunding + fact.amount }
    case 'refunded':
      return settled({
        ...payment,
        refunding: payment.refunding - fact.amount,
        refunded: payment.refunded + fact.amount,
      })
    case 'refund_failed':
      return fact.was === 'pending'
        ? { ...payment, refunding: payment.refunding - fact.amount }
        : settled({ ...payment, refunded: payment.refunded - fact.amount })
    case 'disputed':
      return become(payment, 'disputed')
  }
}

const become = (payment: Payment, status: PaymentStatus): Payment => ({
  ...payment,
  status: transition(payment.status, status),
})

function changed(payment: Payment, change: object): Payment['attempt'] {
  if (!payment.attempt) throw new RangeError(`the payment of ${payment.orderId} has no attempt to change`)
  return { ...payment.attempt, ...change }
}

/** The status that the amounts of a captured payment make; a dispute holds. */
function settled(payment: Payment): Payment {
  return payment.status === 'disputed' ? payment : become(payment, statusByAmounts(payment))
}

function statusByAmounts({ authorized, captured, refunded }: Payment): PaymentStatus {
  if (refunded > 0) return refunded < captured ? 'partially_refunded' : 'refunded'
  return captured < authorized ? 'partially_captured' : 'captured'
}
