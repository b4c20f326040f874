import { expect, test } from 'vitest'
import { CANCELLED, DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, messagesTo, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  askQuote,
  givenGoods,
  givenPromotion,
  givenQuote,
  orderThatIs,
  orderThatIsPaid,
  placeOrder,
  unique,
} from '#support/shop.ts'

const yen = (amount: number) => [{ amount, currency: 'JPY' }]
const named = (kind: string) => unique(kind.replaceAll('_', '-')).toLowerCase()

/** Three books at 1,001 yen, which no part of a discount divides. */
const givenBooks = () =>
  givenGoods(shop, { quantity: 3, product: { prices: [{ amount: 1_001, currency: 'JPY' }] } })

const discounted = async (lines: { sku: string; quantity: number }[], codes?: string[]) =>
  (await askQuote(shop, { lines, ...(codes ? { codes } : {}) })).as(shapes.discountedQuote)

/** What `kind` takes off three books, and what one of them then gives back. */
const KINDS: readonly [kind: string, promotion: object, discount: number, ofOne: number][] = [
  ['percentage', { percent: 10 }, 300, 901],
  ['amount', { amounts: yen(500) }, 500, 834],
  ['fixed_price', { amounts: yen(899) }, 306, 899],
  ['buy_x_get_y', { buy: 2, get: 1 }, 1_001, 667],
  [
    'tiered_by_quantity',
    {
      tiers: [
        { from: 2, percent: 5 },
        { from: 3, percent: 15 },
      ],
    },
    450,
    851,
  ],
  ['tiered_by_amount', { tiers: [{ from: yen(3_000), percent: 7 }] }, 210, 931],
  ['free_shipping', {}, 0, 1_001],
]

test.concurrent.each(KINDS)(
  '%s: a part is given back with its share, and all of it comes to the capture',
  async (kind, promotion, discount, ofOne) => {
    const { sku } = await givenBooks()
    const id = named(kind)
    await givenPromotion(shop, id, { kind, ...promotion, scope: { skus: [sku] } })
    const wish = { lines: [{ sku, quantity: 3 }] }
    await eventually(`${id} is in quotes`, async () => {
      const { discounts, shippingOptions } = await discounted([...wish.lines])
      return [...discounts, ...(shippingOptions[0]?.discounts ?? [])].some((each) => each.promotionId === id)
    })
    const quote = await givenQuote(shop, wish)
    const customer = aCustomer()
    const order = await placeOrder(shop, quote, { customer })
    const { totals } = order
    expect([totals.subtotal.amount, totals.discount.amount]).toEqual([3_003, discount])
    expect(totals.total.amount).toBe(3_003 - discount + totals.shipping.amount)
    if (kind === 'free_shipping') expect(totals.shipping.amount).toBe(0)
    else expect(totals.shipping.amount).toBeGreaterThan(0)

    await warehouseShips(shop, order.id)
    await carrierDelivers(shop, order.id)
    await orderThatIs(shop, order.id, 'completed')
    await orderThatIsPaid(shop, order.id)
    const shown = (await shop.machine.get(`/orders/${order.id}`)).as(shapes.discountedOrder)
    expect(shown.discounts.map((each) => each.promotionId)).toEqual([id])
    expect(shown.lines[0]?.total.amount).toBe(3_003 - discount)

    const refund = async (body: object) =>
      (await actOn(shop, order.id, 'refunds', { reason: 'torn cover', ...body })).as(shapes.refund).amount
        .amount
    expect(await refund({ lines: [{ sku, quantity: 1 }] })).toBe(ofOne)
    expect(await refund({ lines: [{ sku, quantity: 2 }] })).toBe(3_003 - discount - ofOne)
    if (totals.shipping.amount > 0) expect(await refund({ shipping: true })).toBe(totals.shipping.amount)
    const total = totals.total.amount
    const refunds = Array(totals.shipping.amount > 0 ? 3 : 2).fill('返金のお知らせ（注文番号 #）')
    await expectEnd(shop, order, {
      ...DELIVERED_AND_PAID,
      paymentStatus: 'refunded',
      stock: { [sku]: {} },
      ledger: { authorized: total, captured: total, refunded: total },
      mails: { ja: [...PLAIN_MAILS.ja, ...refunds] },
    })
    const sent = await messagesTo(shop, customer.email)
    const naming = sent.filter(({ text }) => new RegExp(`${id}.*-￥\\d`).test(text)).map(({ kind: of }) => of)
    const billed = ['confirmation', 'delivered']
    expect(new Set(naming)).toEqual(new Set(kind === 'free_shipping' ? billed : [...billed, 'refunded']))
  },
)

test('codes say what became of them, and apply in any case; a generated one is used once, and free again after a cancellation', async () => {
  const { sku } = await givenBooks()
  const lines = [{ sku, quantity: 1 }]
  const [id, late, alone] = [named('codes'), named('late'), named('alone')]
  const [LATE, ALONE] = [late.toUpperCase(), alone.toUpperCase()]
  const tenth = { kind: 'percentage', percent: 10, scope: { skus: [sku] } }
  await givenPromotion(shop, id, { ...tenth, conditions: { codes: [] } })
  await givenPromotion(shop, late, { ...tenth, conditions: { codes: [LATE], until: '2026-01-01T00:00:00Z' } })
  await givenPromotion(shop, alone, { ...tenth, stacking: 'exclusive', conditions: { codes: [ALONE] } })
  const made = await shop.machine.post(`/promotions/${id}/codes`, { body: { quantity: 2 } })
  const { codes } = made.as(shapes.generatedCodes)
  const [code = '', other = ''] = codes
  expect(new Set(codes).size).toBe(2)

  const first = await discounted(lines, [code.toLowerCase(), LATE, ALONE, 'NEVER-HEARD-OF'])
  const reasons = new Map(first.codes.map((each) => [each.code, each.reason ?? 'applied']))
  expect(reasons).toEqual(
    new Map([
      ['NEVER-HEARD-OF', 'unknown'],
      [LATE, 'expired'],
      [ALONE, 'applied'],
      [code, 'not_combinable'],
    ]),
  )

  const order = await placeOrder(shop, await givenQuote(shop, { lines, codes: [code] }))
  expect(order.totals.discount.amount).toBe(100)
  await orderThatIs(shop, order.id, 'processing')
  expect((await discounted(lines, [code])).codes).toEqual([{ code, applied: false, reason: 'used_up' }])
  expect((await discounted(lines, [other])).codes).toEqual([{ code: other, applied: true }])

  await actOn(shop, order.id, 'cancel', { reason: 'changed my mind' })
  await expectEnd(shop, order, {
    ...CANCELLED,
    stock: { [sku]: { onHand: 3 } },
    ledger: { authorized: order.totals.total.amount },
    mails: { ja: ['ご注文を承りました（注文番号 #）', 'ご注文をキャンセルいたしました（注文番号 #）'] },
  })
  expect((await discounted(lines, [code])).codes).toEqual([{ code, applied: true }])
})

test('once per customer, and for a first order only: known by the email, refused before money is asked for', async () => {
  const { sku } = await givenBooks()
  const lines = [{ sku, quantity: 1 }]
  const [each, welcome] = [named('each'), named('welcome')]
  const tenth = { kind: 'percentage', percent: 10, scope: { skus: [sku] } }
  await givenPromotion(shop, each, {
    ...{ ...tenth, limits: { perCustomer: 1 }, conditions: { codes: [each.toUpperCase()] } },
  })
  await givenPromotion(shop, welcome, {
    ...{ ...tenth, conditions: { firstOrder: true, codes: [welcome.toUpperCase()] } },
  })
  const order = async (customer: object, code: string) =>
    placeOrder(shop, await givenQuote(shop, { lines, codes: [code] }), { customer })
  const customer = aCustomer()
  const first = await order(customer, each)
  await orderThatIs(shop, first.id, 'processing')
  for (const code of [each, welcome]) {
    const again = await order(customer, code)
    const rejected = await orderThatIs(shop, again.id, 'rejected')
    expect(rejected.rejection).toMatchObject({ code: 'promotion_used_up' })
    expect(rejected.paymentStatus).not.toBe('authorized')
  }
  const newcomer = await order(aCustomer(), welcome)
  await orderThatIs(shop, newcomer.id, 'processing')
})

test('what is wrong with a promotion is said where it is', async () => {
  const id = named('wrong')
  const tenth = { name: { en: 'A tenth' }, kind: 'percentage', percent: 10 }
  const put = (body: object, at = id) => shop.machine.put(`/promotions/${at}`, { body })
  const dates = { from: '2026-12-01T00:00:00Z', until: '2026-11-01T00:00:00Z' }
  const upside = await put({ ...tenth, conditions: dates })
  expect([upside.status, upside.body]).toMatchObject([
    422,
    { code: 'impossible', errors: [{ pointer: '/conditions/until' }] },
  ])
  expect((await put({ ...tenth, percent: 101 })).status).toBe(400)
  const code = id.toUpperCase()
  expect((await put({ ...tenth, conditions: { codes: [code] } })).status).toBe(201)
  const taken = await put({ ...tenth, conditions: { codes: [code] } }, named('other'))
  expect([taken.status, taken.body]).toMatchObject([
    422,
    { code: 'code_taken', errors: [{ pointer: '/conditions/codes/0' }] },
  ])
  expect((await shop.machine.delete(`/promotions/${id}`)).status).toBe(200)
  expect((await shop.machine.get(`/promotions/${id}`)).status).toBe(404)
  expect((await put({ ...tenth, conditions: { codes: [code] } }, named('heir'))).status).toBe(201)
})
