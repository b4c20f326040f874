import type { orderPaymentRequired } from '#contexts/orders/contract/events.ts'
import type { PaymentKind } from '#contexts/payments/contract/types.ts'
import type { PostalAddress } from '#shared/address.ts'
import type { EventOf } from '#shared/events.ts'
import type { AccountKind, OrderKind, TextKind } from '../kinds.ts'

type PaymentWanted = EventOf<typeof orderPaymentRequired>['data']

/** What the payer is asked for. */
export type PaymentAsk = PaymentWanted['action']

/** Kinds that always have the same subject. */
export type PlainKind = Exclude<OrderKind, 'payment_required'>

/** All that one language needs to write to a customer; every language has all of it. */
export interface Words {
  /** A name as one addresses its bearer in writing. */
  readonly address: (name: string) => string
  readonly greeting: (addressed: string) => string
  readonly mails: Readonly<Record<PlainKind, MailWords>>
  readonly labels: Readonly<Record<Label, string>>
  /** How many of an item. */
  readonly pieces: (count: string) => string
  /** One price of several. */
  readonly each: (price: string) => string
  /** A tax with its rate. */
  readonly taxAt: (name: string, rate: string) => string
  /** A tax that the prices hold already. */
  readonly included: (tax: string) => string
  /** What a tax is of. */
  readonly taxOn: (base: string) => string
  /** Some of the order's items are still to come. */
  readonly inParts: string
  readonly asks: Readonly<Record<PaymentAsk, MailWords>>
  /** Nobody else gets the goods meanwhile. */
  readonly itemsHeld: string
  readonly payAt: Readonly<Record<NonNullable<PaymentWanted['method']>, string>>
  /** How an order is paid, said before it is. */
  readonly paidHow: Readonly<Record<PaymentKind, string>>
  /** What an amount is that was paid so. */
  readonly paid: Readonly<Record<Exclude<PaymentKind, 'none'>, string>>
  /** In the order in which addresses are written there, on one line. */
  readonly postalAddress: (address: PostalAddress) => string
  /** What follows from a withdrawal. */
  readonly withdrawalNext: string
  /** How many of an item there are. */
  readonly shortage: (available: string, requested: string) => string
  readonly noCharge: string
  readonly texts: Readonly<Record<TextKind, (about: TextFacts) => string>>
  readonly footer: (number: string) => string
  readonly account: AccountWords
}

/** All that is written to somebody about their account. */
export interface AccountWords {
  /** Names nobody: whose address it is may not be known yet. */
  readonly greeting: string
  readonly mails: Readonly<Record<AccountKind, AccountMailWords>>
  readonly code: string
  readonly goodUntil: string
  /** What to do who has asked for nothing. */
  readonly notYou: string
  /** The same where something was changed already. */
  readonly notYouChanged: string
  readonly footer: string
}

export interface AccountMailWords {
  readonly subject: string
  readonly heading: string
  readonly lead: string
}

export interface MailWords {
  readonly subject: (number: string) => string
  readonly heading: string
  readonly lead: string
}

export interface TextFacts {
  readonly number: string
  readonly carrier: string
  readonly url: string
}

export type Label =
  | 'orderNumber'
  | 'arrives'
  | 'items'
  | 'subtotal'
  | 'discount'
  | 'shipping'
  | 'total'
  | 'receipt'
  | 'carrier'
  | 'trackingNumber'
  | 'deliveredAt'
  | 'payBefore'
  | 'reason'
  | 'notAvailable'
  | 'track'
  | 'see'
  | 'order'
  | 'payment'
  | 'toPay'
  | 'payAt'
  | 'reference'
  | 'pay'
  | 'payOtherwise'
  | 'correct'
  | 'correctBefore'
  | 'address'
  | 'promisedBefore'
  | 'notSent'
  | 'toPayNow'
  | 'dueInTheEnd'
  | 'refund'
  | 'refunded'
  | 'withdrawnAt'
  | 'declaration'
  | 'declaredBy'
  | 'download'
  | 'downloadBefore'
  | 'giftCardCode'
