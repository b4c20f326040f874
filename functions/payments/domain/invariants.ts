import { rulesOf, violationsOf } from '#shared/invariants.ts'
import type { Transaction } from './outside.ts'
import { type GiftCards, type Payment, shareOfCard } from './payment.ts'
import type { Refund } from './refund.ts'

/** All that is written of one payment. */
export interface Books {
  readonly payment: Payment
  readonly refunds: readonly Refund[]
  readonly transactions: readonly Transaction[]
}

const CAPTURED: readonly Payment['status'][] = [
  'partially_captured',
  'captured',
  'partially_refunded',
  'refunded',
  'disputed',
]

/** What is wrong with a payment; nothing, always. */
export const violations = violationsOf<Books>(
  rulesOf(inWords, {
    'amounts are not negative': ({ payment }) =>
      [
        payment.authorized,
        payment.captured,
        payment.refunded,
        payment.capturing,
        payment.refunding,
        payment.received,
        payment.unapplied,
      ].every((n) => n >= 0),
    'captured and what is being captured are at most what was authorized': ({ payment }) =>
      payment.captured + payment.capturing <= payment.authorized,
    'refunded and what is being refunded are at most what was captured': ({ payment }) =>
      payment.refunded + payment.refunding <= payment.captured,
    'what is refunded is the sum of its refunds, and of what was returned by hand': (books) =>
      books.payment.refunded === given(books, 'succeeded') + byHand(books),
    'what is being refunded is the sum of its refunds': (books) =>
      books.payment.refunding === given(books, 'pending'),
    'money is held or taken only by an attempt or gift cards, or came from outside': ({ payment }) =>
      payment.authorized === 0 ||
      payment.attempt !== undefined ||
      payment.giftCards !== undefined ||
      payment.outside !== undefined,
    'gift cards give back at most what they paid, and pay at most what they hold': ({ payment }) => {
      const { captured, refunded, refunding } = payment.giftCards ?? NO_GIFT_CARDS
      return (
        [captured, refunded, refunding].every((n) => n >= 0) &&
        refunded + refunding <= captured &&
        captured <= heldByGiftCards(payment.giftCards)
      )
    },
    'a card gives back at most what it paid': ({ payment }) => {
      const { captured, refunded, refunding } = shareOfCard(payment)
      return [captured, refunded, refunding].every((n) => n >= 0) && refunded + refunding <= captured
    },
    'what gift cards give back is the sum of the refunds to them': ({ payment, refunds }) => {
      const { refunded, refunding } = payment.giftCards ?? NO_GIFT_CARDS
      return refunded === toGiftCards(refunds, 'succeeded') && refunding === toGiftCards(refunds, 'pending')
    },
    'what has ended without gift cards holds none': ({ payment: { closed, status, giftCards } }) =>
      !closed || !giftCards || (status !== 'voided' && status !== 'failed') || giftCards.released === true,
    'what was captured holds no more of gift cards': ({ payment: { captured, giftCards } }) =>
      captured === 0 || !giftCards || giftCards.released === true,
    'a card and a way outside of the gateway are never in force together': ({ payment }) =>
      !payment.attempt || !payment.outside,
    'what came is the sum of its transactions': (books) =>
      books.payment.received === moved(books, 'received'),
    'what came has paid, waits, or was given back': (books) => {
      const { received, unapplied, outside, captured } = books.payment
      return received === unapplied + (outside ? captured : 0) + moved(books, 'returned') - byHand(books)
    },
    'a saved card holds money only for a customer whom the gateway knows': ({
      payment: { attempt, authorized },
    }) => authorized === 0 || !attempt?.savedBy || attempt.gatewayCustomer !== undefined,
    'a delayed payment has its reference': ({ payment: { outside } }) =>
      outside?.kind !== 'delayed' || outside.reference !== undefined,
    'what costs nothing holds nothing': ({ payment }) =>
      payment.status !== 'not_required' || (payment.authorized === 0 && !payment.attempt),
    'an open dispute holds captured money': ({ payment }) =>
      payment.dispute === undefined || payment.captured > 0,
    'a rest is held only of what was captured in parts': ({
      payment: { partly, inParts, captured, authorized },
    }) => !partly || (inParts === true && captured > 0 && captured < authorized),
    'what was captured in parts has its status': ({ payment }) =>
      payment.status !== 'partially_captured' || payment.partly === true,
    'captured money has a status of its own': ({ payment }) =>
      payment.captured > 0 === CAPTURED.includes(payment.status),
    'what is being captured has an operation': ({ payment }) =>
      payment.capturing === 0 || payment.capture !== undefined,
    'what is disputed has its dispute': ({ payment }) =>
      payment.status !== 'disputed' || payment.dispute !== undefined,
    'a void leaves nothing taken': ({ payment }) =>
      payment.status !== 'voided' || (payment.captured === 0 && payment.capturing === 0),
    'what was never tried and is void has its tombstone': ({ payment }) =>
      payment.status !== 'voided' || payment.attempt !== undefined || payment.closed !== undefined,
  }),
)

function inWords({ payment, refunds, transactions }: Books): string {
  const { orderId, status, authorized, captured, refunded, capturing, refunding, received, unapplied } =
    payment
  const cards = payment.giftCards
  const ofCards = cards
    ? `; gift cards hold ${heldByGiftCards(cards)}, ${cards.captured} captured, ${cards.refunded} refunded (${cards.refunding} on the way)${cards.released ? ', released' : ''}`
    : ''
  return `the payment of ${orderId} is ${status}: ${authorized} authorized, ${captured} captured (${capturing} on the way), ${refunded} refunded (${refunding} on the way), ${received} received, ${unapplied} of it unapplied; ${refunds.length} refunds, ${transactions.length} transactions${ofCards}`
}

const NO_GIFT_CARDS = { captured: 0, refunded: 0, refunding: 0 }

const heldByGiftCards = (giftCards: GiftCards | undefined): number =>
  (giftCards?.parts ?? []).reduce((sum, { amount }) => sum + amount, 0)

const toGiftCards = (refunds: readonly Refund[], state: Refund['state']): number =>
  refunds.filter((one) => one.state === state).reduce((sum, { ofGiftCards = 0 }) => sum + ofGiftCards, 0)

const given = ({ refunds }: Books, state: Refund['state']): number =>
  refunds.filter((one) => one.state === state).reduce((sum, { amount }) => sum + amount, 0)

const moved = ({ transactions }: Books, direction: Transaction['direction']): number =>
  transactions.filter((one) => one.direction === direction).reduce((sum, { amount }) => sum + amount, 0)

const byHand = ({ transactions }: Books): number =>
  transactions.reduce((sum, one) => sum + (one.captured ?? 0), 0)
