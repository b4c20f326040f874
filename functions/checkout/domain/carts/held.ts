import type { Allocation } from '#contexts/orders/contract/types.ts'
import type { Sku } from '#shared/ids.ts'
import type { SkuCopy } from '../copies.ts'

/** What a cart holds of stock, location by location. */
export type Held = readonly Allocation[]

/** What is known of a SKU, where what the cart holds itself is there for it too. */
export function withHeld(sku: Sku, copy: SkuCopy, held: Held): SkuCopy {
  const own = held.flatMap(({ locationId, lines }) =>
    lines.flatMap((line) => (line.sku === sku ? [[locationId, line.quantity] as const] : [])),
  )
  if (own.length === 0) return copy
  const available = new Map(copy.available)
  for (const [location, units] of own) available.set(location, (available.get(location) ?? 0) + units)
  return { ...copy, available }
}
