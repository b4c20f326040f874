import { expect, it } from 'vitest'
import { productId } from '#shared/ids.ts'
import { aBook } from '../domain/product.fixtures.ts'
import { makePublishDue } from './publish-due.ts'
import { makePutProduct } from './put-product.ts'
import {
  makeListCatalogProducts,
  makeReadCatalogProduct,
  makeReadProduct,
  makeReadProductHistory,
} from './read-products.ts'
import { CAUSE, openCatalog } from './testing.ts'

const BOOK = productId.parse('BOOK')
const AT = '2026-12-01T00:00:00Z'

async function openWithBook(changes: object) {
  const catalog = openCatalog()
  await makePutProduct(catalog)({ id: BOOK, product: aBook(changes), ifMatch: undefined }, CAUSE)
  const runAt = (time: string) => makePublishDue({ ...catalog, clock: { now: () => new Date(time) } })(CAUSE)
  return { catalog, runAt }
}

it('shows a product when its time has come, once', async () => {
  const { catalog, runAt } = await openWithBook({ publishAt: AT })
  await runAt('2026-11-30T23:59:59Z')
  expect(await makeReadProduct(catalog)(BOOK)).toMatchObject({ code: 'not_found' })
  await runAt(AT)
  await runAt('2026-12-02T00:00:00Z')
  expect(await makeReadProduct(catalog)(BOOK)).toMatchObject({ ok: true, value: { version: 2 } })
  expect(catalog.events().map(({ type }) => type)).toEqual(['product.drafted', 'product.published'])
})

it('leaves drafts alone', async () => {
  const { catalog, runAt } = await openWithBook({ status: 'draft', publishAt: AT })
  await runAt('2027-01-01T00:00:00Z')
  expect(await makeReadProduct(catalog)(BOOK)).toMatchObject({ code: 'not_found' })
})

it('is seen by who works on the catalog, with its history', async () => {
  const { catalog } = await openWithBook({ status: 'draft' })
  expect(await makeReadCatalogProduct(catalog)(BOOK)).toMatchObject({ ok: true, value: { visible: false } })
  const list = makeListCatalogProducts(catalog)
  expect((await list({ limit: 20, status: 'draft' })).items).toHaveLength(1)
  expect((await list({ limit: 20, status: 'visible' })).items).toEqual([])
  expect(await makeReadProductHistory(catalog)(BOOK, { limit: 20 })).toMatchObject({
    ok: true,
    value: { items: [{ sequence: 1, type: 'product.drafted', actor: { kind: 'system' } }] },
  })
})
