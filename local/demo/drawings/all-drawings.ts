import { BOOKS_PAPER_DRAWINGS } from './books-paper.ts'
import { CARE_DRAWINGS } from './care.ts'
import { CLOTHING_DRAWINGS } from './clothing.ts'
import { ELECTRONICS_DRAWINGS } from './electronics.ts'
import { FOOD_DRAWINGS } from './food.ts'
import { HOME_DRAWINGS } from './home.ts'
import { KITCHEN_DRAWINGS } from './kitchen.ts'
import { OUTDOOR_DRAWINGS } from './outdoor.ts'
import { PLAY_DRAWINGS } from './play.ts'
import { SHOES_BAGS_DRAWINGS } from './shoes-bags.ts'

export const DRAWINGS = {
  ...CLOTHING_DRAWINGS,
  ...SHOES_BAGS_DRAWINGS,
  ...HOME_DRAWINGS,
  ...KITCHEN_DRAWINGS,
  ...FOOD_DRAWINGS,
  ...ELECTRONICS_DRAWINGS,
  ...BOOKS_PAPER_DRAWINGS,
  ...OUTDOOR_DRAWINGS,
  ...CARE_DRAWINGS,
  ...PLAY_DRAWINGS,
}

export type DrawingName = keyof typeof DRAWINGS

/** Each department has a ground of its own, so that pictures side by side show what belongs together. */
export const GROUNDS: readonly (readonly [color: string, drawings: object])[] = [
  ['#d6e1e9', CLOTHING_DRAWINGS],
  ['#dfd3c4', SHOES_BAGS_DRAWINGS],
  ['#dfe4d3', HOME_DRAWINGS],
  ['#d5e4de', KITCHEN_DRAWINGS],
  ['#f3e2c9', FOOD_DRAWINGS],
  ['#dbdfec', ELECTRONICS_DRAWINGS],
  ['#ecdde0', BOOKS_PAPER_DRAWINGS],
  ['#d3e3ea', OUTDOOR_DRAWINGS],
  ['#efded8', CARE_DRAWINGS],
  ['#f4e5bf', PLAY_DRAWINGS],
]
