import { beforeEach, describe, expect, it } from 'vitest'
import { categoryId, productId } from '#shared/ids.ts'
import { category } from '../contract/categories.ts'
import { aBook } from '../domain/product.fixtures.ts'
import { makeListCategories, makePutCategory, makeReadCategory, makeRemoveCategory } from './categories.ts'
import { makePutProduct } from './put-product.ts'
import { CAUSE, openCatalog } from './testing.ts'

const id = (name: string) => categoryId.parse(name)

let catalog: ReturnType<typeof openCatalog>
beforeEach(() => {
  catalog = openCatalog()
})

const put = (name: string, content: object = {}, ifMatch?: number) =>
  makePutCategory(catalog)(
    { id: id(name), category: category.parse({ name: { en: name, ja: `${name}類` }, ...content }), ifMatch },
    CAUSE,
  )
const remove = (name: string, ifMatch?: number) =>
  makeRemoveCategory(catalog)({ id: id(name), ifMatch }, CAUSE)
const list = async () => (await makeListCategories(catalog)({})).items.map((item) => item.id)

describe('a category', () => {
  it('is made, replaced by who has seen it, and says so each time', async () => {
    expect(await put('books')).toMatchObject({ ok: true, value: { created: true, category: { version: 1 } } })
    expect(await put('books')).toMatchObject({ code: 'precondition_required' })
    expect(await put('books', {}, 7)).toMatchObject({ code: 'precondition_failed' })
    expect(await put('books', { position: 3 }, 1)).toMatchObject({
      ok: true,
      value: { created: false, category: { position: 3, version: 2 } },
    })
    expect(catalog.events().map(({ type }) => type)).toEqual(['category.changed', 'category.changed'])
  })

  it('is read in one language', async () => {
    await put('books')
    const { items } = await makeListCategories(catalog)({ language: 'ja-JP' })
    expect(items).toMatchObject([{ name: { ja: 'books類' } }])
    expect(items[0]?.name).not.toHaveProperty('en')
  })

  it('comes in the order of its position', async () => {
    for (const [name, position] of [
      ['a', 2],
      ['b', 1],
      ['c', 1],
    ] as const)
      await put(name, { position })
    expect(await list()).toEqual(['b', 'c', 'a'])
  })

  it('is removed when no others are in it', async () => {
    await put('books')
    await put('novels', { parent: 'books' })
    expect(await remove('books')).toMatchObject({ code: 'category_not_empty' })
    expect(await remove('novels', 9)).toMatchObject({ code: 'precondition_failed' })
    expect(await remove('novels')).toMatchObject({ ok: true })
    expect(await remove('novels')).toMatchObject({ code: 'not_found' })
    expect(await makeReadCategory(catalog)(id('novels'))).toMatchObject({ code: 'not_found' })
    expect(await list()).toEqual(['books'])
  })

  it('makes no loop of two moves at the same time', async () => {
    await put('a')
    await put('b')
    const moves = await Promise.all([put('a', { parent: 'b' }, 1), put('b', { parent: 'a' }, 1)])
    expect(moves.filter(({ ok }) => ok)).toHaveLength(1)
    expect(moves.filter((move) => !move.ok && move.code === 'category_loop')).toHaveLength(1)
  })
})

describe('a product', () => {
  it('is in categories that are there', async () => {
    await put('books')
    const product = aBook({ categories: ['books', 'novels'] })
    const refused = await makePutProduct(catalog)(
      { id: productId.parse('BOOK'), product, ifMatch: undefined },
      CAUSE,
    )
    expect(refused).toMatchObject({ code: 'unknown_category', errors: [{ pointer: '/categories/1' }] })
  })
})
