import { emptyIndex, type OpenIndex } from '#contexts/catalog/adapters/search/kept-index.ts'
import { type SearchDocument, searchDocument } from '#contexts/catalog/domain/search/document.ts'
import type { Chance } from '#simulation/chance.ts'

const values = (facet: string, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const id = `${facet}${index + 1}`
    return { id, name: { en: id } }
  })
const BRANDS = values('brand', 40)
const MATERIALS = values('material', 12)
const SIZES = values('size', 3)
const NAMES = { brand: { en: 'Brand' }, material: { en: 'Material' }, size: { en: 'Size' } }

/** A product for a title: with a brand, a material, three sizes, prices and stock as chance has it. */
export function documentOf(id: string, title: string, language: string, chance: Chance): SearchDocument {
  return searchDocument.parse({
    id,
    name: { [language]: title },
    description: {},
    categories: [],
    attributes: [
      { id: 'brand', name: NAMES.brand, values: [chance.pick(BRANDS)] },
      { id: 'material', name: NAMES.material, values: [chance.pick(MATERIALS)] },
    ],
    options: [{ id: 'size', name: NAMES.size, values: SIZES }],
    prices: [{ amount: 100 + chance.below(20_000), currency: 'GBP' }],
    digital: false,
    variants: SIZES.map((size) => ({
      sku: `${id}-${size.id}`,
      options: { size: size.id },
      stock: { NORTH: chance.below(10), SOUTH: chance.below(4) },
    })),
    publishedAt: '2026-01-01T00:00:00Z',
    sold: chance.below(1_000),
  })
}

export function indexOf(documents: readonly SearchDocument[]): OpenIndex['index'] {
  const { index } = emptyIndex()
  for (const document of documents) index.apply({ kind: 'product', document })
  return index
}
