import { beforeEach, describe, expect, it } from 'vitest'
import { productId } from '#shared/ids.ts'
import type { Product } from '../contract/types.ts'
import { aBook, aShirt } from '../domain/product.fixtures.ts'
import { makePutProduct } from './put-product.ts'
import { CAUSE, openCatalog } from './testing.ts'

let put: (id: string, product: Product, ifMatch?: number) => ReturnType<ReturnType<typeof makePutProduct>>

beforeEach(() => {
  const putProduct = makePutProduct(openCatalog())
  put = (id, product, ifMatch) => putProduct({ id: productId.parse(id), product, ifMatch }, CAUSE)
})

describe('a SKU', () => {
  it('is of one product', async () => {
    await put('SHIRT', aShirt())
    expect(await put('OTHER', aShirt())).toMatchObject({
      code: 'sku_taken',
      errors: [
        { pointer: '/variants/0/sku', code: 'sku_taken' },
        { pointer: '/variants/1/sku', code: 'sku_taken' },
      ],
    })
    expect(await put('SHIRT-S', aBook())).toMatchObject({
      code: 'sku_taken',
      errors: [{ pointer: '/sku' }],
    })
  })

  it('stays its own when it is not sold any more, and may come back', async () => {
    await put('SHIRT', aShirt())
    await put('SHIRT', aShirt({ variants: [{ sku: 'SHIRT-M', options: { size: 'm' } }] }), 1)
    expect(await put('SHIRT-S', aBook())).toMatchObject({ code: 'sku_taken' })
    expect(await put('SHIRT', aShirt(), 2)).toMatchObject({ ok: true })
  })

  it('is had by one of several that want it at the same time', async () => {
    const all = await Promise.all(['A', 'B', 'C'].map((id) => put(id, aShirt())))
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    expect(all.filter((one) => !one.ok && one.code === 'sku_taken')).toHaveLength(2)
  })
})

describe('a barcode', () => {
  it('is of one product', async () => {
    await put('BOOK', aBook())
    expect(await put('OTHER', aBook())).toMatchObject({
      code: 'barcode_taken',
      errors: [{ pointer: '/barcode', code: 'barcode_taken' }],
    })
  })

  it('may go from one variant of a product to another', async () => {
    const [small, medium] = [{ size: 's' }, { size: 'm' }].map((options, n) => ({ sku: `S-${n}`, options }))
    await put('SHIRT', aShirt({ variants: [{ ...small, barcode: 'X' }, medium] }))
    expect(await put('SHIRT', aShirt({ variants: [small, { ...medium, barcode: 'X' }] }), 1)).toMatchObject({
      ok: true,
    })
  })
})

describe('the largest product', () => {
  it('has 40 variants, each with a SKU and a barcode of its own', async () => {
    const values = Array.from({ length: 40 }, (_, n) => ({ id: `v${n}`, name: { en: `Value ${n}` } }))
    const product = aShirt({
      options: [{ id: 'color', name: { en: 'Color' }, values }],
      variants: values.map(({ id }) => ({ sku: `SKU-${id}`, options: { color: id }, barcode: `CODE-${id}` })),
    })
    expect(await put('PAINT', product)).toMatchObject({ ok: true })
  })
})
