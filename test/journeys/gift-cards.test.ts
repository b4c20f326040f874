import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { CANCELLED, DELIVERED_AND_PAID, expectEnd, IN_WORK, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, payerAnswers, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  actOn,
  askCartQuote,
  giftCardBalance,
  givenCart,
  givenGoods,
  orderThatIs,
  placeOrder,
  readOrder,
  sendOrder,
  unique,
} from '#support/shop.ts'

const WAITING = { headers: { prefer: 'wait=20' } }
const ASKED = {
  en: 'Your payment needs your attention (order #)',
  ja: 'お支払いのご確認をお願いいたします（注文番号 #）',
}

const cardOf = (name: string) => ({ kind: 'card', paymentMethodId: `${name}__${unique('x').slice(2)}` })

async function givenGiftCard(amount: number): Promise<shapes.IssuedGiftCard> {
  const answer = await shop.machine.post('/gift-cards', {
    body: { amount: { amount, currency: 'JPY' } },
    headers: { 'idempotency-key': randomUUID() },
  })
  return answer.as(shapes.issuedGiftCard)
}

/** What is left on a card comes to be so much: payments tells checkout by an event. */
const balanceIs = (code: string, amount: number) =>
  eventually(
    `a balance of ${amount}`,
    async () => (await giftCardBalance(shop, code)).available.amount === amount,
  )

const kindsOfEntries = async (id: string) =>
  (await shop.machine.get(`/gift-cards/${id}/entries`))
    .as(shapes.listOf(shapes.giftCardEntry))
    .items.map(({ kind, amount }) => [kind, amount.amount])

test('a gift card and a card pay together; a refund goes to the card first, and then to the gift card', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const { id, code } = await givenGiftCard(1_000)
  const payment = { ...cardOf('pm_card_visa'), giftCards: [code.toLowerCase()] }
  const order = await placeOrder(shop, quote, { payment, ...WAITING })
  const { amount: total } = order.totals.total
  expect(order.paymentStatus).toBe('authorized')
  await balanceIs(code, 0)
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  const rest = total - 1_000
  const end = { ...DELIVERED_AND_PAID, stock: { [sku]: {} }, mails: { en: PLAIN_MAILS.en } }
  await expectEnd(shop, order, {
    ...end,
    ledger: { authorized: rest, captured: rest },
    recorded: { received: 0, captured: total },
  })
  const refund = (amount: number) => actOn(shop, order.id, 'refunds', { reason: 'torn', amount })
  const first = (await refund(300)).as(shapes.refund)
  const second = (await refund(rest - 300 + 200)).as(shapes.refund)
  expect([first.status, second.status]).toEqual(['succeeded', 'succeeded'])
  await balanceIs(code, 200)
  await expectEnd(shop, order, {
    ...end,
    paymentStatus: 'partially_refunded',
    ledger: { authorized: rest, captured: rest, refunded: rest },
    recorded: { received: 0, captured: total, refunded: rest + 200 },
    mails: { en: [...PLAIN_MAILS.en, ...Array(2).fill('Your refund (order #)')] },
  })
  expect(await kindsOfEntries(id)).toEqual([
    ['issued', 1_000],
    ['held', 1_000],
    ['captured', 1_000],
    ['refunded', 200],
  ])
})

test('a gift card alone pays: no card is asked, and what is not due is available again', async () => {
  const { sku, quote } = await givenGoods(shop)
  const { code } = await givenGiftCard(50_000)
  const payment = { kind: 'gift_card', giftCards: [code] }
  const order = await placeOrder(shop, quote, { payment, ...WAITING })
  const { amount: total } = order.totals.total
  await balanceIs(code, 50_000 - total)
  await warehouseShips(shop, order.id)
  await carrierDelivers(shop, order.id)
  await expectEnd(shop, order, {
    ...DELIVERED_AND_PAID,
    stock: { [sku]: {} },
    ledger: {},
    recorded: { received: 0, captured: total },
    mails: { ja: PLAIN_MAILS.ja },
  })
  await balanceIs(code, 50_000 - total)
})

test('a card is declined: the gift card stays for the order, whose end releases it', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const { code } = await givenGiftCard(1_000)
  const payment = { ...cardOf('pm_card_visa_chargeDeclined'), giftCards: [code] }
  const order = await placeOrder(shop, quote, { payment, ...WAITING })
  expect(order).toMatchObject({ status: 'payment_required', nextAction: { type: 'pay_again' } })
  await balanceIs(code, 0)
  const cancelled = await shop.guest.post(`/guest-orders/${order.orderToken}/cancel`, {
    body: { reason: 'never mind' },
  })
  expect(cancelled.status).toBe(200)
  await expectEnd(shop, order, {
    ...CANCELLED,
    paymentStatus: 'failed',
    stock: { [sku]: { onHand: 1 } },
    ledger: {},
    mails: { en: [ASKED.en, 'Your order # is cancelled'] },
  })
  await balanceIs(code, 1_000)
})

test('a bank asks the payer about what a gift card leaves: confirmed, both hold; not, nothing is held any more', async () => {
  const asked = async (outcome: 'succeed' | 'fail') => {
    const { sku, quote } = await givenGoods(shop, { locale: 'en' })
    const { code } = await givenGiftCard(1_000)
    const payment = { ...cardOf('pm_card_threeDSecure2Required'), giftCards: [code] }
    const order = await placeOrder(shop, quote, { payment, ...WAITING })
    expect(order).toMatchObject({ status: 'payment_required', nextAction: { type: 'three_d_secure' } })
    await payerAnswers(shop, order.id, outcome)
    return { sku, code, order }
  }
  const { sku, code, order } = await asked('succeed')
  const rest = order.totals.total.amount - 1_000
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: rest, liveAuthorizations: 1 },
    mails: { en: ['Please confirm your payment (order #)', 'Your order # is confirmed'] },
  })
  await balanceIs(code, 0)
  const refused = await asked('fail')
  const cancelled = await shop.guest.post(`/guest-orders/${refused.order.orderToken}/cancel`, {
    body: { reason: 'my bank says no' },
  })
  expect(cancelled.status).toBe(200)
  await orderThatIs(shop, refused.order.id, 'cancelled')
  await balanceIs(refused.code, 1_000)
})

test('a cart is paid for by a gift card and a card, in the two requests that a cart takes', async () => {
  const { sku } = await givenGoods(shop)
  const { code } = await givenGiftCard(1_000)
  const cart = await givenCart(shop, { sku, quantity: 1 })
  const quote = (await askCartQuote(shop, cart.id)).as(shapes.quote)
  const payment = { ...cardOf('pm_card_visa'), giftCards: [code] }
  const order = await placeOrder(shop, quote, { payment, ...WAITING })
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount - 1_000, liveAuthorizations: 1 },
    mails: { ja: ['ご注文を承りました（注文番号 #）'] },
  })
  await balanceIs(code, 0)
})

test('another card after a declined one pays what the gift card leaves', async () => {
  const { sku, quote } = await givenGoods(shop)
  const { code } = await givenGiftCard(1_000)
  const payment = { ...cardOf('pm_card_visa_chargeDeclined'), giftCards: [code] }
  const order = await placeOrder(shop, quote, { payment, ...WAITING })
  const paid = await shop.guest.post(`/guest-orders/${order.orderToken}/payments`, {
    body: { payment: cardOf('pm_card_mastercard') },
  })
  expect(paid.as(shapes.order).status).toMatch(/confirmed|processing/)
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount - 1_000, liveAuthorizations: 1 },
    mails: { ja: [ASKED.ja, 'ご注文を承りました（注文番号 #）'] },
  })
  await balanceIs(code, 0)
})

test('two orders race for one balance: one gets it, the other pays by a card', async () => {
  const goods = await Promise.all([givenGoods(shop), givenGoods(shop)])
  const total = goods[0].quote.shippingOptions[0]?.total.amount ?? 0
  const { id, code } = await givenGiftCard(total)
  const payment = { kind: 'gift_card', giftCards: [code] }
  const orders = await Promise.all(goods.map(({ quote }) => placeOrder(shop, quote, { payment, ...WAITING })))
  const [loser, ...others] = orders.filter(({ status }) => status === 'payment_required')
  expect(others).toEqual([])
  expect(loser).toMatchObject({ nextAction: { type: 'pay_again' } })
  const winner = orders.find((order) => order !== loser)
  if (!loser || !winner) throw new Error('nobody has won')
  const paid = await shop.guest.post(`/guest-orders/${loser.orderToken}/payments`, {
    body: { payment: cardOf('pm_card_visa') },
  })
  expect(paid.status).toBe(200)
  await orderThatIs(shop, winner.id, 'processing')
  await orderThatIs(shop, loser.id, 'processing')
  expect((await readOrder(shop, winner.id)).paymentStatus).toBe('authorized')
  expect(await kindsOfEntries(id)).toEqual([
    ['issued', total],
    ['held', total],
  ])
})

test('a mistyped code is refused at once; one that nobody has is declined', async () => {
  const { quote } = await givenGoods(shop)
  const { code } = await givenGiftCard(1_000)
  const mistyped = `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`
  const refused = await sendOrder(shop, quote, {
    payment: { ...cardOf('pm_card_visa'), giftCards: [mistyped] },
  })
  expect([refused.status, refused.body]).toMatchObject([
    422,
    { code: 'gift_card_invalid', errors: [{ pointer: '/payment/giftCards/0' }] },
  ])
  const payment = { kind: 'gift_card', giftCards: ['2222-2222-2222-2222-2222'] }
  const unknown = await shop.guest.post('/gift-cards/balance', { body: { code: payment.giftCards[0] } })
  expect([unknown.status, unknown.body]).toMatchObject([404, { detail: 'No gift card has this code.' }])
  const order = await placeOrder(shop, quote, { payment, ...WAITING })
  expect(order).toMatchObject({ status: 'payment_required', nextAction: { type: 'pay_again' } })
})
