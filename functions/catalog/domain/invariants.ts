import type { CategoryId, ProductId } from '#shared/ids.ts'
import { rulesOf, violationsOf } from '#shared/invariants.ts'
import { type CategoryTree, lineageOf } from './category-tree.ts'
import { codeName, codesOf } from './codes.ts'
import type { ProductState } from './product.ts'
import { productFaults } from './product-faults.ts'
import { skusOf } from './variants.ts'

/** A product, and whose its codes are. */
export interface ProductBooks extends ProductState {
  readonly id: ProductId
  /** By the code's name, such as `SKU#BOOK-1`. */
  readonly owners: ReadonlyMap<string, ProductId | undefined>
}

/** What is wrong with a product; nothing, always. */
export const productViolations = violationsOf<ProductBooks>(
  rulesOf(
    ({ id, product, visible, skus, owners }) =>
      `${id} is ${product.status}, ${visible ? 'shown' : 'not shown'}, has had ${skus.length} SKUs, and of its ${owners.size} codes ${[...owners.values()].filter((owner) => owner === id).length}`,
    {
      'the codes of a product are its own': ({ id, product, owners }) =>
        codesOf(id, product).every(({ code }) => owners.get(codeName(code)) === id),
      'a product keeps the SKUs that it had': ({ id, product, skus }) =>
        skusOf(id, product).every((sku) => skus.includes(sku)),
      'what is shown is published': ({ product, visible }) => !visible || product.status === 'published',
      'what is kept of a product has no fault': ({ id, product }) => productFaults(id, product).length === 0,
    },
  ),
)

/** A product beside what the search was told of it. */
export interface FoundBooks {
  readonly id: ProductId
  /** A hash of how it is to be found; undefined of what is not shown. */
  readonly due: string | undefined
  /** The one of how it is found; undefined of what is not. */
  readonly told: string | undefined
}

/** What is wrong with how a product is found; nothing, once the search has heard of its last change. */
export const foundViolations = violationsOf<FoundBooks>(
  rulesOf(
    ({ id, due, told }) => `${id} is ${due ? 'shown' : 'not shown'}, and ${told ? 'found' : 'not found'}`,
    {
      'what is shown is found': ({ due, told }) => due === undefined || told !== undefined,
      'what is not shown is not found': ({ due, told }) => due !== undefined || told === undefined,
      'what is found is found as it is': ({ due, told }) =>
        due === undefined || told === undefined || due === told,
    },
  ),
)

/** The numbered changes of the search. */
export interface SearchLog {
  /** The number of the last one. */
  readonly version: number
  /** The number of the last one that is in a file. */
  readonly kept: number
  /** Those that are in the table. */
  readonly numbers: readonly number[]
}

/** What is wrong with them; nothing, always: who opens the file and reads what follows has all of them. */
export const searchLogViolations = violationsOf<SearchLog>(
  rulesOf(
    ({ version, kept, numbers }) =>
      `the last change has number ${version}, the file ${kept}, and ${numbers.length} are there, up to ${numbers.at(-1) ?? 0}`,
    {
      'every change of the search that is in no file is there': ({ version, kept, numbers }) => {
        const there = new Set(numbers)
        return Array.from({ length: version - kept }, (_, at) => kept + 1 + at).every((one) => there.has(one))
      },
      'nothing is changed in the search without a number': ({ version, kept, numbers }) =>
        kept <= version && numbers.every((number) => number <= version),
    },
  ),
)

/** The tree, and the categories that have a record of their own. */
export interface CategoryBooks {
  readonly tree: CategoryTree
  readonly kept: readonly { readonly id: CategoryId; readonly parent: CategoryId | undefined }[]
}

/** What is wrong with the categories; nothing, always. */
export const categoryViolations = violationsOf<CategoryBooks>({
  'every category leads to the top': ({ tree }) =>
    idsIn(tree).filter((id) => tree[lineageOf(tree, id).at(-1) ?? id] !== null),
  'the tree has what the categories say': ({ tree, kept }) => [
    ...kept.filter(({ id, parent }) => tree[id] !== (parent ?? null)).map(({ id }) => id),
    ...idsIn(tree).filter((id) => kept.every((one) => one.id !== id)),
  ],
})

const idsIn = (tree: CategoryTree): CategoryId[] => Object.keys(tree) as CategoryId[]
