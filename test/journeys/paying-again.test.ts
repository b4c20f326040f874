import { expect, test } from 'vitest'
import { expectEnd, IN_WORK } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { messageOf, messagesTo } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  givenGoods,
  orderThatIs,
  placeOrder,
  readStock,
  sendOrder,
  unique,
} from '#support/shop.ts'

const cardOf = (name: string) => ({ kind: 'card', paymentMethodId: `${name}__${unique('x').slice(2)}` })

/** An order whose first card was declined. */
async function givenDeclined(locale: string) {
  const { sku, quote } = await givenGoods(shop, { locale })
  const customer = aCustomer()
  const order = await placeOrder(shop, quote, {
    customer,
    payment: cardOf('pm_card_visa_chargeDeclined'),
    headers: { prefer: 'wait=20' },
  })
  expect(order).toMatchObject({ status: 'payment_required', nextAction: { type: 'pay_again' } })
  return { sku, order, customer }
}

const pay = (token: string | undefined, payment: object, headers: Record<string, string> = {}) =>
  shop.guest.post(`/guest-orders/${token}/payments`, { body: { payment }, headers })

test('after a decline a guest pays with another card by the order token; one authorization is live', async () => {
  const { sku, order } = await givenDeclined('zh-Hans')
  const [card, key] = [cardOf('pm_card_mastercard'), { 'idempotency-key': unique('the-first-card') }]
  const paid = (await pay(order.orderToken, card, key)).as(shapes.order)
  expect(paid.status).toMatch(/confirmed|processing/)
  expect((await pay(order.orderToken, card, key)).as(shapes.order).id).toBe(order.id)
  const other = await pay(order.orderToken, cardOf('pm_card_visa'), key)
  expect([other.status, other.body]).toMatchObject([422, { code: 'idempotency_key_reused' }])
  const again = await pay(order.orderToken, cardOf('pm_card_visa'))
  expect([again.status, again.body]).toMatchObject([409, { code: 'not_payable' }])
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
    mails: { 'zh-Hans': ['请确认您的付款（订单号 #）', '您的订单已确认（订单号 #）'] },
  })
})

test('the mail has a link for this one act; a token for another act, or of another order, is nothing', async () => {
  const { sku, order, customer } = await givenDeclined('ja')
  const mail = await messageOf(shop, customer.email, 'payment_required')
  const token = /\/pay\/([\w-]+)/.exec(mail.text)?.[1]
  expect((await shop.guest.post(`/guest-orders/${token}/cancel`, { body: { reason: 'x' } })).status).toBe(404)
  expect((await pay(order.tracking.token, cardOf('pm_card_visa'))).status).toBe(404)
  expect((await pay(token, cardOf('pm_card_visa'))).status).toBe(200)
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
    mails: { ja: ['お支払いのご確認をお願いいたします（注文番号 #）', 'ご注文を承りました（注文番号 #）'] },
  })
})

test('two payments at once: one is tried, the other refused; another declined card is asked for again', async () => {
  const { sku, order } = await givenDeclined('en')
  const cards = [cardOf('pm_card_visa_chargeDeclined'), cardOf('pm_card_visa_chargeDeclined')]
  for (const { paymentMethodId } of cards) {
    const slow = { delayMs: 3_000, times: 1, match: { payment_method: paymentMethodId } }
    await shop.stripe.post('/_sandbox/faults', { body: slow })
  }
  const both = await Promise.all(cards.map((card) => pay(order.orderToken, card)))
  const refused = both.filter(({ status }) => status === 409)
  expect(refused.map(({ body }) => body)).toMatchObject([{ code: 'payment_pending' }])
  const tried = both.find(({ status }) => status === 200)?.as(shapes.order)
  expect(tried).toMatchObject({ status: 'payment_required', nextAction: { type: 'pay_again' } })
  await pay(order.orderToken, cardOf('pm_card_visa'))
  const askedTwice = Array(2).fill('Your payment needs your attention (order #)')
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
    mails: { en: [...askedTwice, 'Your order # is confirmed'] },
  })
})

test('staff place an order for a customer, who pays by a link: staff never see a card', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const customer = aCustomer()
  const { quote: sealed } = quote
  const shippingAddress = {
    ...{ name: '山田 花子', line1: '千代田1-1', city: '千代田区', region: '東京都' },
    ...{ postalCode: '100-0001', country: 'JP' },
  }
  const body = { quote: sealed, shippingOptionId: quote.shippingOptions[0]?.id, customer, shippingAddress }
  const card = await shop.machine.post('/customer-orders', {
    body: { ...body, payment: cardOf('pm_card_visa') },
  })
  expect(card.status).toBe(400)
  const placed = await shop.machine.post('/customer-orders', { body: { ...body, payment: { kind: 'link' } } })
  const order = placed.as(shapes.order)
  await orderThatIs(shop, order.id, 'payment_required')
  const mail = await messageOf(shop, customer.email, 'payment_required')
  const token = /\/pay\/([\w-]+)/.exec(mail.text)?.[1]
  expect((await pay(token, cardOf('pm_card_visa'))).status).toBe(200)
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
    mails: { en: ['Please choose how to pay (order #)', 'Your order # is confirmed'] },
  })
})

test('money at a store: too little waits and is told, the rest confirms the order, more goes to attention', async () => {
  const { quote, sku } = await givenGoods(shop)
  const customer = aCustomer()
  const placed = await placeOrder(shop, quote, {
    customer,
    payment: { kind: 'delayed', method: 'store' },
    headers: { prefer: 'wait=20' },
  })
  const { amount, currency } = placed.totals.total
  expect(placed).toMatchObject({ status: 'payment_required', nextAction: { type: 'pay_by_reference' } })
  const reference = placed.nextAction?.reference ?? ''
  expect((await messageOf(shop, customer.email, 'payment_required')).text).toContain(reference)
  expect((await readStock(shop, sku)).available).toBe(0)
  const receive = (part: number, transactionId: string) =>
    shop.machine.post('/payments/received', {
      body: { reference, amount: { amount: part, currency }, transactionId },
    })

  expect((await receive(100, unique('store'))).status).toBe(200)
  await eventually('staff hear of too little', async () => {
    const { items } = (await shop.machine.get('/attention?limit=100')).as(shapes.listOf(shapes.attention))
    return items.some(({ orderId }) => orderId === placed.id)
  })
  // Nobody is asked for what has come by then.
  await eventually('the payer is asked for the rest', async () => {
    const messages = await messagesTo(shop, customer.email)
    return messages.filter(({ kind }) => kind === 'payment_required').length === 2
  })
  const rest = unique('store')
  await receive(amount - 100, rest)
  await orderThatIs(shop, placed.id, 'processing')
  await receive(amount - 100, rest)
  await expectEnd(shop, placed, {
    ...IN_WORK,
    paymentStatus: 'captured',
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: {},
    recorded: { received: amount, captured: amount },
    mails: {
      ja: [
        'お支払いのご案内（注文番号 #）',
        // Once more, of what is still to come.
        'お支払いのご案内（注文番号 #）',
        'ご注文を承りました（注文番号 #）',
      ],
    },
  })
})

test('an unpaid reference ends by its deadline: the stock is free again', async () => {
  const { quote, sku } = await givenGoods(shop, { locale: 'zh-Hans' })
  const placed = await placeOrder(shop, quote, { payment: { kind: 'delayed', method: 'bank_transfer' } })
  const rejected = await orderThatIs(shop, placed.id, 'rejected')
  expect(rejected.rejection?.code).toBe('payment_abandoned')
  await expectEnd(shop, placed, {
    status: 'rejected',
    paymentStatus: 'voided',
    fulfillmentStatus: 'cancelled',
    stock: { [sku]: { onHand: 1 } },
    ledger: {},
    mails: {
      'zh-Hans': [
        '如何支付您的订单（订单号 #）',
        '付款即将到期（订单号 #）',
        '很抱歉，我们无法接受您的订单（订单号 #）',
      ],
    },
  })
})

test('what the shop does not offer, or that does not fit the total, is refused', async () => {
  const { quote } = await givenGoods(shop)
  for (const payment of [{ kind: 'none' }]) {
    const answer = await sendOrder(shop, quote, { payment })
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'payment_kind_not_allowed' }])
  }
})

test('an order that is too dear waits for a person; released it goes on, declined it is rejected', async () => {
  const product = { prices: [{ amount: 1_200_000, currency: 'JPY' }] }
  const { sku, quote } = await givenGoods(shop, { product })
  const customer = aCustomer()
  const wait = { prefer: 'wait=20' }
  const held = await placeOrder(shop, quote, { customer, headers: wait })
  expect(held).toMatchObject({ status: 'placed', paymentStatus: 'authorized', holds: [{ reason: 'amount' }] })
  const neutral = await messageOf(shop, customer.email, 'checking')
  expect(neutral.text).not.toMatch(/amount|金額|rule|risk/)
  const [hold] = held.holds
  await actOn(shop, held.id, `holds/${hold?.id}/release`, { reason: 'known customer' })
  await orderThatIs(shop, held.id, 'processing')
  const gone = await actOn(shop, held.id, `holds/${hold?.id}/release`, { reason: 'again' })
  expect([gone.status, gone.body]).toMatchObject([409, { code: 'hold_gone' }])

  await expectEnd(shop, held, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: held.totals.total.amount, liveAuthorizations: 1 },
    mails: { ja: ['ご注文内容を確認しております（注文番号 #）', 'ご注文を承りました（注文番号 #）'] },
  })

  const another = await givenGoods(shop, { product, locale: 'en' })
  const other = await placeOrder(shop, another.quote, { headers: wait })
  await actOn(shop, other.id, `holds/${other.holds[0]?.id}/decline`, { reason: 'stolen card' })
  expect((await orderThatIs(shop, other.id, 'rejected')).rejection).toEqual({ code: 'review_declined' })
  await expectEnd(shop, other, {
    status: 'rejected',
    paymentStatus: 'voided',
    fulfillmentStatus: 'cancelled',
    stock: { [another.sku]: { onHand: 1 } },
    ledger: { authorized: other.totals.total.amount },
    mails: { en: ['We are checking your order #', 'We could not accept your order #'] },
  })
})
