import type { Dispute, PaymentStatus } from '../contract/types.ts'
import type { Fact } from './facts.ts'
import { letGoOfGiftCards } from './gift-cards.ts'
import { coveredByGiftCards, type GiftCards, type Outside, type Payment } from './payment.ts'
import { transition } from './status.ts'

/** The payment after a fact. */
export const evolve = (payment: Payment, fact: Fact): Payment => letGoOfGiftCards(after(payment, fact))

function after(payment: Payment, fact: Fact): Payment {
  switch (fact.type) {
    case 'method_wanted':
    case 'received':
    case 'attention_needed':
      return payment
    case 'not_required':
      return become(payment, 'not_required')
    case 'attempt_started':
      return { ...anew(payment), attempt: fact.attempt }
    case 'attempt_abandoned':
      return { ...become(payment, 'failed'), attempt: changed(payment, { abandoned: fact.operation }) }
    case 'outside_chosen':
      return chosenOutside(payment, fact.outside)
    case 'outside_left':
      return { ...become(payment, 'failed'), outside: undefined }
    case 'gift_cards_asked': {
      const { operation, ids, due } = fact
      const asked = { operation, ids, due, captured: 0, refunded: 0, refunding: 0 }
      return { ...anew(payment), attempt: undefined, giftCards: asked }
    }
    case 'gift_cards_held':
      return withGiftCards(payment, () => ({ parts: fact.parts }))
    case 'gift_cards_refused':
      return {
        ...withGiftCards(become(payment, 'failed'), () => ({ refused: fact.gatewayCode })),
        gatewayCode: fact.gatewayCode,
      }
    case 'gift_cards_left':
      return withGiftCards(payment, () => ({ released: true }))
    case 'card_not_needed':
      return { ...anew(payment), attempt: undefined }
    case 'card_left':
      return {
        ...payment,
        attempt: changed(payment, { abandoned: fact.operation }),
        authorized: coveredByGiftCards(payment),
        captureBefore: undefined,
        inParts: undefined,
      }
    case 'gateway_id_learnt':
      return { ...payment, attempt: changed(payment, { gatewayId: fact.gatewayId }) }
    case 'action_required':
      return become(payment, 'requires_action')
    case 'authorized':
      return {
        ...become(payment, 'authorized'),
        authorized: fact.amount + coveredByGiftCards(payment),
        authorizedAt: fact.at,
        captureBefore: fact.captureBefore,
        riskLevel: fact.riskLevel,
        inParts: fact.inParts || undefined,
        gatewayCode: undefined,
      }
    case 'declined':
      return { ...become(payment, 'failed'), gatewayCode: fact.gatewayCode, riskLevel: fact.riskLevel }
    case 'closed':
      return { ...payment, closed: fact.operation }
    case 'voided':
      return { ...become(payment, 'voided'), capturing: 0 }
    case 'capture_started':
      return { ...payment, capture: fact.operation, capturing: fact.amount }
    case 'capture_given_back':
      return { ...payment, capture: undefined, capturing: 0 }
    case 'captured':
      return capturedOf(payment, fact)
    case 'refund_started':
      return moveRefund(payment, fact, { refunding: 1 })
    case 'refunded':
      return settled(moveRefund(payment, fact, { refunding: -1, refunded: 1 }))
    case 'refund_failed':
      return fact.was === 'pending'
        ? moveRefund(payment, fact, { refunding: -1 })
        : settled(moveRefund(payment, fact, { refunded: -1 }))
    case 'money_came':
      return {
        ...payment,
        received: payment.received + fact.amount,
        unapplied: payment.unapplied + fact.amount,
      }
    case 'applied':
      return { ...payment, unapplied: payment.unapplied - fact.amount }
    case 'due_changed':
      return payment.outside ? { ...payment, outside: { ...payment.outside, due: fact.due } } : payment
    case 'returned':
      return givenBackByHand(payment, fact)
    case 'dispute_opened':
      return { ...(fact.holds ? become(payment, 'disputed') : payment), dispute: fact.dispute }
    case 'dispute_closed':
      return afterDispute({ ...payment, dispute: fact.dispute }, fact.dispute)
  }
}

const become = (payment: Payment, status: PaymentStatus): Payment => ({
  ...payment,
  status: transition(payment.status, status),
})

function withGiftCards(payment: Payment, change: (known: GiftCards) => Partial<GiftCards>): Payment {
  const { giftCards } = payment
  return giftCards ? { ...payment, giftCards: { ...giftCards, ...change(giftCards) } } : payment
}

/** Whatever a card has paid, gift cards have paid first: it is asked for what they leave. */
function capturedOf(payment: Payment, fact: Extract<Fact, { type: 'captured' }>): Payment {
  const { amount, partly = false } = fact
  const ofGiftCards = fact.ofGiftCards ?? (amount > 0 ? coveredByGiftCards(payment) : 0)
  return settled(
    withGiftCards(
      {
        ...payment,
        captured: amount + ofGiftCards,
        capturing: 0,
        capture: undefined,
        partly: partly || undefined,
        inParts: partly || payment.inParts,
      },
      () => ({ captured: ofGiftCards, released: true }),
    ),
  )
}

type RefundFact = Extract<Fact, { type: 'refund_started' | 'refunded' | 'refund_failed' }>

/** Adds a refund to what is on its way, or given back, or takes it off: in all, and in what is of gift cards: 1 or -1 times. */
function moveRefund(
  payment: Payment,
  { amount, ofGiftCards = 0 }: RefundFact,
  { refunding = 0, refunded = 0 }: { refunding?: number; refunded?: number },
): Payment {
  return withGiftCards(
    {
      ...payment,
      refunding: payment.refunding + refunding * amount,
      refunded: payment.refunded + refunded * amount,
    },
    (known) => ({
      refunding: known.refunding + refunding * ofGiftCards,
      refunded: known.refunded + refunded * ofGiftCards,
    }),
  )
}

/** Another try: nothing is known of it yet, and what the one before held is gone. */
const anew = (payment: Payment): Payment => ({
  ...become(payment, 'pending'),
  authorized: 0,
  authorizedAt: undefined,
  captureBefore: undefined,
  gatewayCode: undefined,
  riskLevel: undefined,
  capture: undefined,
  inParts: undefined,
})

function chosenOutside(payment: Payment, outside: Outside): Payment {
  const begun = { ...anew(payment), attempt: undefined, outside }
  return outside.kind === 'delayed' ? become(begun, 'requires_action') : begun
}

function changed(payment: Payment, change: object): Payment['attempt'] {
  if (!payment.attempt) throw new RangeError(`the payment of ${payment.orderId} has no attempt to change`)
  return { ...payment.attempt, ...change }
}

function givenBackByHand(payment: Payment, given: { unapplied: number; captured: number }): Payment {
  const after = {
    ...payment,
    unapplied: payment.unapplied - given.unapplied,
    refunded: payment.refunded + given.captured,
  }
  return given.captured > 0 ? settled(after) : after
}

/** The status that the amounts of a captured payment make; a dispute holds. */
function settled(payment: Payment): Payment {
  return payment.status === 'disputed' ? payment : become(payment, statusByAmounts(payment))
}

/** Lost, the money stays at the payer's bank; an inquiry had taken none. */
function afterDispute(payment: Payment, { status, isInquiry }: Dispute): Payment {
  return payment.status === 'disputed' && status === 'won' && !isInquiry
    ? become(payment, statusByAmounts(payment))
    : payment
}

/** What was captured, with the rest let go or still held, and what of it was given back. */
function statusByAmounts({ captured, refunded, partly }: Payment): PaymentStatus {
  if (refunded === 0) return partly ? 'partially_captured' : 'captured'
  return refunded < captured ? 'partially_refunded' : 'refunded'
}
