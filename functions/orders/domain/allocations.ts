import * as z from 'zod/mini'
import type { LocationId, Sku } from '#shared/ids.ts'
import { type Allocation, allocation, type QuantityOf } from '../contract/types.ts'
import type { Logistics } from './logistics.ts'

/** What one fulfillment order sends; `key` tells a later allocation of a location from its first. */
export const keptAllocation = z.strictObject({ ...allocation.shape, key: z.optional(z.string()) })
export type KeptAllocation = z.infer<typeof keptAllocation>

/** Units by location and SKU that no claimed fulfillment order sends: they can still stay here. */
export function freeUnits(
  allocations: readonly KeptAllocation[],
  { fulfillmentOrders }: Logistics,
  claims: readonly string[],
): Map<LocationId, Map<Sku, number>> {
  const free = new Map<LocationId, Map<Sku, number>>()
  const add = (location: LocationId, sku: Sku, units: number) => {
    const shelf = free.get(location) ?? new Map<Sku, number>()
    free.set(location, shelf.set(sku, (shelf.get(sku) ?? 0) + units))
  }
  for (const { locationId, lines } of allocations)
    for (const { sku, quantity } of lines) add(locationId, sku, quantity)
  for (const one of fulfillmentOrders.filter(({ fulfillmentOrderId: id }) => claims.includes(id)))
    for (const { sku, quantity } of one.lines) add(one.locationId, sku, -quantity)
  return free
}

/** Takes units out of the allocations, the last one first, as far as `limits` lets it. */
export function takeOut(
  allocations: readonly KeptAllocation[],
  wanted: readonly QuantityOf[],
  limits?: ReadonlyMap<LocationId, Map<Sku, number>>,
): { readonly left: KeptAllocation[]; readonly taken: Allocation[] } {
  const missing = new Map<string, number>()
  for (const { sku, quantity } of wanted) missing.set(sku, (missing.get(sku) ?? 0) + quantity)
  const taken: Allocation[] = []
  const left = allocations.toReversed().map((one) => {
    const out: QuantityOf[] = []
    const lines = one.lines.flatMap((line) => {
      const limit = limits?.get(one.locationId)?.get(line.sku) ?? line.quantity
      const quantity = Math.max(0, Math.min(line.quantity, missing.get(line.sku) ?? 0, limit))
      if (quantity === 0) return [line]
      missing.set(line.sku, (missing.get(line.sku) ?? 0) - quantity)
      limits?.get(one.locationId)?.set(line.sku, limit - quantity)
      out.push({ sku: line.sku, quantity })
      return quantity === line.quantity ? [] : [{ ...line, quantity: line.quantity - quantity }]
    })
    if (out.length > 0) taken.unshift({ locationId: one.locationId, lines: out })
    return { ...one, lines }
  })
  return { left: left.toReversed().filter(({ lines }) => lines.length > 0), taken }
}
