import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { customerId, orderId, promotionId } from '#shared/ids.ts'
import { type QuoteRequest, quoteAnswer, quoteRequest } from '../contract/operations.ts'
import { sealedQuote } from '../contract/sealed-quote.ts'
import { makePutCustomerGroups } from './customer-groups.ts'
import { makeRedeemPromotions } from './redeem-promotions.ts'
import { CAUSE, makeCheckout, makeCommitDeps, moved, NOW, published, rate, ratesOf, seal } from './testing.ts'

let checkout: ReturnType<typeof makeCheckout>

beforeEach(async () => {
  checkout = makeCheckout()
  await checkout.copyRates(ratesOf('TYO'))
  await checkout.copyProduct(published('BOOK'))
  await checkout.copyProduct(
    published('TEA', { taxClass: 'reduced', prices: [{ amount: 540, currency: 'JPY' }] }),
  )
  await checkout.copyProduct(published('EBOOK', { kind: 'digital', weightGrams: 0 }))
  await checkout.apply(moved(['BOOK', 'TEA'].map((sku) => ({ sku, onHand: 100 }))))
})

const request = (changes: object = {}): QuoteRequest =>
  quoteRequest.parse({
    lines: [{ sku: 'BOOK', quantity: 1 }],
    destination: { country: 'JP', city: 'Tokyo' },
    currency: 'JPY',
    locale: 'ja',
    ...changes,
  })

async function quoted(changes: object = {}) {
  const result = await checkout.quote(request(changes))
  if (!result.ok) throw new Error(`refused: ${result.detail}`)
  return quoteAnswer.parse(result.value)
}

describe('a quote', () => {
  it('prices lines with the tax that is in them, and options with what the order costs', async () => {
    const quote = await quoted({
      lines: [
        { sku: 'BOOK', quantity: 1 },
        { sku: 'TEA', quantity: 2 },
      ],
    })
    const yen = (amount: number) => ({ amount, currency: 'JPY' })
    expect(quote.lines).toEqual([
      {
        sku: 'BOOK',
        name: 'BOOKです',
        kind: 'physical',
        quantity: 1,
        unitPrice: yen(1980),
        subtotal: yen(1980),
        discount: yen(0),
        discounts: [],
        tax: yen(180),
        total: yen(1980),
        availability: 'in_stock',
      },
      {
        sku: 'TEA',
        name: 'TEAです',
        kind: 'physical',
        quantity: 2,
        unitPrice: yen(540),
        subtotal: yen(1080),
        discount: yen(0),
        discounts: [],
        tax: yen(80),
        total: yen(1080),
        availability: 'in_stock',
      },
    ])
    expect(quote.totals).toEqual({ subtotal: yen(3060), discount: yen(0), tax: yen(260) })
    expect(quote.taxLines).toEqual([
      { name: '消費税', rate: '0.1', base: yen(1980), amount: yen(180) },
      { name: '消費税（軽減税率）', rate: '0.08', base: yen(1080), amount: yen(80) },
    ])
    // 1350 g are in the second band; (1980 + 1100) × 10/110 = 280 of which 180 are the book's.
    expect(quote.shippingOptions[0]).toEqual({
      id: 'post',
      level: 'standard',
      carrier: 'YamatoLike',
      service: 'post',
      price: yen(1100),
      tax: yen(100),
      total: yen(4160),
      discounts: [],
      promise: { earliest: '2026-11-25', latest: '2026-11-26' },
    })
  })

  it('offers the cheapest of each level by the table in force', async () => {
    const { shippingOptions } = await quoted()
    expect(shippingOptions.map(({ id, level }) => [id, level])).toEqual([
      ['post', 'standard'],
      ['air', 'express'],
      ['courier', 'same_day'],
    ])
    expect(shippingOptions[2]?.promise).toEqual({ earliest: '2026-11-20', latest: '2026-11-20' })
  })

  it('takes the newest table that is in force, from its first day on', async () => {
    const table = (effectiveFrom: string, id: string) => ({
      effectiveFrom,
      rates: [rate(id, 'standard', 500, 1, 2)],
    })
    const tables = [table('2026-10-01', 'autumn'), table('2026-11-20', 'today'), table('2026-09-01', 'old')]
    await checkout.copyRates(ratesOf('TYO', { tables: [...tables, table('2026-11-21', 'tomorrow')] }, 2))
    expect((await quoted()).shippingOptions.map(({ id }) => id)).toEqual(['today'])
  })

  it.each([
    [500, 550],
    [501, 1100],
  ])('of two books of %i g is sent for %i yen: a band holds its last gram', async (weightGrams, price) => {
    await checkout.copyProduct(published('BOOK', { weightGrams }, 2))
    const { shippingOptions } = await quoted({ lines: [{ sku: 'BOOK', quantity: 2 }] })
    expect(shippingOptions[0]?.price.amount).toBe(price)
  })

  it('seals where in its country its taxes hold, as its destination may leave that open', async () => {
    const sealedTo = async (destination: object) =>
      sealedQuote.parse(
        await seal.open((await quoted({ lines: [{ sku: 'EBOOK', quantity: 1 }], destination })).quote),
      ).taxedPlaces
    expect(await sealedTo({ country: 'ES' })).toContainEqual({ region: 'CN', isAlike: false })
    expect(await sealedTo({ country: 'JP' })).toBeUndefined()
  })

  it('seals the same facts that it shows, for a quarter of an hour', async () => {
    const quote = await quoted()
    const facts = sealedQuote.parse(await seal.open(quote.quote))
    expect(facts).toMatchObject({ id: quote.id, subtotal: quote.totals.subtotal, expiresAt: quote.expiresAt })
    expect(facts.lines.map(({ lineId, sku }) => [lineId, sku])).toEqual([['1', 'BOOK']])
    expect(Date.parse(facts.expiresAt) - NOW.getTime()).toBe(15 * 60_000)
    expect(
      facts.options.map(({ taxLines: _, leavesBy: _leavesBy, ...option }) => ({ ...option, discounts: [] })),
    ).toEqual(quote.shippingOptions)
    expect(facts.options[0]?.taxLines).toEqual([
      {
        name: '消費税',
        rate: '0.1',
        base: { amount: 2530, currency: 'JPY' },
        amount: { amount: 230, currency: 'JPY' },
      },
    ])
  })

  it('writes nothing', async () => {
    const before = checkout.store.all()
    await quoted()
    expect(checkout.store.all()).toEqual(before)
  })

  it('takes 200 lines', async () => {
    const lines = Array.from({ length: 200 }, () => ({ sku: 'BOOK', quantity: 1 }))
    const quote = await quoted({ lines })
    expect(quote.totals.tax.amount).toBe(36_000)
    expect(quote.lines.every(({ availability }) => availability === 'not_enough')).toBe(true)
  })

  it('of digital goods alone is sent at once, for nothing, to anywhere', async () => {
    const { shippingOptions, lines } = await quoted({
      lines: [{ sku: 'EBOOK', quantity: 3 }],
      destination: { country: 'AQ' },
    })
    expect(shippingOptions).toMatchObject([
      {
        ...{ id: 'digital', level: 'digital', carrier: 'none', service: 'download' },
        ...{ price: { amount: 0 }, total: { amount: 5940 } },
      },
    ])
    expect(lines[0]?.availability).toBe('in_stock')
  })
})

describe('the destination', () => {
  /** Osaka's cut-off is at nine, so that what it sends today arrives a day later. */
  const servedBy = async (lines = [{ sku: 'BOOK', quantity: 1 }]) => {
    const { shippingOptions } = await quoted({ lines })
    const latest = shippingOptions.find(({ id }) => id === 'air')?.promise.latest
    return { '2026-11-24': 'TYO', '2026-11-25': 'OSA' }[String(latest)]
  }

  it('after the cut-off has no same-day', async () => {
    const late = makeCheckout({ now: () => new Date('2026-11-20T15:00:00+09:00') })
    await late.copyRates(ratesOf('TYO'))
    await late.copyProduct(published('BOOK'))
    const quote = await late.quote(request())
    expect(quote.ok && quote.value.shippingOptions.map(({ level }) => level)).toEqual(['standard', 'express'])
  })

  it('in another city has no same-day, abroad has what goes everywhere else', async () => {
    const osaka = await quoted({ destination: { country: 'JP', city: '大阪' } })
    expect(osaka.shippingOptions.map(({ level }) => level)).toEqual(['standard', 'express'])
    const berlin = await quoted({ destination: { country: 'DE' }, currency: 'EUR' })
    expect(berlin.shippingOptions).toMatchObject([{ id: 'world', price: { amount: 4800, currency: 'EUR' } }])
    expect(berlin.taxLines).toMatchObject([{ rate: '0.19', amount: { amount: 287, currency: 'EUR' } }])
  })

  it('is served by the location that holds everything, else by the one that is asked first', async () => {
    await checkout.copyRates(ratesOf('OSA', { priority: 0, cutOff: '09:00' }))
    expect(await servedBy()).toBe('TYO')
    await checkout.apply(moved([{ sku: 'BOOK', onHand: 5, locationId: 'OSA' }]))
    expect(await servedBy([{ sku: 'BOOK', quantity: 5 }])).toBe('OSA')
    expect(await servedBy([{ sku: 'BOOK', quantity: 6 }])).toBe('TYO')
    const both = ['BOOK', 'TEA'].map((sku) => ({ sku, quantity: 1 }))
    expect(await servedBy(both)).toBe('TYO')
  })

  it.each([
    [2, 'TYO'],
    [1, 'OSA'],
  ])('is served in order of priority, then of id: %i', async (priority, served) => {
    await checkout.copyRates(ratesOf('OSA', { priority, cutOff: '09:00' }))
    await checkout.apply(moved([{ sku: 'BOOK', onHand: 5, locationId: 'OSA' }]))
    expect(await servedBy()).toBe(served)
  })

  it('is served by the next location where the first does not deliver there', async () => {
    const tables = [{ effectiveFrom: '2026-01-01', rates: [rate('ground', 'standard', 700, 1, 2)] }]
    await checkout.copyRates(ratesOf('OSA', { priority: 0, tables }))
    await checkout.apply(moved([{ sku: 'BOOK', onHand: 5, locationId: 'OSA' }]))
    const abroad = await quoted({ destination: { country: 'US', region: 'NY' } })
    expect(abroad.shippingOptions.map(({ id }) => id)).toEqual(['world'])
  })
})

describe('stock', () => {
  it.each([
    [95, 'in_stock', undefined],
    [96, 'low', undefined],
    [100, 'low', undefined],
    [101, 'not_enough', 100],
  ])('of 100 for %i is said to be %s', async (quantity, availability, available) => {
    const { lines } = await quoted({ lines: [{ sku: 'BOOK', quantity }] })
    expect(lines[0]).toMatchObject({ availability })
    expect(lines[0]?.available).toBe(available)
  })

  it('is compared with all lines of a SKU together', async () => {
    const { lines } = await quoted({ lines: [1, 2].map(() => ({ sku: 'BOOK', quantity: 60 })) })
    expect(lines.map(({ availability, available }) => [availability, available])).toEqual([
      ['not_enough', 100],
      ['not_enough', 100],
    ])
  })
})

describe('promotions', () => {
  const yen = (amount: number) => ({ amount, currency: 'JPY' })

  it('come off before tax, and are told one by one', async () => {
    await checkout.promote('tenth', { kind: 'percentage', percent: 10, conditions: { codes: ['TEN'] } })
    await checkout.promote('free', { kind: 'free_shipping', scope: { products: ['BOOK'] } })
    const quote = await quoted({ codes: ['ten', 'what'] })
    expect(quote.lines[0]).toMatchObject({
      ...{ subtotal: yen(1980), discount: yen(198), tax: yen(162), total: yen(1782) },
    })
    expect(quote.totals).toEqual({ subtotal: yen(1980), discount: yen(198), tax: yen(162) })
    expect(quote.shippingOptions[0]).toMatchObject({ price: yen(0), tax: yen(0), total: yen(1782) })
    expect(quote.shippingOptions[0]?.discounts).toMatchObject([{ promotionId: 'free', amount: yen(550) }])
    expect(quote.discounts).toMatchObject([{ promotionId: 'tenth', code: 'TEN', amount: yen(198) }])
    expect(quote.codes).toEqual([
      { code: 'what', applied: false, reason: 'unknown' },
      { code: 'TEN', applied: true },
    ])
    const sealedFacts = sealedQuote.parse(await seal.open(quote.quote))
    expect(sealedFacts).toMatchObject({ discount: yen(198), discounts: quote.discounts })
    expect(sealedFacts.counted).toBeUndefined()
  })

  it('lower the tax that comes on top', async () => {
    await checkout.promote('tenth', { kind: 'percentage', percent: 10 })
    const { lines, shippingOptions } = await quoted({
      ...{ destination: { country: 'CA', region: 'ON' }, currency: 'EUR' },
    })
    const eur = (amount: number) => ({ amount, currency: 'EUR' })
    expect(lines[0]).toMatchObject({ discount: eur(180), tax: eur(211), total: eur(1831) })
    // 13 % of 1620 + 4800.
    expect(shippingOptions[0]).toMatchObject({ price: eur(4800), total: eur(7255) })
  })

  it('that are limited are named in the seal; used up, they are not applied', async () => {
    await checkout.promote('few', { kind: 'percentage', percent: 10, limits: { inAll: 1 } })
    expect(sealedQuote.parse(await seal.open((await quoted()).quote)).counted).toEqual(['few'])
    await makeRedeemPromotions(checkout)({
      ...{ orderId: orderId.parse(`ord_${'o'.repeat(26)}`), customerKeys: ['anna'], hasOrdered: false },
      promotions: [{ promotionId: promotionId.parse('few') }],
    })
    expect((await quoted()).discounts).toEqual([])
  })

  it('for a group are for its customers, when they are signed in', async () => {
    const customer = customerId.parse(`cus_${'c'.repeat(26)}`)
    await checkout.promote('vip', {
      ...{ kind: 'percentage', percent: 10, conditions: { customerGroups: ['vip'] } },
    })
    await makePutCustomerGroups(makeCommitDeps(checkout.store))(
      { customerId: customer, groups: ['vip'], ifMatch: undefined },
      CAUSE,
    )
    expect((await quoted()).discounts).toEqual([])
    const quote = await checkout.quote(request(), { customerId: customer })
    if (!quote.ok) throw new Error(quote.detail)
    expect(quote.value.discounts).toMatchObject([{ promotionId: 'vip' }])
    expect(sealedQuote.parse(await seal.open(quote.value.quote)).customerId).toBe(customer)
  })
})

it('a quote of what everybody pays may be ordered by everybody', async () => {
  const customer = customerId.parse(`cus_${'c'.repeat(26)}`)
  await checkout.promote('all', { kind: 'percentage', percent: 10 })
  const quote = await checkout.quote(request(), { customerId: customer })
  if (!quote.ok) throw new Error(quote.detail)
  expect(sealedQuote.parse(await seal.open(quote.value.quote)).customerId).toBeUndefined()
})

describe('gift cards', () => {
  const yen = (amount: number) => ({ amount, currency: 'JPY' })
  const card = { sku: 'CARD', quantity: 2 }
  const price = (currency: string, amount: number) => ({ prices: [{ amount, currency }] })

  beforeEach(async () => {
    await checkout.copyProduct(published('CARD', { kind: 'digital', giftCard: true, ...price('JPY', 3_000) }))
  })

  it('are not taxed when they are sold, wherever that is, and are told as such', async () => {
    const quote = await quoted({ lines: [{ sku: 'BOOK', quantity: 1 }, card] })
    expect(quote.lines[1]).toMatchObject({ subtotal: yen(6_000), tax: yen(0), total: yen(6_000) })
    expect(quote.taxLines).toEqual([
      { name: '消費税', rate: '0.1', base: yen(1980), amount: yen(180) },
      { name: 'ギフトカード（不課税）', rate: '0', base: yen(6_000), amount: yen(0) },
    ])
    expect(sealedQuote.parse(await seal.open(quote.quote)).lines[1]).toMatchObject({
      giftCard: true,
      taxRate: '0',
    })
  })

  it('bear no tax that comes on top, and none of the tax of shipping', async () => {
    await checkout.copyProduct(
      published('CARD', { kind: 'digital', giftCard: true, ...price('EUR', 5_000) }, 2),
    )
    const { lines, shippingOptions } = await quoted({
      ...{ lines: [{ sku: 'BOOK', quantity: 1 }, card] },
      ...{ destination: { country: 'CA', region: 'ON' }, currency: 'EUR' },
    })
    const eur = (amount: number) => ({ amount, currency: 'EUR' })
    expect(lines.map(({ tax }) => tax)).toEqual([eur(234), eur(0)])
    // 13 % of 4800.
    expect(shippingOptions[0]).toMatchObject({ price: eur(4_800), tax: eur(624), total: eur(17_458) })
  })

  it('are sold for less by no promotion, and count for none', async () => {
    await checkout.promote('tenth', { kind: 'percentage', percent: 10 })
    await checkout.promote('most', {
      ...{ kind: 'percentage', percent: 50 },
      conditions: { codes: ['MOST'], minimum: [yen(5_000)] },
    })
    const quote = await quoted({ lines: [{ sku: 'BOOK', quantity: 1 }, card], codes: ['MOST'] })
    expect(quote.lines.map(({ discount }) => discount)).toEqual([yen(198), yen(0)])
    expect(quote.codes).toEqual([{ code: 'MOST', applied: false, reason: 'minimum_not_reached' }])
  })
})

describe('what cannot be quoted', () => {
  it.each([
    [
      'unknown SKUs',
      { lines: ['BOOK', 'NO-1', 'NO-2'].map((sku) => ({ sku, quantity: 1 })) },
      'unknown_sku',
      ['/lines/1/sku', '/lines/2/sku'],
    ],
    [
      'no price in the currency',
      { currency: 'EUR', lines: ['BOOK', 'TEA'].map((sku) => ({ sku, quantity: 1 })) },
      'no_price',
      ['/lines/1/sku'],
    ],
    [
      'no price, and an unknown SKU',
      { currency: 'EUR', lines: ['TEA', 'NO-1'].map((sku) => ({ sku, quantity: 1 })) },
      'unknown_sku',
      ['/lines/0/sku', '/lines/1/sku'],
    ],
    [
      'too heavy for every carrier',
      { lines: [{ sku: 'BOOK', quantity: 1_000 }] },
      'destination_not_served',
      ['/destination'],
    ],
    [
      'more money than there is',
      { lines: Array(200).fill({ sku: 'GOLD', quantity: 100_000 }) },
      'impossible',
      ['/lines'],
    ],
  ])('%s', async (_, changes, code, pointers) => {
    await checkout.copyProduct(published('GOLD', { prices: [{ amount: 1e11, currency: 'JPY' }] }))
    const result = await checkout.quote(request(changes))
    expect(result).toMatchObject({ ok: false, code })
    expect(!result.ok && result.errors?.map(({ pointer }) => pointer)).toEqual(pointers)
  })

  it('a SKU whose stock is known but not its product', async () => {
    await checkout.apply(moved([{ sku: 'EARLY', onHand: 5 }]))
    expect(await checkout.quote(request({ lines: [{ sku: 'EARLY', quantity: 1 }] }))).toMatchObject({
      code: 'unknown_sku',
    })
  })

  it.each([
    ['no lines', { lines: [] }],
    ['201 lines', { lines: Array(201).fill({ sku: 'BOOK', quantity: 1 }) }],
    ['none of it', { lines: [{ sku: 'BOOK', quantity: 0 }] }],
    ['less than none', { lines: [{ sku: 'BOOK', quantity: -1 }] }],
    ['half of it', { lines: [{ sku: 'BOOK', quantity: 0.5 }] }],
    ['an unknown field', { coupon: 'SUMMER' }],
    ['a country by its name', { destination: { country: 'Japan' } }],
  ])('%s, as malformed', (_, changes) => {
    expect(() => request(changes)).toThrow()
  })
})

const catalog = fc.array(
  fc.record({
    amount: fc.integer({ min: 0, max: 3_000_000 }),
    taxClass: fc.constantFrom('standard', 'reduced', 'zero'),
    quantity: fc.integer({ min: 1, max: 300 }),
  }),
  { minLength: 1, maxLength: 12 },
)
const destinations = fc.constantFrom(
  { country: 'JP' },
  { country: 'DE' },
  { country: 'US', region: 'NY' },
  { country: 'CA', region: 'ON' },
)
const total = (amounts: readonly { amount: number }[]) => amounts.reduce((sum, { amount }) => sum + amount, 0)

it('every sum of every quote is exact', async () => {
  await fc.assert(
    fc.asyncProperty(
      catalog,
      destinations,
      fc.constantFrom('JPY', 'EUR'),
      fc.integer({ min: 1, max: 100 }),
      async (goods, destination, currency, percent) => {
        const shop = makeCheckout()
        await shop.promote('sale', { kind: 'percentage', percent })
        await shop.copyRates(ratesOf('TYO'))
        for (const [index, { amount, taxClass }] of goods.entries())
          await shop.copyProduct(
            published(`SKU-${index}`, { taxClass, weightGrams: 1, prices: [{ amount, currency }] }),
          )
        const lines = goods.map(({ quantity }, index) => ({ sku: `SKU-${index}`, quantity }))
        const result = await shop.quote(request({ lines, destination, currency }))
        if (!result.ok) throw new Error(result.detail)
        const quote = quoteAnswer.parse(result.value)
        const exclusive = ['US', 'CA'].includes(destination.country)

        expect(total(quote.lines.map((line) => line.subtotal))).toBe(quote.totals.subtotal.amount)
        expect(total(quote.lines.map((line) => line.discount))).toBe(quote.totals.discount.amount)
        expect(total(quote.lines.map((line) => line.tax))).toBe(quote.totals.tax.amount)
        expect(total(quote.taxLines.map((line) => line.amount))).toBe(quote.totals.tax.amount)
        for (const option of sealedQuote.parse(await seal.open(quote.quote)).options) {
          const tax = quote.totals.tax.amount + option.tax.amount
          const priced = quote.totals.subtotal.amount - quote.totals.discount.amount + option.price.amount
          expect(total(option.taxLines.map((line) => line.amount))).toBe(tax)
          expect(option.total.amount).toBe(priced + (exclusive ? tax : 0))
        }
      },
    ),
    { numRuns: 60 },
  )
})
