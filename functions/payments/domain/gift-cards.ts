import type { holdGiftCards } from '#contexts/checkout/contract/calls.ts'
import type { AnswerOf } from '#shared/calls.ts'
import { happened, type NewEvent } from '#shared/events.ts'
import type { GiftCardId } from '#shared/ids.ts'
import { paymentGiftCardsUsed } from '../contract/events.ts'
import type { PaymentWish } from '../contract/types.ts'
import type { Fact } from './facts.ts'
import { type GiftCards, mayBegin, type Operation, type Payment, shareOfCard } from './payment.ts'

/** The cards that a wish names; undefined where those that the order has may stay. */
function wanted(wish: PaymentWish): readonly GiftCardId[] | undefined {
  switch (wish.kind) {
    case 'card':
    case 'gift_card':
      return wish.giftCards
    case 'link':
      return undefined
    case 'delayed':
    case 'offline':
    case 'none':
      return []
  }
}

const inForce = ({ giftCards }: Payment): readonly GiftCardId[] =>
  giftCards && !giftCards.released && !giftCards.refused ? giftCards.ids : []

function areInForce(payment: Payment, ids: readonly GiftCardId[]): boolean {
  const known = inForce(payment)
  return ids.length === known.length && ids.every((id, index) => id === known[index])
}

/** Whether a wish leaves the gift cards as they are. */
export function keepsGiftCards(payment: Payment, wish: PaymentWish): boolean {
  const ids = wanted(wish)
  return ids === undefined || areInForce(payment, ids)
}

/** Leaves gift cards that are not wished for any more, and asks for those that are: under an operation of their own. */
export function askGiftCards(payment: Payment, wish: PaymentWish, operation: Operation, due: number): Fact[] {
  const ids = wanted(wish)
  if (!mayBegin(payment) || ids === undefined || areInForce(payment, ids)) return []
  const left: Fact[] = inForce(payment).length > 0 ? [{ type: 'gift_cards_left' }] : []
  return ids.length > 0 ? [...left, { type: 'gift_cards_asked', operation, ids: [...ids], due }] : left
}

/** Gift cards that checkout has not answered for. */
export const isAsked = ({ giftCards, closed }: Payment): boolean =>
  giftCards !== undefined && !closed && !isAnswered(giftCards)

const isAnswered = ({ parts, refused, released }: GiftCards): boolean =>
  parts !== undefined || refused !== undefined || released === true

/** What checkout answered to an operation; nothing where it is not in force any more. */
export function noteGiftCards(
  { giftCards }: Payment,
  operationId: string,
  answer: AnswerOf<typeof holdGiftCards>,
): Fact[] {
  if (giftCards?.operation.id !== operationId || isAnswered(giftCards)) return []
  return answer.outcome === 'held'
    ? [{ type: 'gift_cards_held', parts: answer.parts }]
    : [{ type: 'gift_cards_refused', gatewayCode: answer.code }]
}

/** What of a refund goes to the gift cards: what the card has not paid, or has back already. Minor units. */
export function refundOfGiftCards(payment: Payment, amount: number): number {
  const { captured, refunded, refunding } = shareOfCard(payment)
  return Math.max(0, amount - (captured - refunded - refunding))
}

/** Gift cards that pay no more of an order that has ended are let go. */
export function letGoOfGiftCards(payment: Payment): Payment {
  const { giftCards, closed, status } = payment
  const isOver = closed !== undefined && (status === 'voided' || status === 'failed')
  return giftCards && !giftCards.released && isOver
    ? { ...payment, giftCards: { ...giftCards, released: true } }
    : payment
}

/** What checkout is to write on the cards, after a change: nothing where it has heard that already. */
export function giftCardNews(before: Payment, after: Payment): NewEvent[] {
  const then = before.giftCards
  const now = after.giftCards
  const isSame = then?.operation.id === now?.operation.id
  const isLeft = then && !isSame && !then.released && !then.refused
  return [
    ...(isLeft ? [used(after, { ...then, released: true })] : []),
    ...(now && isNews(isSame ? then : undefined, now) ? [used(after, now)] : []),
  ]
}

const isNews = (then: GiftCards | undefined, now: GiftCards): boolean =>
  !now.refused &&
  (now.captured !== (then?.captured ?? 0) ||
    now.refunded !== (then?.refunded ?? 0) ||
    (now.released ?? false) !== (then?.released ?? false))

const used = ({ orderId }: Payment, giftCards: GiftCards): NewEvent =>
  happened(paymentGiftCardsUsed, {
    orderId,
    holdId: giftCards.operation.id,
    startedAt: giftCards.operation.startedAt,
    cards: usedOf(giftCards),
  })

/** What each card has paid, and was given back: the first pays first, and is given back to first. */
export function usedOf({ ids, parts, captured, refunded, released = false }: GiftCards) {
  const known = parts ?? ids.map((giftCardId) => ({ giftCardId, amount: 0 }))
  const paid = spread(
    captured,
    known.map(({ amount }) => amount),
  )
  const back = spread(refunded, paid)
  return known.map(({ giftCardId }, index) => ({
    giftCardId,
    captured: paid[index] ?? 0,
    refunded: back[index] ?? 0,
    released,
  }))
}

/** Fills places of a certain size, one after the other. */
function spread(amount: number, sizes: readonly number[]): number[] {
  let left = amount
  return sizes.map((size) => {
    const part = Math.min(left, size)
    left -= part
    return part
  })
}
