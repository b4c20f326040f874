/** After so many days an order, or a view, counts half. */
const HALF_LIFE_DAYS = 7

/** A purchase says as much as so many visits that view. */
const VIEWS_PER_PURCHASE = 10

/** What counts here as now: later it is forgotten. */
export const POPULAR_DAYS = 30

/** Of what is popular more is kept than is shown, as some of it will be sold out. */
export const MOST_POPULAR = 200

/** Products of one basket, or of one visit's views, so many days ago. */
export interface Interest {
  readonly products: readonly string[]
  readonly ageDays: number
}

/** The products that most are interested in now; each counts once per basket and per visit, however often it is in it. */
export function popular(
  { bought, viewed }: { readonly bought: Iterable<Interest>; readonly viewed: Iterable<Interest> },
  most: number,
): string[] {
  const scores = new Map<string, number>()
  const addAll = (interests: Iterable<Interest>, weight: number) => {
    for (const { products, ageDays } of interests)
      for (const product of new Set(products))
        scores.set(
          product,
          (scores.get(product) ?? 0) + weight * 0.5 ** (Math.max(0, ageDays) / HALF_LIFE_DAYS),
        )
  }
  addAll(bought, VIEWS_PER_PURCHASE)
  addAll(viewed, 1)
  return [...scores]
    .toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, most)
    .map(([product]) => product)
}
