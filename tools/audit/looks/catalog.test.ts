import { beforeEach, expect, test } from 'vitest'
import { aBook, aShirt } from '#contexts/catalog/domain/product.fixtures.ts'
import { makePutProduct } from '#contexts/catalog/use-cases/put-product.ts'
import { makeRefreshSearch } from '#contexts/catalog/use-cases/search/refresh-search.ts'
import { CAUSE, openCatalog } from '#contexts/catalog/use-cases/testing.ts'
import { type ProductId, productId } from '#shared/ids.ts'
import { runAudit } from '../audit.ts'
import { memoryTables } from '../memory-tables.ts'
import { walkProducts, walkSearch } from './catalog.ts'

const [BOOK, SHIRT] = [productId.parse('BOOK'), productId.parse('SHIRT')]

let catalog: ReturnType<typeof openCatalog>
beforeEach(async () => {
  catalog = openCatalog()
  await put(BOOK, aBook())
  await put(SHIRT, aShirt({ status: 'draft' }))
  await refresh(BOOK, SHIRT)
})

const put = (id: ProductId, product: ReturnType<typeof aBook>, ifMatch?: number) =>
  makePutProduct(catalog)({ id, product, ifMatch }, CAUSE)
const refresh = (...ids: readonly ProductId[]) =>
  makeRefreshSearch(catalog)(ids.map((id) => ({ kind: 'product', id })))

async function findings(): Promise<string[]> {
  const { violations } = await runAudit(
    {
      tables: memoryTables({ catalog: catalog.store }),
      gateway: { ofOrder: async () => [], rest: async () => [] },
      isRunning: async () => false,
      keyOf: async () => 'none',
      clock: catalog.clock,
    },
    { atOnce: 4, settle: async () => undefined, walks: [walkProducts, walkSearch] },
  )
  return violations.flatMap(({ id, broken }) => broken.map((text) => `${id} ${text.split(':')[0]}`))
}

test('a catalog whose search has heard of everything is sound', async () => {
  expect(await findings()).toEqual([])
})

test('a product that the search was never told of is found, and so is one that it was not told is gone', async () => {
  await put(SHIRT, aShirt(), 1)
  await put(BOOK, aBook({ status: 'archived' }), 1)
  expect((await findings()).toSorted()).toEqual([
    'BOOK what is not shown is not found',
    'SHIRT what is shown is found',
  ])
})

test('a price that the search has not heard of is found', async () => {
  await put(BOOK, aBook({ prices: [{ amount: 1, currency: 'JPY' }] }), 1)
  expect(await findings()).toEqual(['BOOK what is found is found as it is'])
})

test('a change of the search that was lost is found', async () => {
  await catalog.store.commit([{ delete: { pk: 'SEARCH', sk: 'CHANGES#000000000001' } }])
  expect(await findings()).toEqual(['all every change of the search that is in no file is there'])
})
