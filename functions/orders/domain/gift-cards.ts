import type { Sku } from '#shared/ids.ts'
import type { Money } from '#shared/money.ts'
import type { Bill } from './bill.ts'
import type { OrderDetails } from './details.ts'

type Lines = Pick<OrderDetails, 'lines'>

export interface BoughtGiftCards {
  readonly sku: Sku
  readonly name: string
  readonly quantity: number
  readonly unitPrice: Money
}

/**
 * The gift cards that an order buys, by SKU; those that cost nothing are none. As all that is digital, single ones are
 * not cancelled: with the order, or they are given back.
 */
export function boughtGiftCards({ lines }: Lines): BoughtGiftCards[] {
  const bought = new Map<Sku, BoughtGiftCards>()
  for (const { sku, name, quantity, unitPrice, giftCard } of lines)
    if (giftCard && unitPrice.amount > 0)
      bought.set(sku, { sku, name, quantity: quantity + (bought.get(sku)?.quantity ?? 0), unitPrice })
  return [...bought.values()]
}

/**
 * How many gift cards of each SKU are to be void by now, all told: those that were given back, or all where nothing
 * of the order's money is kept.
 */
export function givenBackGiftCards(
  details: Lines,
  { lines }: Bill,
  keepsNothing: boolean,
): { readonly sku: Sku; readonly bought: number; readonly givenBack: number }[] {
  return boughtGiftCards(details).flatMap(({ sku, quantity: bought }) => {
    const refunded = lines.reduce((sum, line) => sum + (line.sku === sku ? line.refunded : 0), 0)
    const givenBack = keepsNothing ? bought : refunded
    return givenBack > 0 ? [{ sku, bought, givenBack }] : []
  })
}
