import { expect, it } from 'vitest'
import { currency } from '#shared/money.ts'
import { type Chance, makeChance } from '#simulation/chance.ts'
import { count } from './count.ts'
import type { SearchDocument, SearchVariant } from './document.ts'
import { searchChange } from './document.ts'
import type { Filters } from './filters.ts'
import { CATEGORIES, COLORS, MATERIALS, SIZES, someDocuments } from './search.fixtures.ts'
import { Shelf } from './shelf.ts'

const JPY = currency.parse('JPY')
const NOW = new Date('2026-06-01T00:00:00Z')
const TOKYO_ALONE = new Map([['TOKYO', { earliest: 1, latest: 2 }]])

const documents = someDocuments(7, 80)
const shelf = new Shelf()
const categories = searchChange.parse({ kind: 'categories', categories: CATEGORIES })
if (categories.kind === 'categories') shelf.replaceCategories(categories.categories)
const found = documents.map((document) => ({ entry: shelf.put(document), score: 1 }))

const PARENTS = new Map(CATEGORIES.map(({ id, parent }) => [id, parent]))

/** The same once more, as plainly as it can be said: a product, a wish, yes or no. */
interface Wish extends Filters {
  readonly currency: string | undefined
  readonly onlyTokyo: boolean
}

const categoriesOf = ({ categories: ids }: SearchDocument): Set<string> =>
  new Set(ids.flatMap((id) => [id, PARENTS.get(id) ?? id]))

const priceIn = (document: SearchDocument, variant: SearchVariant, code: string) =>
  (variant.prices ?? document.prices).find((price) => price.currency === code)?.amount

const valuesOf = (document: SearchDocument, variant: SearchVariant, facet: string): string[] => [
  ...document.attributes.filter(({ id }) => id === facet).flatMap(({ values }) => values.map(({ id }) => id)),
  ...Object.entries(variant.options).flatMap(([id, value]) => (id === facet ? [value] : [])),
]

function variantMeets(document: SearchDocument, variant: SearchVariant, wish: Wish): boolean {
  const price = wish.currency === undefined ? undefined : priceIn(document, variant, wish.currency)
  if (wish.currency !== undefined && price === undefined) return false
  if (wish.price && (price === undefined || price < wish.price.min || price > wish.price.max)) return false
  const units = Object.entries(variant.stock).reduce(
    (sum, [place, amount]) => (wish.onlyTokyo && place !== 'TOKYO' ? sum : sum + amount),
    0,
  )
  if (wish.inStock && !document.digital && units <= 0) return false
  return [...wish.traits].every(([facet, wanted]) =>
    valuesOf(document, variant, facet).some((value) => wanted.has(value)),
  )
}

const meets = (document: SearchDocument, wish: Wish): boolean =>
  (wish.categories === undefined || [...categoriesOf(document)].some((id) => wish.categories?.has(id))) &&
  document.variants.some((variant) => variantMeets(document, variant, wish))

const countOf = (wish: Wish): number => documents.filter((document) => meets(document, wish)).length

function bruteForce(wish: Wish) {
  const facets = { color: COLORS, size: SIZES, material: MATERIALS }
  const counts: Record<string, number> = {}
  for (const [facet, values] of Object.entries(facets))
    for (const value of values)
      counts[`${facet}:${value}`] = countOf({
        ...wish,
        traits: new Map([...wish.traits, [facet, new Set([value])]]),
      })
  for (const { id } of CATEGORIES) counts[`category:${id}`] = countOf({ ...wish, categories: new Set([id]) })
  const { price: _price, ...anyPrice } = wish
  const prices = documents.flatMap((document) =>
    document.variants.flatMap((variant) =>
      meets({ ...document, variants: [variant] }, anyPrice) && wish.currency
        ? (priceIn(document, variant, wish.currency) ?? [])
        : [],
    ),
  )
  return {
    total: countOf(wish),
    counts: Object.fromEntries(Object.entries(counts).filter(([, number]) => number > 0)),
    range: prices.length > 0 ? { min: Math.min(...prices), max: Math.max(...prices) } : undefined,
  }
}

function randomWish(chance: Chance): Wish {
  const some = (of: readonly string[]) => new Set(of.filter(() => chance.happens(0.4)))
  const traits = new Map<string, ReadonlySet<string>>()
  for (const [facet, values] of Object.entries({ color: COLORS, size: SIZES, material: MATERIALS }))
    if (chance.happens(0.5)) traits.set(facet, some([...values, 'unheard-of']))
  const min = 100 * chance.below(40)
  const inCurrency = chance.happens(0.8)
  return {
    traits,
    inStock: chance.happens(0.5),
    ...(chance.happens(0.4) ? { categories: some(CATEGORIES.map(({ id }) => id)) } : {}),
    ...(inCurrency && chance.happens(0.5) ? { price: { min, max: min + 100 * chance.below(30) } } : {}),
    currency: inCurrency ? JPY : undefined,
    onlyTokyo: chance.happens(0.5),
  }
}

it('counts what each value of a facet would leave, by brute force on 1,000 random filters', () => {
  const chance = makeChance(11)
  let [empty, wide] = [0, 0]
  for (let round = 0; round < 1_000; round += 1) {
    const wish = randomWish(chance)
    const scene = { currency: wish.currency, serving: wish.onlyTokyo ? TOKYO_ALONE : undefined, now: NOW }
    const { matches, facets, priceRange } = count(found, shelf, wish, scene)
    const counts = Object.fromEntries(
      facets.flatMap(({ facet, values }) =>
        values.map(({ id, count: number }) => [`${facet}:${id}`, number]),
      ),
    )
    expect({ total: matches.length, counts, range: priceRange }, JSON.stringify(wish)).toEqual(
      bruteForce(wish),
    )
    if (matches.length === 0) empty += 1
    if (matches.length > 8) wide += 1
  }
  // Filters that leave nothing, or everything, would show little.
  expect(empty).toBeLessThan(600)
  expect(wide).toBeGreaterThan(200)
})
