import * as z from 'zod/mini'
import { giftCardCode } from '#contexts/checkout/contract/gift-card-code.ts'
import { time } from '#shared/http/schemas.ts'
import { type CustomerId, customerId, giftCardId } from '#shared/ids.ts'

export const PAYMENT_STATUSES = [
  'pending',
  'requires_action',
  'authorized',
  'partially_captured',
  'captured',
  'partially_refunded',
  'refunded',
  'voided',
  'failed',
  'disputed',
  'not_required',
] as const
export const paymentStatus = z.enum(PAYMENT_STATUSES)
export type PaymentStatus = z.infer<typeof paymentStatus>

/** `gift_card`: gift cards pay all of it; `card_and_gift_card`: a card pays what they leave. */
export const PAYMENT_KINDS = [
  'card',
  'delayed',
  'offline',
  'none',
  'gift_card',
  'card_and_gift_card',
] as const
export type PaymentKind = (typeof PAYMENT_KINDS)[number]

/** The gateway's id of a payment method, such as Stripe's `pm_...`: never a card's number. */
export const paymentMethodId = z.string().check(z.regex(/^[A-Za-z0-9_]{3,255}$/))

const card = {
  kind: z.literal('card'),
  paymentMethodId,
  /** The payer agrees that an authorization which would end too early is renewed with the same card. */
  renewable: z.optional(z.boolean()),
}
export const DELAYED_METHODS = ['store', 'bank_transfer'] as const
/** Paid at a store or by bank transfer, with a reference, before a deadline; the stock is held meanwhile. */
const delayed = z.strictObject({ kind: z.literal('delayed'), method: z.enum(DELAYED_METHODS) })
/** Paid outside of any gateway, when the goods are there: to the carrier at the door, or by invoice. */
export const OFFLINE_METHODS = ['cash_on_delivery', 'invoice'] as const
const offline = z.strictObject({
  kind: z.literal('offline'),
  method: z.enum(OFFLINE_METHODS),
})
/** What a shop may offer beside cards. */
export const OFFERED_METHODS = [...DELAYED_METHODS, ...OFFLINE_METHODS] as const
export type OfferedMethod = (typeof OFFERED_METHODS)[number]

/** How an order says that it is paid so. */
export function choiceOf(method: OfferedMethod): z.infer<typeof delayed> | z.infer<typeof offline> {
  switch (method) {
    case 'store':
    case 'bank_transfer':
      return { kind: 'delayed', method }
    case 'cash_on_delivery':
    case 'invoice':
      return { kind: 'offline', method }
  }
}

/** Nothing is to be paid: the total is 0. */
const none = z.strictObject({ kind: z.literal('none') })
/** None was chosen yet: the customer is sent a link to pay by. */
const link = z.strictObject({ kind: z.literal('link') })

const MOST_GIFT_CARDS = 5

const codes = z.array(giftCardCode)
/** A card, and gift cards by their codes: the card pays what they leave. */
const cardAndCodes = {
  ...card,
  /** Left out: those that the order has, if any, stay; empty: none pays any more. */
  giftCards: z.optional(codes.check(z.maxLength(MOST_GIFT_CARDS))),
}
const guestsCard = z.strictObject(cardAndCodes)
/** A card of a customer who is signed in: a new one, or one that they have `saved`. */
const customersCard = z.strictObject({ ...cardAndCodes, saved: z.optional(z.boolean()) })
/** Gift cards pay all of it. */
const codesAlone = z.strictObject({
  kind: z.literal('gift_card'),
  giftCards: codes.check(z.minLength(1), z.maxLength(MOST_GIFT_CARDS)),
})

/** How an order is paid, as its payer chooses it. */
export const paymentChoice = z.discriminatedUnion('kind', [guestsCard, delayed, offline, none, codesAlone])
export type PaymentChoice = z.infer<typeof paymentChoice>

/** How a customer who is signed in pays. */
export const customerPaymentChoice = z.discriminatedUnion('kind', [
  customersCard,
  delayed,
  offline,
  none,
  codesAlone,
])
export type CustomerPaymentChoice = z.infer<typeof customerPaymentChoice>

/** How staff have an order paid that they place for a customer: they never see a card. */
export const staffPaymentChoice = z.discriminatedUnion('kind', [link, delayed, offline, none])

/** What was chosen, before gift cards are named by their ids. */
export type PaymentRequest =
  | PaymentChoice
  | (z.infer<typeof guestsCard> & { readonly savedBy?: CustomerId | undefined })

/** What a customer chose: a saved card is looked up as theirs. */
export function askedBy(customer: CustomerId, choice: CustomerPaymentChoice): PaymentRequest {
  if (choice.kind !== 'card') return choice
  const { saved, ...asked } = choice
  return saved ? { ...asked, savedBy: customer } : asked
}

const giftCards = z.array(giftCardId)
/** A card as payments is asked for it: `savedBy` says whose saved one it is, and that it pays for nobody else. */
const askedCard = z.strictObject({
  ...card,
  savedBy: z.optional(customerId),
  giftCards: z.optional(giftCards),
})
const giftCardsAlone = z.strictObject({ kind: z.literal('gift_card'), giftCards })

/** A choice as payments is asked for it: gift cards are named by their ids. */
export const askedPayment = z.discriminatedUnion('kind', [askedCard, delayed, offline, none, giftCardsAlone])
export type AskedPayment = z.infer<typeof askedPayment>

/** A choice, or that there is none yet. */
export const paymentWish = z.discriminatedUnion('kind', [
  askedCard,
  delayed,
  offline,
  none,
  giftCardsAlone,
  link,
])
export type PaymentWish = z.infer<typeof paymentWish>

/** The same card, saved by the same customer or by none. */
export const isSameCard = (
  a: { readonly paymentMethodId: string; readonly savedBy?: CustomerId | undefined },
  b: { readonly paymentMethodId: string; readonly savedBy?: CustomerId | undefined },
): boolean => a.paymentMethodId === b.paymentMethodId && a.savedBy === b.savedBy

/** The gateway's own estimate of fraud. */
export const riskLevel = z.enum(['normal', 'elevated', 'highest'])
export type RiskLevel = z.infer<typeof riskLevel>

/** The payer disputes the payment at their bank. */
export const dispute = z.strictObject({
  id: z.string(),
  /** The payer's bank only asks, and has taken no money. It may become a chargeback: under the same id it is none then. */
  isInquiry: z.optional(z.boolean()),
  status: z.enum(['open', 'won', 'lost']),
  /** The gateway's word, such as `fraudulent`. */
  reason: z.string(),
  /** Minor units. */
  amount: z.int(),
  /** Until when evidence is taken. */
  evidenceDueBy: z.optional(time),
})
export type Dispute = z.infer<typeof dispute>

/** The payment of an order as others may copy it; the one with the higher sequence is the newer. */
export const paymentSummary = z.strictObject({
  sequence: z.int(),
  status: paymentStatus,
  /** Absent: `card`. */
  kind: z.optional(z.enum(PAYMENT_KINDS)),
  /** Minor units of the order's currency. */
  authorized: z.int(),
  captured: z.int(),
  refunded: z.int(),
  /** The authorization can be captured in parts, as its stage asked for it and the card allows it. */
  inParts: z.optional(z.boolean()),
  /** Minor units that are still held after a part was captured; absent before, and once nothing is. */
  held: z.optional(z.int()),
  /** When the authorization in force was given. */
  authorizedAt: z.optional(time),
  /** When the gateway ends the authorization. */
  captureBefore: z.optional(time),
  /** The gateway's own word for why it declined; never shown to a customer. */
  gatewayCode: z.optional(z.string()),
  riskLevel: z.optional(riskLevel),
  /** Of kind `delayed`: what the payer names at the store or on the transfer. */
  reference: z.optional(z.string()),
  /** Of kinds `delayed` and `offline`: minor units that came so far, also where that is less or more than is due. */
  received: z.optional(z.int()),
  dispute: z.optional(dispute),
})
export type PaymentSummary = z.infer<typeof paymentSummary>

/** Why a payment needs a person: the reasons of `payment.needs_attention`. */
export const PAYMENT_ATTENTION = [
  /** Less came than is due; the rest may follow. */
  'money_short',
  /** More came than is due. */
  'money_over',
  /** It came again, after all was paid. */
  'money_double',
  /** It came after the order had ended, or for a reference that was closed. */
  'money_late',
  /** Some came, and then another way to pay was chosen, or the order ended. */
  'money_unused',
  /** The payer disputes what was given back to them already. */
  'dispute_after_refund',
  /** The payer's bank only asks: an answer, or a refund, keeps it from becoming a dispute. */
  'dispute_inquiry',
] as const
export type PaymentAttention = (typeof PAYMENT_ATTENTION)[number]
