import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import type { holdStock } from '#contexts/inventory/contract/calls.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { CartId, CustomerId } from '#shared/ids.ts'
import { locationId, sku } from '#shared/ids.ts'
import { MOST_LINES } from '../../contract/carts.ts'
import type { CartLine } from '../../domain/carts/cart.ts'
import { mergedLines } from '../../domain/carts/cart.ts'
import { cartOfCustomer } from '../../domain/carts/customers-cart.ts'
import { makePutCustomerGroups } from '../customer-groups.ts'
import { moved, published } from '../testing.ts'
import { CAUSE, openCarts, SETTINGS, TOKYO, told, wanted } from './testing.ts'

const HANAKO = 'cus_00000000000000000000000007' as CustomerId
const TARO = 'cus_00000000000000000000000008' as CustomerId
const OWN = cartOfCustomer(HANAKO)
const TYO = locationId.parse('TYO')
const SEEN = { ifMatch: undefined, cause: CAUSE }
const asked = { idempotencyKey: '', requestHash: '', cause: CAUSE }

let shop: Awaited<ReturnType<typeof openCarts>>
beforeEach(async () => {
  shop = await openCarts()
})

async function guestsCart(...lines: [string, number][]): Promise<CartId> {
  const wish = { ...SETTINGS, codes: ['SPRING'], lines: lines.map(([name, n]) => wanted(name, n)) }
  return told(await shop.createCart(wish, CAUSE)).id
}
async function customersCart(...lines: [string, number][]): Promise<void> {
  told(await shop.putMyCart(HANAKO, SETTINGS, SEEN))
  for (const [name, n] of lines) told(await shop.addToCart(OWN, wanted(name, n), asked))
}
const merge = (id: CartId, customer = HANAKO) => shop.mergeCart(id, customer, CAUSE)
const quantities = async () =>
  told(await shop.readCart(OWN))
    .lines.map(({ sku: name, quantity }) => [name, quantity])
    .sort()

describe('a customer’s cart', () => {
  it('is made by who sets it, and changed by who has seen it', async () => {
    expect(told(await shop.putMyCart(HANAKO, SETTINGS, SEEN))).toMatchObject({ created: true })
    expect(await shop.putMyCart(HANAKO, SETTINGS, SEEN)).toMatchObject({ code: 'precondition_required' })
    const put = await shop.putMyCart(HANAKO, { ...SETTINGS, locale: 'en' }, { ...SEEN, ifMatch: 1 })
    expect(told(put)).toMatchObject({ created: false, cart: { locale: 'en', version: 2 } })
  })

  it('is quoted with the promotions of their groups, which a guest’s cart is not', async () => {
    await shop.promote('vip', { kind: 'percentage', percent: 10, conditions: { customerGroups: ['vip'] } })
    const groups = { customerId: HANAKO, groups: ['vip'], ifMatch: undefined }
    told(await makePutCustomerGroups(shop.deps)(groups, CAUSE))
    const id = await guestsCart(['BOOK', 1])
    expect(told(await shop.quoteCart(id, TOKYO, CAUSE)).discounts).toEqual([])
    told(await merge(id))
    expect(told(await shop.quoteCart(OWN, TOKYO, CAUSE)).discounts).toMatchObject([{ promotionId: 'vip' }])
  })
})

describe('merging at sign-in', () => {
  it('takes the larger quantity of what both have, and all that one has', async () => {
    await customersCart(['BOOK', 3], ['PEN', 1])
    const cart = told(await merge(await guestsCart(['BOOK', 2], ['PEN', 4], ['TEA', 1])))
    expect(await quantities()).toEqual([
      ['BOOK', 3],
      ['PEN', 4],
      ['TEA', 1],
    ])
    expect(cart).toMatchObject({ units: 8, codes: ['SPRING'] })
  })

  it('makes the customer’s cart where there is none', async () => {
    expect(told(await merge(await guestsCart(['BOOK', 2])))).toMatchObject({ units: 2, currency: 'JPY' })
  })

  it('is done once: the guest’s cart is none any more, and the same request is answered alike', async () => {
    const id = await guestsCart(['BOOK', 2])
    const cart = told(await merge(id))
    expect(told(await merge(id))).toEqual(cart)
    expect(await shop.readCart(id)).toMatchObject({ code: 'not_found' })
    expect(await shop.addToCart(id, wanted('PEN', 1), asked)).toMatchObject({ code: 'not_found' })
    expect(await merge(id, TARO)).toMatchObject({ code: 'not_found' })
  })

  it('takes no cart of another customer', async () => {
    await customersCart(['BOOK', 1])
    expect(await merge(OWN, TARO)).toMatchObject({ code: 'not_found' })
    expect(await merge(OWN)).toMatchObject({ code: 'not_found' })
  })

  it('keeps what is sold out meanwhile', async () => {
    const id = await guestsCart(['BOOK', 10])
    await shop.copyProduct(published('BOOK', { prices: [{ amount: 1, currency: 'EUR' }] }, 2))
    expect(told(await merge(id)).lines).toMatchObject([{ quantity: 10, changes: [{ kind: 'withdrawn' }] }])
  })

  it('waits for an order of either, which then leaves the customer’s cart', async () => {
    const id = await guestsCart(['BOOK', 2], ['TEA', 1])
    const quote = told(await shop.quoteCart(id, TOKYO, CAUSE))
    told(await merge(id))
    shop.order(quote.id)
    expect(await shop.addToCart(OWN, wanted('PEN', 1), asked)).toMatchObject({ code: 'cart_ordered' })
    await shop.hear(quote.id, [{ sku: 'BOOK', quantity: 2 }])
    expect(await quantities()).toEqual([['TEA', 1]])

    const other = await guestsCart(['BOOK', 1])
    shop.order(told(await shop.quoteCart(other, TOKYO, CAUSE)).id)
    expect(await merge(other)).toMatchObject({ code: 'cart_ordered' })
  })

  it('keeps what is held for either, until the next quote gives back both for what it holds', async () => {
    const asks: RequestOf<typeof holdStock>[] = []
    const ask = async (request: RequestOf<typeof holdStock>): Promise<AnswerOf<typeof holdStock>> => {
      asks.push(request)
      return { outcome: 'reserved', allocations: [{ locationId: TYO, lines: request.lines }] }
    }
    const holding = shop.bound({ holding: { ask, time: 10 * 60_000 } })
    await customersCart(['BOOK', 6])
    const id = await guestsCart(['PEN', 7])
    for (const cart of [OWN, id]) told(await holding.quoteCart(cart, TOKYO, CAUSE))
    await shop.apply(
      moved([
        { sku: 'BOOK', reserved: 6 },
        { sku: 'PEN', reserved: 7 },
      ]),
    )

    told(await merge(id))
    told(await merge(id))
    expect(told(await shop.readCart(OWN)).lines).toMatchObject([{ changes: [] }, { changes: [] }])
    told(await holding.quoteCart(OWN, TOKYO, CAUSE))
    expect(asks[2]?.instead).toEqual(asks.slice(0, 2).map(({ orderId }) => orderId))
    expect(asks[2]?.lines.map(({ sku: name, quantity }) => [name, quantity]).sort()).toEqual(
      await quantities(),
    )
  })

  it('of more lines than a cart takes leaves both as they are', async () => {
    await customersCart(['BOOK', 1])
    const id = await guestsCart()
    for (let n = 0; n < MOST_LINES; n += 1) {
      await shop.copyProduct(
        published(`E-${n}`, { kind: 'digital', prices: [{ amount: 1, currency: 'JPY' }] }),
      )
      told(await shop.addToCart(id, wanted(`E-${n}`, 1), asked))
    }
    expect(await merge(id)).toMatchObject({ code: 'impossible' })
    expect(told(await shop.readCart(id)).units).toBe(MOST_LINES)

    told(await shop.removeCartLine(id, sku.parse('E-0'), CAUSE))
    expect(told(await merge(id)).units).toBe(MOST_LINES)
  })
})

it('a merge loses nothing of either cart, whatever is in them, and a second changes nothing', () => {
  const lines = fc.uniqueArray(
    fc.record({ sku: fc.constantFrom('A', 'B', 'C', 'D', 'E'), quantity: fc.integer({ min: 1, max: 9 }) }),
    { selector: (line) => line.sku, maxLength: 5 },
  )
  const of = (all: { sku: string; quantity: number }[]): CartLine[] =>
    all.map((line) => ({
      ...wanted(line.sku, line.quantity),
      addedAt: '2026-11-20T01:00:00.000Z',
      seenPrice: { amount: 1, currency: SETTINGS.currency },
    }))
  fc.assert(
    fc.property(lines, lines, (own, guests) => {
      const merged = told(mergedLines(of(own), of(guests)))
      for (const wish of [...own, ...guests])
        expect(merged.find((line) => line.sku === wish.sku)?.quantity).toBeGreaterThanOrEqual(wish.quantity)
      expect(new Set(merged.map((line) => line.sku)).size).toBe(merged.length)
      expect(told(mergedLines(merged, of(guests)))).toEqual(merged)
    }),
  )
})
