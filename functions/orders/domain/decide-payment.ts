import { isDeepStrictEqual } from 'node:util'
import type { authorizePayment } from '#contexts/payments/contract/calls.ts'
import {
  type AskedPayment,
  isSameCard,
  OFFLINE_METHODS,
  type PaymentSummary,
  type PaymentWish,
} from '#contexts/payments/contract/types.ts'
import type { AnswerOf } from '#shared/calls.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { type Decision, decided, isSuperseded } from './decided.ts'
import type { Fact, PaymentAction } from './facts.ts'
import { dueOf, type Hold, holdBefore, isHolding, type Order } from './order.ts'
import { ENDING } from './status.ts'

export interface ConfirmCommand {
  readonly run: number
  readonly authorization: AnswerOf<typeof authorizePayment>
  /** What was tried: another choice may have come meanwhile. */
  readonly tried: PaymentWish
  readonly allocations: number
  readonly now: string
  /** Until when a payer has time who is asked now. */
  readonly payBy: { readonly card: string; readonly reference: string }
  /** What the rules find. */
  readonly reviews: readonly Hold[]
  /** Until when what is digital can be downloaded, if anything can, and whether there is nothing else to deliver. */
  readonly digital?: { readonly expiresAt?: string; readonly isAll: boolean }
}

/** Step 3: the order is confirmed; or held for a person; or its payer is asked; or, after their deadline, it ends. */
export function decideConfirm(
  order: Order,
  command: ConfirmCommand,
): Decision<'confirmed' | 'held' | 'payment_required' | 'compensate' | 'superseded'> {
  const { authorization } = command
  if (isSuperseded(order, command.run)) return decided('superseded')
  if (ENDING.has(order.status)) return decided('compensate')
  if (order.confirmedAt) return decided('confirmed')
  switch (authorization.outcome) {
    case 'authorized':
      return confirmOrHold(order, command)
    case 'already_voided':
      return decided('superseded')
    case 'requires_action':
    case 'method_wanted':
    case 'declined':
      return askPayer(order, command)
  }
}

function confirmOrHold(order: Order, command: ConfirmCommand): Decision<'confirmed' | 'held'> {
  const { payment } = command.authorization
  const tried: Fact[] = order.choosing ? [{ type: 'choice_tried' }] : []
  if (order.held) return decided('held', ...tried)
  const reviews = order.reviewed ? [] : command.reviews
  if (reviews.length > 0)
    return decided(
      'held',
      ...tried,
      { type: 'payment_noted', payment },
      ...reviews.map((hold) => ({ type: 'held' as const, hold })),
    )
  return decided(
    'confirmed',
    ...tried,
    { type: 'confirmed', payment, allocations: command.allocations },
    ...digitalOf(command),
  )
}

function digitalOf({ digital, now }: ConfirmCommand): Fact[] {
  const { expiresAt, isAll = false } = digital ?? {}
  return [
    ...(expiresAt === undefined ? [] : [{ type: 'digital_delivered' as const, expiresAt }]),
    ...(isAll ? [{ type: 'delivered' as const, at: now }] : []),
  ]
}

function askPayer(order: Order, command: ConfirmCommand): Decision<'payment_required' | 'compensate'> {
  const { now, authorization } = command
  const { payment } = authorization
  const isTried = !order.choosing || isDeepStrictEqual(command.tried, order.paymentChoice)
  // The payer has chosen again meanwhile: that is tried next.
  if (!isTried) return decided('payment_required')
  const action = actionOf(authorization)
  const { card, reference } = command.payBy
  const deadline =
    order.paymentDeadline ?? (action === 'choose' || action === 'pay_by_reference' ? reference : card)
  if (deadline <= now) return decided('compensate', unpaid(payment))
  const isKnown =
    order.status === 'payment_required' && !order.choosing && order.payment.sequence >= payment.sequence
  return isKnown
    ? decided('payment_required')
    : decided('payment_required', ...(order.choosing ? [{ type: 'choice_tried' as const }] : []), {
        type: 'payment_required',
        action,
        payment,
        deadline,
      })
}

function actionOf({ outcome, payment }: AnswerOf<typeof authorizePayment>): PaymentAction {
  if (outcome === 'declined') return 'pay_again'
  if (outcome === 'method_wanted') return 'choose'
  return payment.kind === 'delayed' ? 'pay_by_reference' : 'three_d_secure'
}

export const unpaid = (payment: PaymentSummary): Fact => ({
  type: 'rejecting',
  ending: {
    kind: 'rejected',
    code: payment.status === 'failed' ? 'payment_declined' : 'payment_abandoned',
    ...(payment.gatewayCode ? { gatewayCode: payment.gatewayCode } : {}),
  },
})

/** The ways to pay that a shop offers beside cards. */
export type OfferedMethods = readonly string[]

/** What is paid after the order is fulfilled. */
const ON_CREDIT: ReadonlySet<string> = new Set(OFFLINE_METHODS)

/** Whether an order of this total may be paid so; gift cards are money, and are not sold on credit. */
export function checkKind(
  choice: PaymentWish,
  total: number,
  methods: OfferedMethods,
  buysGiftCards = false,
): Outcome<true, 'payment_kind_not_allowed'> {
  const isFree = total === 0
  const offered = buysGiftCards ? methods.filter((method) => !ON_CREDIT.has(method)) : methods
  const fits =
    choice.kind === 'delayed' || choice.kind === 'offline'
      ? !isFree && offered.includes(choice.method)
      : (choice.kind === 'none') === isFree
  if (fits) return success(true)
  const allowed = isFree ? 'none, as nothing is to be paid' : ['card', 'gift_card', ...offered].join(', ')
  const given = 'method' in choice ? choice.method : choice.kind
  return refuse('payment_kind_not_allowed', `${given} was chosen; possible here: ${allowed}.`, [
    { pointer: '/payment/kind', code: 'payment_kind_not_allowed', detail: `Choose one of: ${allowed}.` },
  ])
}

/**
 * Another way to pay: while the payer is asked, or while the order is held as its authorization ended.
 * Refusals: not_payable; payment_pending while a choice is being tried; payment_method_declined for the card
 * that was declined; payment_kind_not_allowed.
 */
export function decideChoice(
  order: Order,
  command: {
    readonly choice: AskedPayment
    readonly before: PaymentWish
    readonly offered: OfferedMethods
    readonly now: string
    readonly payBy: { readonly card: string; readonly reference: string }
  },
): Outcome<
  readonly Fact[],
  'not_payable' | 'payment_pending' | 'payment_method_declined' | 'payment_kind_not_allowed'
> {
  const { choice, now } = command
  if (order.choosing)
    return refuse(
      'payment_pending',
      'A payment is being tried this moment. Read the order again in a moment.',
    )
  if (order.payment.captured > 0)
    return refuse(
      'not_payable',
      `A part was captured already: ${order.payment.captured} minor units. The rest is paid with the same card, or not sent.`,
    )
  const isAsked = order.status === 'payment_required' || holdBefore(order, 'hand_over')?.reason === 'payment'
  if (!isAsked || isTooLate(order, now))
    return refuse(
      'not_payable',
      `The order is ${order.status}, its payment ${order.payment.status}: nothing is to be paid now.`,
    )
  const kind = checkKind(choice, dueOf(order), order.confirmedAt ? [] : command.offered, order.buysGiftCards)
  if (!kind.ok) return kind
  if (order.payment.status === 'failed' && isDeclinedCard(choice, command.before))
    return refuse(
      'payment_method_declined',
      'This card was declined. Choose another one, or another way to pay.',
    )
  const given = choice.kind === 'delayed' ? command.payBy.reference : command.payBy.card
  const deadline = later(order.paymentDeadline ?? given, choice.kind === 'delayed' ? given : '')
  return success([{ type: 'payment_chosen', choice, deadline }])
}

/** An order that is held as its authorization ended can be paid for as long as it is held. */
const isTooLate = ({ status, paymentDeadline }: Order, now: string): boolean =>
  status === 'payment_required' && paymentDeadline !== undefined && paymentDeadline <= now

/** Why nothing may be taken of a payment now; undefined where it may. Physical goods must have left first. */
export function whyNotCapturable(
  order: Order,
  { lines }: { readonly lines: readonly { readonly kind: 'physical' | 'digital' }[] },
): string | undefined {
  const { status, captured } = order.payment
  if (!isHolding(order))
    return captured > 0
      ? `The payment was captured already: ${captured} minor units.`
      : `Nothing is held: the payment is ${status}.`
  const isPhysical = lines.some(({ kind }) => kind === 'physical')
  return isPhysical && !order.shippedAt
    ? 'Its goods have not left: nothing is charged that is still here.'
    : undefined
}

const isDeclinedCard = (choice: AskedPayment, before: PaymentWish): boolean =>
  choice.kind === 'card' &&
  before.kind === 'card' &&
  isSameCard(choice, before) &&
  isDeepStrictEqual(choice.giftCards, before.giftCards)

const later = (a: string, b: string): string => (a > b ? a : b)
