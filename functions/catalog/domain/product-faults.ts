import type { ProductId, Sku } from '#shared/ids.ts'
import { type Currency, decimalsOf } from '#shared/money.ts'
import { lineFaultsOf } from '#shared/one-line.ts'
import type { FieldError } from '#shared/outcomes.ts'
import { type DatedPrice, isDated } from '../contract/prices.ts'
import type { Product } from '../contract/types.ts'
import { gtinCheckDigit, looksLikeGtin } from './gtin.ts'

/** What is wrong with a product that is well-formed. */
export type ProductFault = FieldError & {
  readonly code:
    | 'duplicate_sku'
    | 'duplicate_barcode'
    | 'wrong_check_digit'
    | 'too_many_decimals'
    | 'overlapping_prices'
    | 'options_mismatch'
    | 'impossible'
}

/** All that no schema sees: each with a pointer to where it is, and what would be right. */
export function productFaults(id: ProductId, product: Product): ProductFault[] {
  const variants = (product.variants ?? []).map((variant, index) => ({
    ...variant,
    at: `/variants/${index}`,
  }))
  const carriers = [{ ...product, at: '' }, ...variants]
  return [
    ...lineFaultsOf('/name', product.name),
    ...carriers.flatMap(({ prices = [], at }) => priceFaults(prices, `${at}/prices`)),
    ...carriers.flatMap(({ barcode, at }) => barcodeFaults(barcode, `${at}/barcode`)),
    ...doubled(
      variants.map(({ sku, at }) => ({ value: sku as Sku, pointer: `${at}/sku` })),
      'duplicate_sku',
    ),
    ...doubled(
      variants.flatMap(({ barcode, at }) => (barcode ? [{ value: barcode, pointer: `${at}/barcode` }] : [])),
      'duplicate_barcode',
    ),
    ...(variants.length > 1 && product.barcode ? [sharedBarcode(product.barcode)] : []),
    ...traitFaults(product.attributes, '/attributes'),
    ...traitFaults(product.options, '/options'),
    ...variants.flatMap((variant) => optionFaults(product, variant)),
    ...doubled(
      variants.map(({ options, at }) => ({ value: combination(options), pointer: `${at}/options` })),
      'options_mismatch',
    ),
    ...(product.options && !product.variants ? [optionsWithoutVariants()] : []),
    ...(product.related?.includes(id)
      ? [fault('/related', 'impossible', `${id} cannot be related to itself. Leave it out.`)]
      : []),
  ]
}

const fault = (pointer: string, code: ProductFault['code'], detail: string): ProductFault => ({
  pointer,
  code,
  detail,
})

function priceFaults(prices: readonly DatedPrice[], pointer: string): ProductFault[] {
  return prices.flatMap((price, index) => [
    ...decimalFaults(price, `${pointer}/${index}`),
    ...orderFaults(price, `${pointer}/${index}`),
    ...prices
      .slice(0, index)
      .filter((earlier) => earlier.currency === price.currency && overlap(earlier, price))
      .slice(0, 1)
      .map(() =>
        fault(
          `${pointer}/${index}`,
          'overlapping_prices',
          `There is another price in ${price.currency} for the same time. Give one without dates, and dated ones one after another.`,
        ),
      ),
  ])
}

const decimalFaults = ({ amount, compareAt, currency }: DatedPrice, pointer: string): ProductFault[] =>
  Object.entries({ amount, compareAt }).flatMap(([name, value]) =>
    value === undefined || Number.isInteger(value)
      ? []
      : [
          fault(
            `${pointer}/${name}`,
            'too_many_decimals',
            `${value} is no whole number of minor units: ${currency} has ${decimalsIn(currency)}, so one ${currency} is ${10 ** decimalsOf(currency)}.`,
          ),
        ],
  )

function decimalsIn(currency: Currency): string {
  const decimals = decimalsOf(currency)
  return decimals === 0 ? 'no decimals' : `${decimals} decimals`
}

function orderFaults({ amount, compareAt, from, until }: DatedPrice, pointer: string): ProductFault[] {
  const faults: ProductFault[] = []
  if (compareAt !== undefined && compareAt <= amount)
    faults.push(
      fault(
        `${pointer}/compareAt`,
        'impossible',
        `compareAt is what it cost before: more than ${amount}, not ${compareAt}.`,
      ),
    )
  if (from !== undefined && until !== undefined && Date.parse(from) >= Date.parse(until))
    faults.push(fault(`${pointer}/until`, 'impossible', `until must be after from, which is ${from}.`))
  return faults
}

/** A price without dates is beside dated ones, and holds when none of them does; two of a kind may not meet. */
function overlap(a: DatedPrice, b: DatedPrice): boolean {
  if (isDated(a) !== isDated(b)) return false
  const [start, end] = [({ from }: DatedPrice) => (from ? Date.parse(from) : -Infinity), endOf]
  return start(a) < end(b) && start(b) < end(a)
}

const endOf = ({ until }: DatedPrice): number => (until ? Date.parse(until) : Infinity)

function barcodeFaults(barcode: string | undefined, pointer: string): ProductFault[] {
  if (!barcode || !looksLikeGtin(barcode)) return []
  const right = gtinCheckDigit(barcode.slice(0, -1))
  return barcode.endsWith(right)
    ? []
    : [
        fault(
          pointer,
          'wrong_check_digit',
          `${barcode} is no GTIN: its check digit would be ${right}. Was a digit mistyped?`,
        ),
      ]
}

const sharedBarcode = (barcode: string): ProductFault =>
  fault(
    '/barcode',
    'duplicate_barcode',
    `${barcode} cannot be the barcode of several variants. Give each variant its own.`,
  )

function doubled(
  given: readonly { value: string; pointer: string }[],
  code: 'duplicate_sku' | 'duplicate_barcode' | 'options_mismatch',
): ProductFault[] {
  const first = new Map<string, string>()
  return given.flatMap(({ value, pointer }) => {
    const before = first.get(value)
    if (before === undefined) first.set(value, pointer)
    return before === undefined
      ? []
      : [fault(pointer, code, `${value || 'No options'} is at ${before} already.`)]
  })
}

const combination = (options: Readonly<Record<string, string>>): string =>
  Object.entries(options)
    .map(([id, value]) => `${id}: ${value}`)
    .sort()
    .join(', ')

const traitFaults = (traits: Product['options'], pointer: string): ProductFault[] =>
  (traits ?? []).flatMap(({ id, name, values }, index, all) => [
    ...(all.findIndex((other) => other.id === id) < index
      ? [fault(`${pointer}/${index}/id`, 'options_mismatch', `${id} is there already.`)]
      : []),
    ...lineFaultsOf(`${pointer}/${index}/name`, name),
    ...values.flatMap((value, place) => lineFaultsOf(`${pointer}/${index}/values/${place}/name`, value.name)),
    ...values.flatMap((value, place) =>
      values.findIndex((other) => other.id === value.id) < place
        ? [
            fault(
              `${pointer}/${index}/values/${place}/id`,
              'options_mismatch',
              `${value.id} is a value of ${id} already.`,
            ),
          ]
        : [],
    ),
  ])

function optionFaults(
  { options = [] }: Product,
  variant: { options: Readonly<Record<string, string>>; at: string },
): ProductFault[] {
  const known = options.map(({ id }) => id)
  const unknown = Object.keys(variant.options).filter((id) => !known.includes(id))
  return [
    ...unknown.map((id) =>
      fault(
        `${variant.at}/options/${id}`,
        'options_mismatch',
        `The product has no option ${id}; it has ${known.join(', ') || 'none'}.`,
      ),
    ),
    ...options.flatMap(({ id, values }) => {
      const value = variant.options[id]
      if (values.some((each) => each.id === value)) return []
      const allowed = values.map((each) => each.id).join(', ')
      return [
        fault(
          `${variant.at}/options/${id}`,
          'options_mismatch',
          `${id} is ${value ?? 'missing'}; it can be ${allowed}.`,
        ),
      ]
    }),
  ]
}

const optionsWithoutVariants = (): ProductFault =>
  fault('/options', 'options_mismatch', 'A product with options needs variants, each with a value of each.')
