import { expect, test } from 'vitest'
import { expectEnd, IN_WORK } from '#support/ends.ts'
import { payerAnswers } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import { givenGoods, orderThatIs, placeOrder, readStock, unique } from '#support/shop.ts'

test('a declined card: the payer is asked, the stock kept; at the deadline all is undone', async () => {
  const { sku, quote } = await givenGoods(shop, { locale: 'en' })
  const placed = await placeOrder(shop, quote, {
    paymentMethodId: `pm_card_visa_chargeDeclined__${unique('x').slice(2)}`,
    headers: { prefer: 'wait=20' },
  })
  expect(placed).toMatchObject({ status: 'payment_required', nextAction: { type: 'pay_again' } })
  expect((await readStock(shop, sku)).available).toBe(0)

  const rejected = await orderThatIs(shop, placed.id, 'rejected')
  expect(rejected.rejection?.code).toBe('payment_declined')
  await expectEnd(shop, placed, {
    status: 'rejected',
    paymentStatus: 'failed',
    fulfillmentStatus: 'cancelled',
    stock: { [sku]: { onHand: 1 } },
    ledger: {},
    mails: { en: ['Your payment needs your attention (order #)', 'We could not accept your order #'] },
  })
})

/** An order whose payer their bank asked, and who did as is said. */
async function givenAsked(outcome: 'succeed' | 'fail', locale: string) {
  const { sku, quote } = await givenGoods(shop, { locale })
  const placed = await placeOrder(shop, quote, {
    paymentMethodId: `pm_card_threeDSecure2Required__${unique('x').slice(2)}`,
    headers: { prefer: 'wait=20' },
  })
  expect(placed).toMatchObject({ status: 'payment_required', nextAction: { type: 'three_d_secure' } })
  await payerAnswers(shop, placed.id, outcome)
  return { sku, order: placed }
}

test('3-D Secure that succeeds: the order goes on', async () => {
  const { sku, order } = await givenAsked('succeed', 'zh-Hans')
  await expectEnd(shop, order, {
    ...IN_WORK,
    stock: { [sku]: { onHand: 1, reserved: 1 } },
    ledger: { authorized: order.totals.total.amount, liveAuthorizations: 1 },
    mails: { 'zh-Hans': ['请完成付款验证（订单号 #）', '您的订单已确认（订单号 #）'] },
  })
})

test('3-D Secure that fails: at the deadline all is undone', async () => {
  const { sku, order } = await givenAsked('fail', 'ja')
  await expectEnd(shop, order, {
    status: 'rejected',
    paymentStatus: 'failed',
    fulfillmentStatus: 'cancelled',
    stock: { [sku]: { onHand: 1 } },
    ledger: {},
    mails: {
      ja: ['本人認証をお願いいたします（注文番号 #）', 'ご注文をお受けできませんでした（注文番号 #）'],
    },
  })
})
