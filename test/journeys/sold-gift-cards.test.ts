import { expect, test } from 'vitest'
import { CANCELLED, DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, messagesTo, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  giftCardBalance,
  givenGoods,
  givenProduct,
  givenQuote,
  orderThatIs,
  placeOrder,
  sendOrder,
  unique,
} from '#support/shop.ts'

const PRICE = 3_000
const SOLD = 'Your gift card (order #)'

/** Gift cards of 3,000 yen, and goods where there are any, as somebody who reads English is quoted them. */
async function givenCards(quantity: number, ...goods: readonly { sku: string; quantity: number }[]) {
  const card = unique('CARD')
  const prices = [{ amount: PRICE, currency: 'JPY' }]
  await givenProduct(shop, card, { kind: 'digital', giftCard: true, prices })
  const lines = [{ sku: card, quantity }, ...goods]
  return { card, quote: await givenQuote(shop, { lines, locale: 'en' }), customer: aCustomer() }
}

/** The codes that were mailed to somebody, once there are so many. */
const codesOf = (email: string, howMany: number) =>
  eventually(`${howMany} gift cards in the mail`, async () => {
    const mails = (await messagesTo(shop, email)).filter(({ kind }) => kind === 'gift_card')
    const codes = mails.map(({ text }) => /[2-9A-Z]{4}(?:-[2-9A-Z]{4}){4}/.exec(text)?.[0] ?? '')
    return codes.length === howMany && codes
  })

const balanceOf = async (code: string) => {
  const { status, available } = await giftCardBalance(shop, code)
  return [status, available.amount]
}

const refundOf = (order: { id: string }, sku: string, quantity: number) =>
  actOn(shop, order.id, 'refunds', { reason: 'not wanted', lines: [{ sku, quantity }] })

test('gift cards are bought, mailed one by one, and pay; those that are unspent can be given back', async () => {
  const { card, quote, customer } = await givenCards(3)
  const order = await placeOrder(shop, quote, { customer })
  expect(order.totals).toMatchObject({ tax: { amount: 0 }, total: { amount: 3 * PRICE } })
  const codes = await codesOf(customer.email, 3)
  expect(new Set(codes).size).toBe(3)
  for (const code of codes) expect(await balanceOf(code)).toEqual(['active', PRICE])
  const mails = ['Your order # is confirmed', 'Delivered: your order #, with the receipt', SOLD, SOLD, SOLD]
  const end = { ...DELIVERED_AND_PAID, stock: {} }
  await expectEnd(shop, order, {
    ...end,
    ledger: { authorized: 3 * PRICE, captured: 3 * PRICE },
    mails: { en: mails },
  })

  const { quote: books } = await givenGoods(shop)
  const payment = { kind: 'card', paymentMethodId: 'pm_card_visa', giftCards: [codes[0]] }
  const paid = await placeOrder(shop, books, { payment, headers: { prefer: 'wait=20' } })
  expect(paid.paymentStatus).toBe('authorized')

  const cardsOf = async (id: string) =>
    (await shop.machine.get(`/gift-cards?orderId=${id}`)).as(shapes.giftCards).items
  expect((await cardsOf(order.id)).map(({ boughtBy }) => boughtBy)).toEqual([order.id, order.id, order.id])
  expect(await cardsOf(paid.id)).toMatchObject([
    {
      lastFour: codes[0]?.slice(-4),
      boughtBy: order.id,
      available: { amount: PRICE - paid.totals.total.amount },
    },
  ])

  const all = await refundOf(order, card, 3)
  expect([all.status, all.body]).toMatchObject([
    409,
    { code: 'not_refundable', detail: expect.stringContaining(`${card} only 2 can still be given back`) },
  ])
  expect((await refundOf(order, card, 2)).as(shapes.refund).status).toBe('succeeded')
  const [, ...others] = await Promise.all(codes.map(balanceOf))
  expect(others).toEqual([
    ['voided', 0],
    ['voided', 0],
  ])
  await expectEnd(shop, order, {
    ...end,
    paymentStatus: 'partially_refunded',
    ledger: { authorized: 3 * PRICE, captured: 3 * PRICE, refunded: 2 * PRICE },
    mails: { en: [...mails, 'Your refund (order #)'] },
  })
})

test('beside goods they come when the goods are there, or are cancelled', async () => {
  const { sku } = await givenGoods(shop, { quantity: 2 })
  const { quote, customer } = await givenCards(1, { sku, quantity: 1 })
  const order = await placeOrder(shop, quote, { customer })
  const total = order.totals.total.amount
  await warehouseShips(shop, order.id)
  const early = (await messagesTo(shop, customer.email)).filter(({ kind }) => kind === 'gift_card')
  expect(early).toEqual([])
  await carrierDelivers(shop, order.id)
  const [code = ''] = await codesOf(customer.email, 1)
  expect(await balanceOf(code)).toEqual(['active', PRICE])
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: total, captured: total },
    mails: { en: [...PLAIN_MAILS.en, SOLD] },
  })

  const other = await givenCards(1, { sku, quantity: 1 })
  const { id } = await placeOrder(shop, other.quote, { customer: other.customer })
  await orderThatIs(shop, id, 'processing')
  const lines = [{ sku, quantity: 1 }]
  expect((await actOn(shop, id, 'cancel', { reason: 'the card will do', lines })).status).toBe(200)
  const [own = ''] = await codesOf(other.customer.email, 1)
  expect(await balanceOf(own)).toEqual(['active', PRICE])
  expect((await orderThatIs(shop, id, 'completed')).due.amount).toBe(total - 1_650)
})

test('an order that is cancelled buys none', async () => {
  const { sku } = await givenGoods(shop)
  const { quote, customer } = await givenCards(1, { sku, quantity: 1 })
  const order = await placeOrder(shop, quote, { customer })
  await orderThatIs(shop, order.id, 'processing')
  expect((await actOn(shop, order.id, 'cancel', { reason: 'never mind' })).status).toBe(200)
  await expectEnd(shop, order, {
    ...CANCELLED,
    stock: { [sku]: { onHand: 1 } },
    ledger: { authorized: order.totals.total.amount },
    mails: { en: ['Your order # is confirmed', 'Your order # is cancelled'] },
  })
})

test('they are not sold on credit', async () => {
  const { quote } = await givenCards(1)
  const refused = await sendOrder(shop, quote, { payment: { kind: 'offline', method: 'invoice' } })
  expect([refused.status, refused.body]).toMatchObject([422, { code: 'payment_kind_not_allowed' }])
})
