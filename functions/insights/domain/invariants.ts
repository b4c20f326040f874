import type { ProductId } from '#shared/ids.ts'
import { rulesOf, violationsOf } from '#shared/invariants.ts'
import { type FunnelCounts, STEPS } from '../contract/types.ts'
import { LIST_LENGTH } from './recommending/also-bought.ts'
import { MOST_POPULAR } from './recommending/popular.ts'

/** What was learned: the products that go with one, or those that are popular. */
export interface LearnedList {
  /** Undefined of what is popular. */
  readonly beside: ProductId | undefined
  readonly products: readonly ProductId[]
}

/** What is wrong with a list of recommendations; nothing, always. */
export const listViolations = violationsOf<LearnedList>(
  rulesOf(
    ({ beside, products }) => `${products.length} products, ${beside ? `beside ${beside}` : 'popular'}`,
    {
      'nothing is recommended beside itself': ({ beside, products }) =>
        beside === undefined || !products.includes(beside),
      'nothing is recommended twice': ({ products }) => new Set(products).size === products.length,
      'lists are no longer than is read': ({ beside, products }) =>
        products.length <= (beside === undefined ? MOST_POPULAR : LIST_LENGTH),
    },
  ),
)

/** What was counted of a day. */
export interface CountedDay {
  readonly day: string
  readonly counts: FunnelCounts
}

/** What is wrong with the counts of a day; nothing, always. */
export const dayViolations = violationsOf<CountedDay>(
  rulesOf(
    ({ day, counts: { visits, steps, carts } }) =>
      `${day} has ${visits} visits, ${STEPS.map((step) => `${steps[step].events} ${step} in ${steps[step].visits}`).join(', ')}, and ${carts.filled} carts, ${carts.ordered} ordered, ${carts.abandoned} abandoned`,
    {
      'nothing was done less than never': ({ counts: { visits, steps, carts } }) =>
        [visits, ...STEPS.map((step) => steps[step].visits), ...Object.values(carts)].every(
          (count) => count >= 0,
        ),
      'who did something did it at least once': ({ counts: { steps } }) =>
        STEPS.every((step) => steps[step].events >= steps[step].visits),
      'no step is of more visits than there were': ({ counts: { visits, steps } }) =>
        STEPS.every((step) => steps[step].visits <= visits),
      'a cart is of a visit that put something into it': ({ counts: { steps, carts } }) =>
        carts.filled === steps.add_to_cart.visits,
      'a cart ends once': ({ counts: { carts } }) => carts.ordered + carts.abandoned <= carts.filled,
    },
  ),
)
