/** A tax class of the catalog. */
export type TaxClass = 'standard' | 'reduced' | 'zero'

export interface TaxRate {
  /** By language, as receipts say it. */
  readonly name: Readonly<Record<string, string>>
  /** A decimal text, such as `0.1`. */
  readonly rate: string
}

export interface TaxRule {
  /** ISO 3166-1 alpha-2; `*` is everywhere else. */
  readonly country: string
  /** ISO 3166-2 without the country, such as `ON`; left out for all that are not named. */
  readonly regions?: readonly string[]
  /** In force from this date until the next rule of the same place. */
  readonly from: string
  /** Whether prices are shown with the tax in them. */
  readonly mode: 'inclusive' | 'exclusive'
  readonly rounding: 'down' | 'half_up'
  /** Shipping has the standard rate, or shares the rates of the goods by their amounts. */
  readonly shipping: 'standard' | 'as_goods'
  readonly rates: Readonly<Record<TaxClass, TaxRate>>
}

const vat = (name: TaxRate['name'], standard: string, reduced: string): TaxRule['rates'] => ({
  standard: { name, rate: standard },
  reduced: { name, rate: reduced },
  zero: { name, rate: '0' },
})

/** One rate for all goods that are taxed at all. */
const flat = (name: TaxRate['name'], rate: string): TaxRule['rates'] => {
  const taxed = { name, rate }
  return { standard: taxed, reduced: taxed, zero: { name, rate: '0' } }
}

/** Consumer prices are shown with VAT: Directive 98/6/EC art. 2(a); in the UK the Price Marking Order 2004. */
const INCLUSIVE_VAT = { mode: 'inclusive', rounding: 'half_up', shipping: 'as_goods' } as const

const VAT = { en: 'VAT', ja: '付加価値税', zh: '增值税' }
const CONSUMPTION_TAX = { en: 'Consumption tax', ja: '消費税', zh: '消费税' }
const REDUCED_CONSUMPTION_TAX = {
  en: 'Consumption tax (reduced rate)',
  ja: '消費税（軽減税率）',
  zh: '消费税（轻减税率）',
}
const GST = { en: 'GST', fr: 'TPS' }
const HST = { en: 'HST', fr: 'TVH' }
const NOT_COLLECTED = { en: 'No tax collected', ja: '税の徴収なし', zh: '未代收税款' }

const japan = (from: string, standard: string, reduced: string): TaxRule => ({
  country: 'JP',
  from,
  mode: 'inclusive',
  rounding: 'down',
  shipping: 'standard',
  rates: {
    standard: { name: CONSUMPTION_TAX, rate: standard },
    reduced: { name: REDUCED_CONSUMPTION_TAX, rate: reduced },
    zero: { name: CONSUMPTION_TAX, rate: '0' },
  },
})

const canada = (from: string, rates: TaxRule['rates'], regions?: readonly string[]): TaxRule => ({
  country: 'CA',
  ...(regions ? { regions } : {}),
  from,
  mode: 'exclusive',
  rounding: 'half_up',
  shipping: 'as_goods',
  rates,
})

/**
 * Taxes on goods by destination, dated. Sources, as of 2026-11:
 * - Japan: 10 % and 8 % since 2019-10-01 (National Tax Agency). Consumers must be shown the total amount
 *   (sogaku hyoji, Consumption Tax Act art. 63), so prices are inclusive. A fraction is rounded once per
 *   rate and invoice (Enforcement Order art. 70-10), downwards as is usual. Carriage is at the standard rate.
 * - EU: Germany UStG § 12, France CGI art. 278 and 278-0 bis, Italy DPR 633/1972 art. 16, Spain Ley 37/1992
 *   art. 90 and 91, the Netherlands Wet OB 1968 art. 9. `reduced` is the rate of food and books where one is.
 * - United Kingdom: VAT Act 1994 s. 2 and 29A.
 * - China: announcement 39 of 2019 (Ministry of Finance, State Taxation Administration, Customs): 13 % and 9 %.
 * - Canada: GST or HST by province (Canada Revenue Agency); what provinces levy beside it is not in the table.
 * - The United States and everywhere else: no table, nothing is collected, and the receipt says so.
 */
export const TAX_RULES: readonly TaxRule[] = [
  japan('2014-04-01', '0.08', '0.08'),
  japan('2019-10-01', '0.1', '0.08'),
  { country: 'DE', from: '2021-01-01', ...INCLUSIVE_VAT, rates: vat(VAT, '0.19', '0.07') },
  { country: 'FR', from: '2014-01-01', ...INCLUSIVE_VAT, rates: vat(VAT, '0.2', '0.055') },
  { country: 'IT', from: '2013-10-01', ...INCLUSIVE_VAT, rates: vat(VAT, '0.22', '0.1') },
  { country: 'ES', from: '2012-09-01', ...INCLUSIVE_VAT, rates: vat(VAT, '0.21', '0.1') },
  { country: 'NL', from: '2019-01-01', ...INCLUSIVE_VAT, rates: vat(VAT, '0.21', '0.09') },
  { country: 'GB', from: '2011-01-04', ...INCLUSIVE_VAT, rates: vat(VAT, '0.2', '0.05') },
  { country: 'CN', from: '2019-04-01', ...INCLUSIVE_VAT, rates: vat(VAT, '0.13', '0.09') },
  canada('2008-01-01', flat(GST, '0.05')),
  canada('2010-07-01', flat(HST, '0.13'), ['ON']),
  canada('2016-10-01', flat(HST, '0.15'), ['NB', 'NL', 'PE']),
  canada('2010-07-01', flat(HST, '0.15'), ['NS']),
  canada('2025-04-01', flat(HST, '0.14'), ['NS']),
  {
    country: '*',
    from: '0000-01-01',
    mode: 'exclusive',
    rounding: 'half_up',
    shipping: 'as_goods',
    rates: flat(NOT_COLLECTED, '0'),
  },
]
