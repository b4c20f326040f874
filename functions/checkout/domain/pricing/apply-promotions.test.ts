import { describe, expect, it } from 'vitest'
import { applyPromotions, type Offer, type Reductions } from './apply-promotions.ts'
import { aBasket, aLine, anOffer, anOption } from './testing.fixtures.ts'

const yen = (amount: number) => [{ amount, currency: 'JPY' }]
const books = [aLine('BOOK', 2, 1_000), aLine('PEN', 3, 150)]
const taken = (offers: readonly Offer[], lines = books, about = {}) =>
  applyPromotions(aBasket(lines, offers, about))

const ofEachLine = ({ ofLines }: Reductions) =>
  ofLines.map((parts) => parts.reduce((sum, { amount }) => sum + amount, 0))

describe('each kind takes off', () => {
  it.each<[string, object, readonly number[], string]>([
    [
      'a part, rounded half up over all goods together',
      { kind: 'percentage', percent: 15 },
      [300, 68],
      '15% off',
    ],
    ['an amount, once per order', { kind: 'amount', amounts: yen(500) }, [408, 92], '¥500 off'],
    ['what is above a price', { kind: 'fixed_price', amounts: yen(140) }, [1_720, 30], '¥140 each'],
    ['the cheapest of each three', { kind: 'buy_x_get_y', buy: 2, get: 1 }, [0, 150], 'Buy 2, get 1 free'],
    [
      'half of the cheapest, once',
      { kind: 'buy_x_get_y', buy: 1, get: 1, percent: 50, times: 1 },
      [0, 75],
      'Buy 1, get 1 at 50% off',
    ],
    [
      'the tier of the quantity',
      {
        kind: 'tiered_by_quantity',
        tiers: [
          { from: 3, percent: 10 },
          { from: 5, percent: 20 },
          { from: 6, percent: 30 },
        ],
      },
      [400, 90],
      'From 5 items: 20% off',
    ],
    [
      'the tier of the amount',
      {
        kind: 'tiered_by_amount',
        tiers: [
          { from: yen(1_000), percent: 10 },
          { from: yen(9_000), percent: 20 },
        ],
      },
      [200, 45],
      'From ¥1,000: 10% off',
    ],
  ])('%s', (_, reduction, ofLines, explanation) => {
    const result = taken([anOffer('one', reduction)])
    expect(ofEachLine(result)).toEqual(ofLines)
    expect(result.discounts).toEqual([
      {
        promotionId: 'one',
        name: 'one',
        target: 'lines',
        amount: { amount: ofLines.reduce((a, b) => a + b, 0), currency: 'JPY' },
        explanation,
      },
    ])
  })

  it('the shipping, of the levels that it is for', () => {
    const free = anOffer('free', { kind: 'free_shipping', levels: ['standard'] })
    const result = taken([free])
    expect([ofEachLine(result), result.ofShipping]).toEqual([
      [0, 0],
      [550, 0],
    ])
    expect(result.discounts).toEqual([])
    expect(result.shippingDiscounts.map((list) => list.map((each) => each.explanation))).toEqual([
      ['Free shipping'],
      [],
    ])
    expect(taken([anOffer('all', { kind: 'free_shipping' })]).ofShipping).toEqual([550, 990])
  })
})

describe('a promotion is for', () => {
  it.each<[string, object]>([
    ['a product', { products: ['BOOK'] }],
    ['a SKU', { skus: ['BOOK'] }],
    ['a category', { categories: ['read'] }],
    ['either of them', { categories: ['read'], skus: ['NONE'] }],
  ])('%s', (_, scope) => {
    const lines = [aLine('BOOK', 1, 1_000, { categories: ['read'] }), aLine('PEN', 1, 500)]
    const result = taken([anOffer('one', { kind: 'percentage', percent: 10, scope })], lines)
    expect(ofEachLine(result)).toEqual([100, 0])
  })
})

describe('several promotions', () => {
  const tenth = (id: string, about: object = {}, code?: string) =>
    anOffer(id, { kind: 'percentage', percent: 10, ...about }, code ? { code } : {})

  it('apply by their priority, each to what is left', () => {
    const result = taken([
      tenth('second', { priority: 2 }),
      anOffer('first', { kind: 'amount', amounts: yen(450), priority: 1 }),
    ])
    expect(result.discounts.map(({ promotionId, amount }) => [promotionId, amount.amount])).toEqual([
      ['first', 450],
      ['second', 200],
    ])
    expect(
      result.ofLines.map((parts) => parts.map(({ promotionId, amount }) => [promotionId, amount])),
    ).toEqual([
      [
        ['first', 367],
        ['second', 163],
      ],
      [
        ['first', 83],
        ['second', 37],
      ],
    ])
  })

  it('at one priority begin with what a code asked for, then go by id', () => {
    const ids = taken([tenth('a'), tenth('c'), tenth('b', {}, 'B')]).discounts.map((each) => each.promotionId)
    expect(ids).toEqual(['b', 'a', 'c'])
  })

  it('are shut out by an exclusive one before them, and shut out one after them', () => {
    const exclusive = { stacking: 'exclusive' as const }
    const first = taken([tenth('alone', { ...exclusive, priority: 1 }), tenth('other', {}, 'OTHER')])
    expect(first.discounts).toHaveLength(1)
    expect(first.codes).toEqual([{ code: 'OTHER', applied: false, reason: 'not_combinable' }])
    const last = taken([tenth('other', { priority: 1 }), tenth('alone', exclusive, 'ALONE')])
    expect(last.codes).toEqual([{ code: 'ALONE', applied: false, reason: 'not_combinable' }])
  })

  it('never take more than there is', () => {
    const result = taken([
      anOffer('more', { kind: 'amount', amounts: yen(2_000), priority: 1 }),
      anOffer('even-more', { kind: 'amount', amounts: yen(2_000), priority: 2 }),
      tenth('late', { priority: 3 }, 'LATE'),
    ])
    expect(ofEachLine(result)).toEqual([2_000, 450])
    expect(result.codes).toEqual([{ code: 'LATE', applied: false, reason: 'nothing_to_reduce' }])
  })

  it('of which one promotion is asked for by two codes count once', () => {
    const both = [tenth('one', {}, 'A2'), tenth('one', {}, 'A1')]
    expect(taken(both).codes).toEqual([
      { code: 'A1', applied: true },
      { code: 'A2', applied: false, reason: 'not_combinable' },
    ])
  })
})

describe('a code that takes nothing off says why', () => {
  it.each<[string, object, object]>([
    ['not_yet_valid', { from: '2026-11-20T01:00:01Z' }, {}],
    ['expired', { until: '2026-11-20T01:00:00Z' }, {}],
    ['wrong_currency', { currencies: ['EUR'] }, {}],
    ['wrong_currency', { minimum: [{ amount: 1, currency: 'EUR' }] }, {}],
    ['not_for_this_customer', { customerGroups: ['vip'] }, {}],
    ['not_for_this_customer', { firstOrder: true }, { buyer: { groups: [], hasOrdered: true } }],
    ['minimum_not_reached', { minimum: yen(2_451) }, {}],
    ['minimum_not_reached', { minimumQuantity: 6 }, {}],
  ])('%s', (reason, conditions, about) => {
    const offer = anOffer('one', { kind: 'percentage', percent: 10, conditions }, { code: 'C' })
    expect(taken([offer], books, about).codes).toEqual([{ code: 'C', applied: false, reason }])
  })

  it.each<[string, Offer, object]>([
    ['used_up', anOffer('one', { kind: 'percentage', percent: 10 }, { code: 'C', isUsedUp: true }), {}],
    [
      'not_for_these_goods',
      anOffer('one', { kind: 'percentage', percent: 10, scope: { skus: ['X'] } }, { code: 'C' }),
      {},
    ],
    [
      'nothing_to_reduce',
      anOffer('one', { kind: 'free_shipping' }, { code: 'C' }),
      { options: [anOption('digital', 0)] },
    ],
    ['minimum_not_reached', anOffer('one', { kind: 'buy_x_get_y', buy: 5, get: 1 }, { code: 'C' }), {}],
  ])('%s, too', (reason, offer, about) => {
    expect(taken([offer], books, about).codes).toEqual([{ code: 'C', applied: false, reason }])
  })

  it('unknown, where there is no promotion', () => {
    expect(taken([], books, { unknownCodes: ['WHAT'] }).codes).toEqual([
      { code: 'WHAT', applied: false, reason: 'unknown' },
    ])
  })

  it.each<[string, object, object]>([
    ['in time', { from: '2026-11-20T01:00:00Z', until: '2026-11-20T01:00:01Z' }, {}],
    ['of the group', { customerGroups: ['vip'] }, { buyer: { groups: ['vip'] } }],
    ['whose first order it may be', { firstOrder: true }, {}],
    ['at the minimum', { minimum: yen(2_450), minimumQuantity: 5 }, {}],
  ])('and one %s applies', (_, conditions, about) => {
    const offer = anOffer('one', { kind: 'percentage', percent: 10, conditions }, { code: 'C' })
    expect(taken([offer], books, about).codes).toEqual([{ code: 'C', applied: true }])
  })
})

it('those that are counted are named, where they apply', () => {
  const tenth = { kind: 'percentage', percent: 10 } as const
  const { counted } = taken([
    anOffer('counted', tenth, { isCounted: true }),
    anOffer('free', tenth),
    anOffer('gone', tenth, { isCounted: true, isUsedUp: true }),
  ])
  expect(counted).toEqual(['counted'])
})
