import { makeChance } from '#simulation/chance.ts'
import { type SearchDocument, searchDocument } from './document.ts'

const named = (id: string) => ({ id, name: { en: id } })
const trait = (id: string, values: readonly string[]) => ({ ...named(id), values: values.map(named) })

const hasValues = ({ values }: { readonly values: readonly unknown[] }): boolean => values.length > 0

/** A product with a name in English, unless more is said. */
export const aDocument = (
  id: string,
  given: Omit<Partial<SearchDocument>, 'id'> | Readonly<Record<string, unknown>> = {},
): SearchDocument =>
  searchDocument.parse({
    name: { en: id },
    description: {},
    categories: [],
    attributes: [],
    options: [],
    prices: [{ amount: 1_000, currency: 'JPY' }],
    digital: false,
    variants: [{ sku: id, options: {}, stock: { TOKYO: 10 } }],
    publishedAt: '2026-01-01T00:00:00Z',
    sold: 0,
    ...given,
    id,
  })

export const COLORS = ['red', 'green', 'blue', 'black']
export const SIZES = ['s', 'm', 'l']
export const MATERIALS = ['wool', 'cotton', 'silk', 'linen']
export const CATEGORIES = [
  { id: 'clothes', name: { en: 'Clothes' }, position: 0 },
  { id: 'shirts', name: { en: 'Shirts' }, parent: 'clothes', position: 0 },
  { id: 'coats', name: { en: 'Coats' }, parent: 'clothes', position: 1 },
  { id: 'gifts', name: { en: 'Gifts' }, position: 1 },
]

/** Products of all kinds, as chance has it. */
export function someDocuments(seed: number, count: number): SearchDocument[] {
  const chance = makeChance(seed)
  const some = <T>(of: readonly T[]): T[] => of.filter(() => chance.happens(0.5))
  return Array.from({ length: count }, (_, index) => {
    const colors = some(COLORS)
    const sizes = some(SIZES)
    const combinations = colors.flatMap((color) => sizes.map((size) => ({ color, size })))
    const options = combinations.length > 0 ? combinations.filter(() => chance.happens(0.8)) : []
    return aDocument(`p${index}`, {
      name: { en: chance.pick(['Warm shirt', 'Long coat', 'Fine scarf']) },
      categories: some(['shirts', 'coats', 'gifts']).slice(0, 2),
      attributes: [
        trait('material', some(MATERIALS)),
        trait('size', chance.happens(0.1) ? ['l'] : []),
      ].filter(hasValues),
      options: [trait('color', colors), trait('size', sizes)].filter(hasValues),
      digital: chance.happens(0.1),
      prices: some(['JPY', 'USD']).map((currency) => ({ amount: 100 * chance.below(50), currency })),
      variants: (options.length > 0 ? options : [{}]).map((values, at) => ({
        sku: `p${index}-${at}`,
        options: values,
        ...(chance.happens(0.3) ? { prices: [{ amount: 100 * chance.below(50), currency: 'JPY' }] } : {}),
        stock: { TOKYO: chance.below(3) - 1, OSAKA: chance.below(2) },
      })),
      publishedAt: new Date(Date.UTC(2026, 0, 1 + chance.below(20))).toISOString(),
      sold: chance.below(5),
    })
  })
}
