import { describe, expect, it } from 'vitest'
import { cartId, customerId, sku } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { MOST_LINES } from '../../contract/carts.ts'
import type { Cart, CartLine } from './cart.ts'
import { cartViolations } from './invariants.ts'

const JPY = currency.parse('JPY')
const AT = '2026-11-20T01:00:00.000Z'
const line = (name: string, quantity: number): CartLine => ({
  sku: sku.parse(name),
  quantity,
  addedAt: AT,
  seenPrice: { amount: 1980, currency: JPY },
})
const CART: Cart = {
  id: cartId.parse('crt_00000000000000000000000001'),
  ...{ currency: JPY, locale: 'ja', codes: [], lines: 2, units: 5, quotes: [], holds: [], createdAt: AT },
  touchedAt: AT,
}
const LINES = [line('BOOK', 2), line('PEN', 3)]

const rulesBroken = (changes: Partial<Cart>, lines: readonly CartLine[] = LINES) =>
  cartViolations({ cart: { ...CART, ...changes }, lines }).map((text) => text.split(':')[0])

describe('a cart', () => {
  it('is right as it is', () => {
    expect(rulesBroken({})).toEqual([])
  })

  it.each<[string, Partial<Cart>, readonly CartLine[], string]>([
    ['a line that it does not count', { lines: 1 }, LINES, 'a cart counts its lines'],
    ['a unit too many', { units: 6 }, LINES, 'a cart counts the units in its lines'],
    [
      'a line of nothing',
      { units: 2 },
      [line('BOOK', 2), line('PEN', 0)],
      'each line of a cart wants at least one unit',
    ],
    [
      'a line too many',
      { lines: MOST_LINES + 1, units: MOST_LINES + 1 },
      Array.from({ length: MOST_LINES + 1 }, (_, n) => line(`E-${n}`, 1)),
      'a cart has no more lines than an order takes',
    ],
    [
      'a customer who has lost it to another',
      {
        customerId: customerId.parse('cus_00000000000000000000000001'),
        mergedInto: cartId.parse('crt_00000000000000000000000002'),
      },
      LINES,
      'a guest’s cart alone goes into another',
    ],
  ])('is wrong with %s', (_, changes, lines, rule) => {
    expect(rulesBroken(changes, lines)).toEqual([rule])
  })
})
