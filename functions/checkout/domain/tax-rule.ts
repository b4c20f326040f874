import type { Texts } from '#shared/texts.ts'

/** A tax class of the catalog. */
export type TaxClass = 'standard' | 'reduced' | 'zero'

/** What is taxed by its class, or, of gift cards, when they pay. */
export type TaxedAs = TaxClass | 'gift_card'

/** One tax, a line of its own on receipts. It is known by its identity: the same value wherever it is levied. */
export interface Tax {
  /** By language, as receipts say it. */
  readonly name: Texts
  /** A decimal text, such as `0.1`; six decimals at most. */
  readonly rate: string
}

/** What is levied in a place from a day on. */
export interface TaxRule {
  /** ISO 3166-1 alpha-2; `*` is everywhere else. */
  readonly country: string
  /** ISO 3166-2 without the country, such as `ON`; left out for all that are not named. */
  readonly regions?: readonly string[]
  /** What postal codes of the place begin with, in capitals without spaces and dashes. */
  readonly postalCode?: string
  /** In force from this date until the next rule of the same place. */
  readonly from: string
  /** Whether prices are shown with the tax in them. */
  readonly mode: 'inclusive' | 'exclusive'
  /** The rate is of the price with the tax in it ("por dentro"), not of the price without; inclusive mode only. */
  readonly rateOf?: 'price'
  readonly rounding: 'down' | 'half_up'
  /** Shipping is taxed as standard goods, shares the taxes of the goods by their amounts, or is not taxed. */
  readonly shipping: 'standard' | 'as_goods' | 'untaxed'
  /** All taxes on goods of a class. */
  readonly taxes: Readonly<Record<TaxClass, readonly Tax[]>>
  /** Where this stands: the law, or who added it. */
  readonly source: string
}

/**
 * Sold gift cards may pay for goods of any class, so that what is due is not known yet: they are taxed when they pay
 * for goods, as part of those, and not when they are sold. EU: multi-purpose vouchers, Directive 2006/112/EC
 * art. 30b as of Directive (EU) 2016/1065; UK: VAT Act 1994 sch. 10B; Japan: Consumption Tax Act basic circular
 * 6-4-5; Canada: Excise Tax Act s. 181.2.
 */
const GIFT_CARDS: readonly Tax[] = [
  {
    name: { en: 'Gift card, not taxed', ja: 'ギフトカード（不課税）', zh: '礼品卡（不征税）' },
    rate: '0',
  },
]

/** All taxes on what is sold. */
export const taxesOn = ({ taxes }: TaxRule, sold: TaxedAs): readonly Tax[] =>
  sold === 'gift_card' ? GIFT_CARDS : taxes[sold]

/** One tax whose rate differs by class. */
export function rates(name: Texts, standard: string, reduced: string): TaxRule['taxes'] {
  const full = { name, rate: standard }
  return {
    standard: [full],
    reduced: [reduced === standard ? full : { name, rate: reduced }],
    zero: [{ name, rate: '0' }],
  }
}

/** Taxes that are the same for all goods that are taxed at all. */
export function flat(...taxes: readonly (readonly [name: Texts, rate: string])[]): TaxRule['taxes'] {
  const levied = taxes.map(([name, rate]): Tax => ({ name, rate }))
  const zero = levied.map((tax) => (Number(tax.rate) === 0 ? tax : { name: tax.name, rate: '0' }))
  return { standard: levied, reduced: levied, zero }
}

/** Consumer prices are shown with VAT: Directive 98/6/EC art. 2(a); in the UK the Price Marking Order 2004. */
export const INCLUSIVE_VAT = { mode: 'inclusive', rounding: 'half_up', shipping: 'as_goods' } as const

export const VAT: Texts = { en: 'VAT', ja: '付加価値税', zh: '增值税' }

export const NOT_COLLECTED: Texts = { en: 'No tax collected', ja: '税の徴収なし', zh: '未代收税款' }
