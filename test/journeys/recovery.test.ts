import { expect, test } from 'vitest'
import { carrierDeliversUnheard, gatewayLedger, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import {
  givenLocation,
  givenProduct,
  givenQuote,
  givenStock,
  orderThatIs,
  placeOrder,
  readOrder,
  unique,
} from '#support/shop.ts'

test('a gateway that fails twice and webhooks that never come: the order waits visibly, and is completed', async () => {
  const [sku, location, recipient] = [unique('BOOK'), unique('TOKYO'), unique('花子')]
  const paymentMethodId = `pm_card_visa__${unique('x').slice(2)}`
  const card = { payment_method: paymentMethodId }
  await givenLocation(shop, location)
  await givenProduct(shop, sku)
  await givenStock(shop, location, sku, 1)
  await shop.stripe.post('/_sandbox/webhooks', { body: { drop: true, match: card } })
  await shop.stripe.post('/_sandbox/faults', { body: { status: 500, times: 6, match: card } })
  await shop.carrier.post('/_sandbox/webhooks', { body: { drop: true, match: { toName: recipient } } })
  await shop.carrier.post('/_sandbox/faults', {
    body: { status: 500, times: 2, match: { toName: recipient } },
  })

  const quote = await givenQuote(shop, { lines: [{ sku, quantity: 1 }] })
  const { id, totals } = await placeOrder(shop, quote, { paymentMethodId, address: { name: recipient } })
  expect((await readOrder(shop, id)).status).toMatch(/placed|confirmed|processing/)
  await warehouseShips(shop, id)
  await carrierDeliversUnheard(shop, id)
  await orderThatIs(shop, id, 'completed')
  expect(await gatewayLedger(shop, id)).toMatchObject([
    { captured: totals.total.amount, refunded: 0, liveAuthorization: false },
  ])
})
