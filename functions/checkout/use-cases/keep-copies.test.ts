import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { sku } from '#shared/ids.ts'
import { readSku } from '../adapters/sku-copies.ts'
import { keptBack, makeCheckout, moved, published, ratesOf, withdrawn } from './testing.ts'

const BOOK = sku.parse('BOOK')

let checkout: ReturnType<typeof makeCheckout>
beforeEach(() => {
  checkout = makeCheckout()
})

const read = () => readSku(checkout.store, BOOK)
const weight = async () => (await read()).product?.weightGrams
const stock = async () => Object.fromEntries((await read()).available)

describe('the copy of a product', () => {
  it('is replaced by a newer one only', async () => {
    await checkout.copyProduct(published('BOOK', { weightGrams: 2 }, 2))
    await checkout.copyProduct(published('BOOK', { weightGrams: 1 }, 1))
    await checkout.copyProduct(published('BOOK', { weightGrams: 9 }, 2))
    expect(await weight()).toBe(2)
    await checkout.copyProduct(published('BOOK', { weightGrams: 3 }, 3))
    expect(await weight()).toBe(3)
  })

  it('is gone while the product is withdrawn, and keeps what is known of the stock', async () => {
    await checkout.copyProduct(published('BOOK'))
    await checkout.apply(moved([{ sku: 'BOOK', onHand: 10 }]))
    await checkout.withdrawProduct(withdrawn('BOOK', 2))
    expect(await read()).toEqual({ product: undefined, available: new Map([['TYO', 10]]) })
    await checkout.copyProduct(published('BOOK', {}, 1))
    expect(await weight()).toBeUndefined()
    await checkout.copyProduct(published('BOOK', {}, 3))
    expect(await weight()).toBe(450)
  })

  it('is gone of a variant that the product has no more', async () => {
    await checkout.copyProduct(published('BOOK'))
    await checkout.copyProduct(published('OTHER', {}, 2, ['BOOK']))
    expect(await weight()).toBeUndefined()
  })

  it('is the newest when all come at once', async () => {
    await Promise.all(
      [3, 1, 5, 2, 4].map((n) => checkout.copyProduct(published('BOOK', { weightGrams: n }, n))),
    )
    expect(await weight()).toBe(5)
  })
})

describe('what is available', () => {
  it('is on hand less reserved, by location', async () => {
    await checkout.apply(
      moved([
        { sku: 'BOOK', onHand: 10 },
        { sku: 'BOOK', onHand: 4, locationId: 'OSA' },
      ]),
    )
    await checkout.apply(moved([{ sku: 'BOOK', reserved: 3 }]))
    await checkout.apply(moved([{ sku: 'BOOK', onHand: -3, reserved: -3 }]))
    expect(await stock()).toEqual({ TYO: 7, OSA: 4 })
  })

  it('is less what a location keeps back, which takes nothing from another', async () => {
    await checkout.apply(keptBack(6))
    await checkout.apply(
      moved([
        { sku: 'BOOK', onHand: 4 },
        { sku: 'BOOK', onHand: 3, locationId: 'OSA' },
      ]),
    )
    expect(await stock()).toEqual({ TYO: 0, OSA: 3 })
    await checkout.apply(keptBack(-5))
    expect(await stock()).toEqual({ TYO: 3, OSA: 3 })
  })

  it('counts an event once', async () => {
    const event = moved([{ sku: 'BOOK', onHand: 10 }])
    const results = await Promise.all([1, 2, 3].map(() => checkout.apply(event)))
    expect(results.toSorted()).toEqual(['applied', 'duplicate', 'duplicate'])
    expect(await stock()).toEqual({ TYO: 10 })
  })

  it('takes 45 SKUs in one event', async () => {
    await checkout.apply(moved(Array.from({ length: 45 }, (_, n) => ({ sku: `SKU-${n}`, onHand: n }))))
    expect((await readSku(checkout.store, sku.parse('SKU-44'))).available.get('TYO')).toBe(44)
  })

  it('and the product never overwrite each other, in whatever order they come', async () => {
    const facts = ['product 1', 'product 2', 'stock +7', 'stock -2'] as const
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...facts], { minLength: 4 }), async (order) => {
        checkout = makeCheckout()
        for (const fact of order) {
          const [kind, amount] = fact.split(' ')
          if (kind === 'stock') await checkout.apply(moved([{ sku: 'BOOK', onHand: Number(amount) }]))
          else await checkout.copyProduct(published('BOOK', { weightGrams: Number(amount) }, Number(amount)))
        }
        expect([await weight(), await stock()]).toEqual([2, { TYO: 5 }])
      }),
    )
  })
})

it('the rates of a location are replaced by newer ones only', async () => {
  await checkout.copyRates(ratesOf('TYO', { priority: 2 }, 2))
  await checkout.copyRates(ratesOf('TYO', { priority: 1 }, 1))
  await checkout.copyRates(ratesOf('OSA', { priority: 7 }))
  const priorities = async () =>
    Object.fromEntries((await checkout.readRates()).locations.map((it) => [it.locationId, it.priority]))
  expect(await priorities()).toEqual({ OSA: 7, TYO: 2 })
  await checkout.copyRates(ratesOf('TYO', { priority: 3 }, 3))
  expect(await priorities()).toEqual({ OSA: 7, TYO: 3 })
})
