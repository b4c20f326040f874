import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { apportion } from '#shared/money.ts'
import { type Goods, type Shop, shopIn, toldOf } from '../testing.ts'
import { type Charge, chargeOf } from './charge.ts'
import { factsOf, type OrderFacts } from './order-facts.ts'
import { isReduced, rateOf, taxWithin } from './tax-rates.ts'

const orderOf = (shop: Shop): OrderFacts => factsOf(toldOf(shop).confirmed().data)

const sum = (amounts: readonly number[]) => amounts.reduce((a, b) => a + b, 0)

/** What the tax lines say was charged, all rates together. */
const byRates = ({ taxLines, taxIncluded }: Charge) =>
  sum(taxLines.map(({ base, amount }) => base + (taxIncluded ? 0 : amount)))

/** What the rows of the invoice come to. */
const byRows = ({ lines, discount, shipping, taxLines, taxOnTop, rest }: Charge) =>
  sum(lines.map(({ amount }) => amount)) -
  discount +
  shipping +
  (taxOnTop ? sum(taxLines.map(({ amount }) => amount)) : 0) +
  rest

/** What is due without some units of the lines, as whoever prices it shares a line among its units. */
const dueWithout = (order: OrderFacts, taken: readonly number[]) =>
  order.totals.total -
  sum(
    order.lines.map(({ quantity, total }, index) => {
      const gone = taken[index] ?? 0
      return apportion(total, [quantity - gone, gone])[1] ?? 0
    }),
  )

const cancelled = (order: OrderFacts, taken: readonly number[]) =>
  order.lines.flatMap(({ sku }, index) => {
    const quantity = taken[index] ?? 0
    return quantity > 0 ? [{ sku, quantity }] : []
  })

describe('what was charged', () => {
  it('is the order as it was quoted, where nothing was cancelled', () => {
    const order = orderOf(shopIn('ja'))
    expect(chargeOf(order, [], order.totals.total)).toMatchObject({
      shipping: 550,
      rest: 0,
      taxLines: [
        { name: '消費税', rate: '0.1', base: 9_130, amount: 830 },
        { name: '消費税（軽減税率）', rate: '0.08', base: 3_240, amount: 240 },
      ],
    })
  })

  it('leaves cancelled units out, and rounds the tax of each rate once', () => {
    const order = orderOf(shopIn('ja'))
    const charge = chargeOf(
      order,
      [{ change: 1, lines: [{ sku: 'SKU-2', quantity: 2 }], due: 10_210 }],
      10_210,
    )
    expect(charge.lines.map(({ quantity, amount }) => [quantity, amount])).toEqual([
      [1, 3_080],
      [1, 1_080],
      [2, 5_500],
    ])
    expect(charge.taxLines).toEqual([
      { name: '消費税', rate: '0.1', base: 9_130, amount: 830 },
      { name: '消費税（軽減税率）', rate: '0.08', base: 1_080, amount: 80 },
    ])
    expect(charge.rest).toBe(0)
  })

  it('has no rate of which nothing is left', () => {
    const order = orderOf(shopIn('ja'))
    const charge = chargeOf(order, [{ change: 1, lines: [{ sku: 'SKU-2', quantity: 3 }], due: 9_130 }], 9_130)
    expect(charge.taxLines.map(({ rate }) => rate)).toEqual(['0.1'])
  })

  it('still has what was cancelled after the capture: that is given back', () => {
    const order = orderOf(shopIn('ja'))
    const late = { change: 1, lines: [{ sku: 'SKU-2', quantity: 3 }], due: 9_130 }
    expect(chargeOf(order, [late], order.totals.total).lines).toHaveLength(3)
  })

  it('has no shipping where only the lines were charged', () => {
    const order = orderOf(shopIn('ja'))
    const gone = { change: 1, lines: [{ sku: 'SKU-2', quantity: 3 }], due: 8_580 }
    expect(chargeOf(order, [gone], 8_580)).toMatchObject({ shipping: 0, rest: 0 })
  })

  it('leaves out the units of one SKU from its lines in their order', () => {
    const { lines, ...order } = orderOf(shopIn('ja'))
    const ofOneSku = { ...order, lines: lines.map((line) => ({ ...line, sku: 'SKU-1' })) }
    const gone = { change: 1, lines: [{ sku: 'SKU-1', quantity: 3 }], due: 7_130 }
    const charge = chargeOf(ofOneSku, [gone], 7_130)
    expect(charge.lines.map(({ quantity, unitPrice }) => [quantity, unitPrice])).toEqual([
      [1, 1_080],
      [2, 2_750],
    ])
    expect(charge.rest).toBe(0)
  })

  it('has the discount of what was kept', () => {
    const { lines, totals, ...order } = orderOf(shopIn('ja'))
    const discounted: OrderFacts = {
      ...order,
      lines: lines.map((line) => ({ ...line, discount: line.total / 10, total: (line.total * 9) / 10 })),
      totals: { ...totals, discount: 1_182, total: 11_188 },
    }
    expect(chargeOf(discounted, [], 11_188)).toMatchObject({ discount: 1_182, rest: 0, taxIncluded: true })
    const gone = { change: 1, lines: [{ sku: 'SKU-2', quantity: 3 }], due: 8_272 }
    expect(chargeOf(discounted, [gone], 8_272)).toMatchObject({ discount: 858, shipping: 550, rest: 0 })
  })

  it('has no discount of a line that is gone', () => {
    const { lines, totals, ...order } = orderOf(shopIn('ja'))
    const third = (line: (typeof lines)[number]) =>
      line.sku === 'SKU-2' ? { ...line, discount: 1_080, total: 2_160 } : line
    const discounted: OrderFacts = {
      ...{ ...order, lines: lines.map(third), totals: { ...totals, discount: 1_080, total: 11_290 } },
    }
    const gone = (quantity: number, due: number) => ({ change: 1, lines: [{ sku: 'SKU-2', quantity }], due })
    expect(chargeOf(discounted, [gone(3, 9_130)], 9_130)).toMatchObject({ discount: 0, rest: 0 })
    expect(chargeOf(discounted, [gone(1, 10_570)], 10_570)).toMatchObject({ discount: 720, rest: 0 })
  })

  it('names what each promotion took off what was kept, and off the shipping', () => {
    const { lines, totals, ...order } = orderOf(shopIn('ja'))
    const [book, tea, shirts] = lines
    if (!book || !tea || !shirts) throw new Error('the order has three lines')
    const off = (line: typeof book, ...discounts: { promotionId: string; amount: number }[]) => {
      const discount = discounts.reduce((sum, { amount }) => sum + amount, 0)
      return { ...line, discount, discounts, total: line.total - discount }
    }
    const promotions = [
      { promotionId: 'summer', name: 'Summer', target: 'lines' as const, amount: 900 },
      { promotionId: 'tea', name: 'Tea', target: 'lines' as const, amount: 240 },
      { promotionId: 'free', name: 'Free', target: 'shipping' as const, amount: 300 },
    ]
    const summer = (amount: number) => ({ promotionId: 'summer', amount })
    const discounted: OrderFacts = {
      ...order,
      lines: [
        off(book, summer(300)),
        off(tea, summer(300), { promotionId: 'tea', amount: 240 }),
        off(shirts, summer(300)),
      ],
      totals: { ...totals, discount: 1_140, total: totals.total - 1_140 },
      discounts: promotions,
    }
    const named = (discounts: Charge['discounts']) => discounts.map(({ name, amount }) => [name, amount])
    const whole = chargeOf(discounted, [], discounted.totals.total)
    expect([named(whole.discounts), named(whole.shippingDiscounts)]).toEqual([
      [
        ['Summer', 900],
        ['Tea', 240],
      ],
      [['Free', 300]],
    ])
    const due = discounted.totals.total - tea.total + 540
    const withoutTea = chargeOf(discounted, [{ change: 1, lines: [{ sku: 'SKU-2', quantity: 3 }], due }], due)
    expect([withoutTea.discount, named(withoutTea.discounts)]).toEqual([600, [['Summer', 600]]])
  })

  it('adds up, in rows and in rates, to what was captured, whatever was cancelled', () => {
    const goods = fc.record({
      name: fc.constant('Goods'),
      quantity: fc.integer({ min: 1, max: 20 }),
      unitPrice: fc.integer({ min: 1, max: 500_000 }),
      rate: fc.constantFrom('0.1', '0.08'),
    })
    const orders = fc
      .record({
        goods: fc.array(goods, { minLength: 1, maxLength: 12 }),
        shipping: fc.integer({ min: 0, max: 3_000 }),
        inclusive: fc.boolean(),
        country: fc.constantFrom('JP', 'DE'),
      })
      .chain((shop) =>
        fc.record({
          shop: fc.constant(shop),
          taken: fc.tuple(...shop.goods.map(({ quantity }: Goods) => fc.integer({ min: 0, max: quantity }))),
        }),
      )
    fc.assert(
      fc.property(orders, ({ shop, taken }) => {
        const order = orderOf({ ...shopIn('ja'), ...shop })
        const due = dueWithout(order, taken)
        fc.pre(due > 0)
        const charge = chargeOf(order, [{ change: 1, lines: cancelled(order, taken), due }], due)
        expect(byRates(charge)).toBe(due)
        expect(byRows(charge)).toBe(due)
        expect(Math.abs(charge.rest)).toBeLessThanOrEqual(shop.goods.length + 2)
        for (const { rate, base, amount } of charge.taxLines) {
          const gross = charge.taxIncluded ? base : base + amount
          if (due < order.totals.total) expect(amount).toBe(taxWithin(shop.country, rate, gross))
        }
      }),
    )
  })
})

describe('tax rates', () => {
  it.each([
    ['JP', '0.1', 1_099, 99],
    ['JP', '0.08', 1_079, 79],
    ['DE', '0.19', 999, 160],
    [undefined, '0', 999, 0],
  ])('in %s at %s of %i is %i', (country, rate, gross, tax) => {
    expect(taxWithin(country, rate, gross)).toBe(tax)
  })

  it('are marked as reduced in Japan only', () => {
    expect([isReduced('JP', '0.08'), isReduced('JP', '0.1'), isReduced('DE', '0.08')]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('of a line that does not say its own is the nearest', () => {
    const { taxLines } = orderOf(shopIn('ja'))
    expect(rateOf({ tax: 240, total: 3_240 }, taxLines, 'JP')).toBe('0.08')
    expect(rateOf({ tax: 500, total: 5_500 }, taxLines, 'JP')).toBe('0.1')
  })
})
