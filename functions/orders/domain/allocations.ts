import * as z from 'zod/mini'
import { fulfillmentOrderIdOf } from '#contexts/fulfillment/contract/fulfillment-order-id.ts'
import type { FulfillmentOrderId, OrderId } from '#shared/ids.ts'
import { allocation, type QuantityOf, type ReleasedAllocation } from '../contract/types.ts'

/** What one fulfillment order sends; `key` tells a later allocation of a location from its first. */
export const keptAllocation = z.strictObject({ ...allocation.shape, key: z.optional(z.string()) })
export type KeptAllocation = z.infer<typeof keptAllocation>

/** The fulfillment order that sends an allocation. */
export const senderOf = (
  id: OrderId,
  { locationId, key }: Pick<KeptAllocation, 'locationId' | 'key'>,
): FulfillmentOrderId => fulfillmentOrderIdOf(id, locationId, key)

/** Allocations that none of these fulfillment orders sends: their goods can still stay here. */
export const notSentBy = (
  ids: readonly FulfillmentOrderId[],
  id: OrderId,
  allocations: readonly KeptAllocation[],
): readonly KeptAllocation[] => allocations.filter((one) => !ids.includes(senderOf(id, one)))

/** What is given up of these allocations, each by the fulfillment order that would have sent it. */
export const releasedOf = (id: OrderId, taken: readonly KeptAllocation[]): ReleasedAllocation[] =>
  taken.map(({ locationId, key, lines }) => ({
    locationId,
    fulfillmentOrderId: senderOf(id, { locationId, key }),
    lines,
  }))

/** Takes units out of the allocations that may give, the last one first. */
export function takeOut<One extends KeptAllocation>(
  allocations: readonly One[],
  wanted: readonly QuantityOf[],
  mayGive: readonly One[] = allocations,
): { readonly left: One[]; readonly taken: One[] } {
  const missing = new Map<string, number>()
  for (const { sku, quantity } of wanted) missing.set(sku, (missing.get(sku) ?? 0) + quantity)
  const taken: One[] = []
  const left = allocations.toReversed().map((one) => {
    if (!mayGive.includes(one)) return one
    const out: QuantityOf[] = []
    const lines = one.lines.flatMap((line) => {
      const quantity = Math.min(line.quantity, missing.get(line.sku) ?? 0)
      if (quantity === 0) return [line]
      missing.set(line.sku, (missing.get(line.sku) ?? 0) - quantity)
      out.push({ sku: line.sku, quantity })
      return quantity === line.quantity ? [] : [{ ...line, quantity: line.quantity - quantity }]
    })
    if (out.length > 0) taken.unshift({ ...one, lines: out })
    return { ...one, lines }
  })
  return { left: left.toReversed().filter(({ lines }) => lines.length > 0), taken }
}
