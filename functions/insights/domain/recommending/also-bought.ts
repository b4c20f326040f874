import type { Baskets } from './baskets.ts'
import { countCoPurchases } from './co-purchases.ts'
import { ease } from './ease.ts'
import type { Pairs } from './pairs.ts'
import { strongest } from './strongest.ts'

/** So many products are kept for each. */
export const LIST_LENGTH = 50

/** After so many days a basket counts half. Chosen as the settings of `EASE` were. */
const HALF_LIFE_DAYS = 365

/** How much a basket counts that is so many days old. */
export const weightOfBasket = (ageDays: number): number => 0.5 ** (Math.max(0, ageDays) / HALF_LIFE_DAYS)

/** Of each product what is bought with it, most likely first. */
export const alsoBought = (baskets: Baskets): Pairs => strongest(ease(countCoPurchases(baskets)), LIST_LENGTH)
