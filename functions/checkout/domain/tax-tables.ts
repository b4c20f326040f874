import type { Texts } from '#shared/texts.ts'
import { flat, INCLUSIVE_VAT, NOT_COLLECTED, rates, type TaxRule, VAT } from './tax-rule.ts'
import { EU_RULES } from './tax-tables-eu.ts'

const CONSUMPTION_TAX = { en: 'Consumption tax', ja: '消費税', zh: '消费税' }
const REDUCED_CONSUMPTION_TAX = {
  en: 'Consumption tax (reduced rate)',
  ja: '消費税（軽減税率）',
  zh: '消费税（轻减税率）',
}
const GST = { en: 'GST', fr: 'TPS' }
const HST = { en: 'HST', fr: 'TVH' }
const PST = { en: 'PST', fr: 'TVP' }
const RST = { en: 'RST', fr: 'TVD' }
const QST = { en: 'QST', fr: 'TVQ' }
const NOT_ITEMIZED = {
  en: 'Taxes in the price, not itemized',
  ja: '価格に含まれる税（内訳なし）',
  pt: 'Tributos incluídos no preço, sem discriminação',
  zh: '税款已含于价格（未列明）',
}

const japan = (from: string, standard: string, reduced: string): TaxRule => ({
  country: 'JP',
  from,
  mode: 'inclusive',
  rounding: 'down',
  shipping: 'standard',
  taxes: {
    standard: [{ name: CONSUMPTION_TAX, rate: standard }],
    reduced: [{ name: REDUCED_CONSUMPTION_TAX, rate: reduced }],
    zero: [{ name: CONSUMPTION_TAX, rate: '0' }],
  },
  source: 'Consumption Tax Act art. 29, and its supplementary provisions for the reduced rate',
})

const canada = (
  from: string,
  regions: readonly string[],
  source: string,
  ...taxes: readonly (readonly [name: Texts, rate: string])[]
): TaxRule => ({
  country: 'CA',
  regions,
  from,
  mode: 'exclusive',
  rounding: 'half_up',
  shipping: 'as_goods',
  taxes: flat(...taxes),
  source,
})

const FEDERAL = [GST, '0.05'] as const
const EXCISE_TAX_ACT = 'Excise Tax Act s. 165'

/**
 * Taxes on goods by destination, dated, as of 2026-11. What rounds how, and why, is in docs/tax.md.
 * - Japan: 10 % and 8 % since 2019-10-01. Consumers must be shown the total amount (sogaku hyoji, Consumption Tax
 *   Act art. 63), so prices are inclusive. Carriage is at the standard rate.
 * - Canada: GST or HST, and beside GST what a province levies itself, as a line of its own. There is no rule for
 *   the whole country: without a province the tax is not known. Goods that a province exempts (books, children's
 *   clothes) need a table of the merchant.
 * - Brazil: prices hold their taxes, which depend on the product's NCM code, the seller's regime and both states;
 *   there is no table that would be right, so none is itemized unless the merchant adds one.
 * - The United States and everywhere else: no table, nothing is collected, and the receipt says so.
 */
export const TAX_RULES: readonly TaxRule[] = [
  japan('2014-04-01', '0.08', '0.08'),
  japan('2019-10-01', '0.1', '0.08'),
  ...EU_RULES,
  ...(['GB', 'IM'] as const).map(
    (country): TaxRule => ({
      country,
      from: '2011-01-04',
      ...INCLUSIVE_VAT,
      taxes: rates(VAT, '0.2', '0.05'),
      source: 'VAT Act 1994 s. 2 and 29A',
    }),
  ),
  {
    country: 'CN',
    from: '2019-04-01',
    ...INCLUSIVE_VAT,
    taxes: rates(VAT, '0.13', '0.09'),
    source: 'Announcement 39 of 2019 (Ministry of Finance, State Taxation Administration, Customs)',
  },
  canada('2008-01-01', ['AB', 'NT', 'NU', 'YT'], EXCISE_TAX_ACT, FEDERAL),
  canada('2013-04-01', ['BC'], `${EXCISE_TAX_ACT}; Provincial Sales Tax Act (BC) s. 34`, FEDERAL, [
    PST,
    '0.07',
  ]),
  canada('2019-07-01', ['MB'], `${EXCISE_TAX_ACT}; Retail Sales Tax Act (MB) s. 2`, FEDERAL, [RST, '0.07']),
  canada('2017-03-23', ['SK'], `${EXCISE_TAX_ACT}; Provincial Sales Tax Act (SK) s. 5`, FEDERAL, [
    PST,
    '0.06',
  ]),
  canada('2013-01-01', ['QC'], `${EXCISE_TAX_ACT}; Act respecting the Québec sales tax s. 16`, FEDERAL, [
    QST,
    '0.09975',
  ]),
  canada('2010-07-01', ['ON'], EXCISE_TAX_ACT, [HST, '0.13']),
  canada('2016-10-01', ['NB', 'NL', 'PE'], EXCISE_TAX_ACT, [HST, '0.15']),
  canada('2010-07-01', ['NS'], EXCISE_TAX_ACT, [HST, '0.15']),
  canada('2025-04-01', ['NS'], EXCISE_TAX_ACT, [HST, '0.14']),
  {
    country: 'BR',
    from: '0000-01-01',
    mode: 'inclusive',
    rateOf: 'price',
    rounding: 'half_up',
    shipping: 'as_goods',
    taxes: flat([NOT_ITEMIZED, '0']),
    source: 'Lei Complementar 87/1996 art. 13 § 1 I: ICMS is in its own base',
  },
  {
    country: '*',
    from: '0000-01-01',
    mode: 'exclusive',
    rounding: 'half_up',
    shipping: 'as_goods',
    taxes: flat([NOT_COLLECTED, '0']),
    source: 'none: no tax is collected where there is no table',
  },
]
