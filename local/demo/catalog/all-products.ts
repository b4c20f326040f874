import { BOOKS_PAPER } from './books-paper.ts'
import { CARE } from './care.ts'
import { CLOTHING } from './clothing.ts'
import { ELECTRONICS } from './electronics.ts'
import { FOOD } from './food.ts'
import { HOME } from './home.ts'
import { KITCHEN } from './kitchen.ts'
import { OUTDOOR } from './outdoor.ts'
import { PLAY } from './play.ts'
import type { DemoProduct } from './shape.ts'
import { SHOES_BAGS } from './shoes-bags.ts'

/** Everything that the demo shop sells, by department. */
export const PRODUCTS: readonly DemoProduct[] = [
  ...CLOTHING,
  ...SHOES_BAGS,
  ...HOME,
  ...KITCHEN,
  ...FOOD,
  ...ELECTRONICS,
  ...BOOKS_PAPER,
  ...OUTDOOR,
  ...CARE,
  ...PLAY,
]
