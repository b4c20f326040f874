import { makeGiftCardCode } from '#contexts/checkout/contract/gift-card-code.ts'
import { makeIssueGiftCard } from '#contexts/checkout/use-cases/issue-gift-card.ts'
import { currency, of } from '#shared/money.ts'
import type { World } from '../world.ts'
import { causeOf, keyed, STAFF } from './acts.ts'

const JPY = currency.parse('JPY')

/** Draws a number, digit by digit: what is drawn by it is known beforehand. */
function digitsOf(number: number): (below: number) => number {
  let left = number
  return (below) => {
    const digit = left % below
    left = Math.floor(left / below)
    return digit
  }
}

/** The code of a shop's nth gift card. */
export const giftCardCode = (nth: number): string => makeGiftCardCode(digitsOf(nth))

/** Issues gift cards of so many yen each, whose codes customers know. */
export async function issueGiftCards(world: World, howMany: number, yen: number): Promise<void> {
  for (let nth = 0; nth < howMany; nth += 1) {
    const issue = makeIssueGiftCard({ ...world.checkout.deps, random: digitsOf(nth) })
    const body = { amount: of(yen, JPY) }
    const made = await issue({ ...body, ...keyed(world, body), cause: causeOf(world, STAFF) })
    if (!made.ok) throw new Error(made.detail)
  }
}
