import type { Sku } from '#shared/ids.ts'
import type { Money } from '#shared/money.ts'
import type { Bill } from './bill.ts'
import type { OrderDetails } from './details.ts'
import type { Order } from './order.ts'

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
    const givenBack = keepsNothing ? bought : refundedOf(lines, sku)
    return givenBack > 0 ? [{ sku, bought, givenBack }] : []
  })
}

/**
 * The same once a dispute is lost: what is kept of the order's money pays for so many gift cards at most, as those are
 * money. None before.
 */
export function chargedBackGiftCards(
  details: Lines,
  { lines }: Bill,
  { payment: { captured, refunded, dispute } }: Pick<Order, 'payment'>,
): ReturnType<typeof givenBackGiftCards> {
  if (dispute?.status !== 'lost') return []
  const cards = boughtGiftCards(details).map((card) => ({ ...card, back: refundedOf(lines, card.sku) }))
  const worth = cards.reduce(
    (sum, { quantity, back, unitPrice }) => sum + (quantity - back) * unitPrice.amount,
    0,
  )
  let unpaid = worth - Math.max(0, captured - refunded - dispute.amount)
  return cards.flatMap(({ sku, quantity: bought, back, unitPrice: { amount } }) => {
    const more = Math.min(bought - back, Math.max(0, Math.ceil(unpaid / amount)))
    unpaid -= more * amount
    return back + more > 0 ? [{ sku, bought, givenBack: back + more }] : []
  })
}

const refundedOf = (lines: Bill['lines'], sku: Sku): number =>
  lines.reduce((sum, line) => sum + (line.sku === sku ? line.refunded : 0), 0)
