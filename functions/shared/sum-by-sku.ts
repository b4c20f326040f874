/** Quantities by SKU; what is named twice is summed. */
export function sumBySku<Sku extends string>(
  counted: readonly { readonly sku: Sku; readonly quantity: number }[],
): Map<Sku, number> {
  const sums = new Map<Sku, number>()
  for (const { sku, quantity } of counted) sums.set(sku, (sums.get(sku) ?? 0) + quantity)
  return sums
}

/** The same as lines, each SKU once, in the order in which they were named. */
export const linesBySku = <Sku extends string>(
  counted: readonly { readonly sku: Sku; readonly quantity: number }[],
): { sku: Sku; quantity: number }[] => [...sumBySku(counted)].map(([sku, quantity]) => ({ sku, quantity }))
