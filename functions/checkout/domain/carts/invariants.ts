import { rulesOf, violationsOf } from '#shared/invariants.ts'
import { MOST_LINES } from '../../contract/carts.ts'
import type { Cart, CartLine } from './cart.ts'

/** A cart with its lines. */
export interface CartBooks {
  readonly cart: Cart
  readonly lines: readonly CartLine[]
}

/** What is wrong with a cart; nothing, always. */
export const cartViolations = violationsOf<CartBooks>(
  rulesOf(
    ({ cart, lines }) =>
      `${cart.id} says ${cart.lines} lines of ${cart.units} units, and has ${lines.length} of ${unitsOf(lines)}`,
    {
      'a cart counts its lines': ({ cart, lines }) => cart.lines === lines.length,
      'a cart counts the units in its lines': ({ cart, lines }) => cart.units === unitsOf(lines),
      'each line of a cart wants at least one unit': ({ lines }) =>
        lines.every(({ quantity }) => quantity >= 1),
      'a cart has no more lines than an order takes': ({ lines }) => lines.length <= MOST_LINES,
      'a guest’s cart alone goes into another': ({ cart }) => !(cart.mergedInto && cart.customerId),
    },
  ),
)

const unitsOf = (lines: readonly CartLine[]): number => lines.reduce((sum, { quantity }) => sum + quantity, 0)
