import { category } from '#contexts/catalog/contract/categories.ts'
import { product } from '#contexts/catalog/contract/types.ts'
import { after, hours } from '#shared/clock.ts'
import { categoryId, productId } from '#shared/ids.ts'
import { causeOf, STAFF } from '#simulation/people/acts.ts'
import type { World } from '#simulation/world.ts'
import { aProduct } from '#support/shop.ts'
import type { Scenario } from '../scenario.ts'

async function put(world: World, id: string, content: object, ifMatch?: number): Promise<void> {
  const written = product.parse(aProduct(content))
  await world.catalog.putProduct(
    { id: productId.parse(id), product: written, ifMatch },
    causeOf(world, STAFF),
  )
  await world.agenda.settle()
}

const putCategory = (world: World, id: string, content: object = {}) =>
  world.catalog.putCategory(
    {
      id: categoryId.parse(id),
      category: category.parse({ name: { en: id }, ...content }),
      ifMatch: undefined,
    },
    causeOf(world, STAFF),
  )

const SIZES = {
  options: [
    {
      id: 'size',
      name: { en: 'Size' },
      values: ['s', 'm'].map((id) => ({ id, name: { en: id } })),
    },
  ],
  variants: ['s', 'm'].map((size) => ({ sku: `COAT-${size}`, options: { size }, barcode: `C-${size}` })),
}

export const catalog: readonly Scenario[] = [
  {
    name: 'an assortment that changes',
    ends: [],
    people: () => undefined,
    run: async (world) => {
      await putCategory(world, 'clothes')
      await putCategory(world, 'coats', { parent: 'clothes' })
      await put(world, 'COAT', { ...SIZES, categories: ['coats'] })
      await put(world, 'COAT', { ...SIZES, variants: SIZES.variants.slice(1) }, 1)
      await put(world, 'COAT', { ...SIZES, status: 'archived' }, 2)
      await world.catalog.removeCategory(
        { id: categoryId.parse('coats'), ifMatch: undefined },
        causeOf(world, STAFF),
      )
    },
  },
  {
    name: 'a product that is published later',
    ends: [],
    people: () => undefined,
    run: async (world) => {
      await put(world, 'NOVEL', { publishAt: after(world.clock.now(), hours(2)) })
      await world.agenda.pass(hours(4))
    },
  },
]
