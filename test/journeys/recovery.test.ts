import { expect, test } from 'vitest'
import { DELIVERED_AND_PAID, expectEnd } from '#support/ends.ts'
import { carrierDeliversUnheard, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import { givenGoods, placeOrder, readOrder, unique } from '#support/shop.ts'

test('a gateway that fails twice and webhooks that never come: the order waits visibly, and is completed', async () => {
  const recipient = unique('花子')
  const paymentMethodId = `pm_card_visa__${unique('x').slice(2)}`
  const card = { payment_method: paymentMethodId }
  const { sku, quote } = await givenGoods(shop, { locale: 'zh-Hans' })
  await shop.stripe.post('/_sandbox/webhooks', { body: { drop: true, match: card } })
  await shop.stripe.post('/_sandbox/faults', { body: { status: 500, times: 6, match: card } })
  await shop.carrier.post('/_sandbox/webhooks', { body: { drop: true, match: { toName: recipient } } })
  await shop.carrier.post('/_sandbox/faults', {
    body: { status: 500, times: 2, match: { toName: recipient } },
  })

  const { id, totals } = await placeOrder(shop, quote, { paymentMethodId, address: { name: recipient } })
  expect((await readOrder(shop, id)).status).toMatch(/placed|confirmed|processing/)
  await warehouseShips(shop, id)
  await carrierDeliversUnheard(shop, id)
  const { amount } = totals.total
  await expectEnd(
    shop,
    { id },
    {
      ...DELIVERED_AND_PAID,
      stock: { [sku]: {} },
      ledger: { authorized: amount, captured: amount },
      mails: {
        'zh-Hans': [
          '您的订单已确认（订单号 #）',
          '您的商品已发货（订单号 #）',
          '您的订单已送达，附收据（订单号 #）',
        ],
      },
    },
  )
})
