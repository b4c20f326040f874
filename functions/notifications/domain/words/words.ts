import type { REJECTION_CODES } from '#contexts/orders/contract/types.ts'
import type { Kind, TextKind } from '../kinds.ts'

/** All that one language needs to write to a customer; every language has all of it. */
export interface Words {
  /** A name as one addresses its bearer in writing. */
  readonly address: (name: string) => string
  readonly greeting: (addressed: string) => string
  readonly mails: Readonly<Record<Kind, MailWords>>
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
  readonly actions: Readonly<Record<'three_d_secure' | 'pay_again' | 'choose' | 'pay_by_reference', string>>
  readonly rejections: Readonly<Record<(typeof REJECTION_CODES)[number], string>>
  /** How many of an item there are. */
  readonly shortage: (available: string, requested: string) => string
  readonly noCharge: string
  readonly texts: Readonly<Record<TextKind, (about: TextFacts) => string>>
  readonly footer: (number: string) => string
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
  | 'paid'
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
