import type { Sku } from '#shared/ids.ts'
import { apportion, type Money } from '#shared/money.ts'
import type { CustomsItem } from './carrier.ts'

interface Content {
  readonly weightGrams: number
  readonly lines: readonly { readonly sku: Sku; readonly quantity: number }[]
}

interface OrderedLine {
  readonly sku: Sku
  readonly name: string
  readonly unitPrice: Money
}

/**
 * What customs want to know of a parcel: each kind of thing, how many, their value before discounts, and
 * their share of the parcel's weight in grams. What is not in the order is left out.
 */
export function customsItems(
  { weightGrams, lines }: Content,
  ordered: readonly OrderedLine[],
  originCountry: string,
): CustomsItem[] {
  const known = lines.flatMap(({ sku, quantity }) => {
    const line = ordered.find((it) => it.sku === sku)
    return line ? [{ quantity, line }] : []
  })
  const weights = apportion(
    weightGrams,
    known.map(({ quantity }) => quantity),
  )
  return known.map(({ quantity, line }, index) => ({
    description: line.name,
    quantity,
    value: { ...line.unitPrice, amount: line.unitPrice.amount * quantity },
    weightGrams: weights[index] ?? 0,
    originCountry,
  }))
}
