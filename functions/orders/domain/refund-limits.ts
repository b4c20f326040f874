/** What each group of the staff may give back of one order alone, in all, minor units by currency; a currency that is left out has no limit. */
export type RefundLimits = Readonly<Record<string, Readonly<Record<string, number>>>>

/**
 * The most that a person of these groups may give back of one order alone; undefined where there is no limit, as
 * for a program, which is in no group.
 */
export function refundLimit(
  limits: RefundLimits,
  groups: readonly string[],
  currency: string,
): number | undefined {
  const most = Math.max(
    ...groups.flatMap((group) =>
      limits[group] ? [limits[group][currency] ?? Number.POSITIVE_INFINITY] : [],
    ),
  )
  return Number.isFinite(most) ? most : undefined
}
