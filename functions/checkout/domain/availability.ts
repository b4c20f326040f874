import type { QuoteAnswer } from '../contract/operations.ts'
import type { SkuCopy } from './copies.ts'

/** This few left after the order is `low`. */
const LOW = 5

export type Availability = Pick<QuoteAnswer['lines'][number], 'availability' | 'available'>

/** Whether there is enough of a SKU for `wanted` units, at all locations together. Digital goods never run out. */
export function availabilityOf(copy: SkuCopy, wanted: number): Availability {
  if (copy.product?.kind === 'digital') return { availability: 'in_stock' }
  const available = [...copy.available.values()].reduce((a, b) => a + b, 0)
  if (available < wanted) return { availability: 'not_enough', available }
  return { availability: available - wanted < LOW ? 'low' : 'in_stock' }
}
