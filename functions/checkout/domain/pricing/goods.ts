import type { Scope } from '../../contract/promotions.ts'
import type { PricedLine } from '../priced-lines.ts'

/** A line while promotions are applied to it; minor units. */
export interface Reduced {
  readonly line: PricedLine
  /** What is left of its subtotal. */
  readonly left: number
}

/**
 * Whether a promotion's scope has the line: any of its lists names it, or there are none. Gift cards are in no scope:
 * money is not sold for less.
 */
export function isInScope({ sku, product }: PricedLine, scope: Scope = {}): boolean {
  if (product.giftCard) return false
  const { products, categories, skus } = scope
  if (!products && !categories && !skus) return true
  return (
    skus?.includes(sku) === true ||
    (product.productId !== undefined && products?.includes(product.productId) === true) ||
    product.categories?.some((category) => categories?.includes(category)) === true
  )
}

export const leftOf = (goods: readonly Reduced[]): number => goods.reduce((sum, { left }) => sum + left, 0)

export const subtotalOf = (goods: readonly Reduced[]): number =>
  goods.reduce((sum, { line }) => sum + line.subtotal, 0)

export const unitsOf = (goods: readonly Reduced[]): number =>
  goods.reduce((sum, { line }) => sum + line.quantity, 0)
