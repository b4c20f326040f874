import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import {
  carrierDelivers,
  fulfillmentOrdersOf,
  gatewayLedger,
  locationShips,
  messageOf,
  messagesTo,
} from '#support/outside.ts'
import { outputs, shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  actOn,
  givenLocation,
  givenProduct,
  givenQuote,
  givenStock,
  orderThatIs,
  orderThatIsPaid,
  placeOrder,
  readOrder,
  readStock,
  unique,
} from '#support/shop.ts'
import { withOrderSettings, withVariable } from '#support/variables.ts'

const SECONDS_OF_A_DAY = 86_400

/** A book in Tokyo and two shirts in Osaka, of 1,650 yen each, by a card of one's choice. */
async function givenTwoPlaces(paymentMethodId: string) {
  const [book, shirt, tokyo, osaka] = [unique('BOOK'), unique('SHIRT'), unique('TOKYO'), unique('OSAKA')]
  for (const [location, sku, units] of [
    [tokyo, book, 1],
    [osaka, shirt, 2],
  ] as const) {
    await givenLocation(shop, location)
    await givenProduct(shop, sku)
    await givenStock(shop, location, sku, units)
  }
  const customer = aCustomer()
  const lines = [
    { sku: book, quantity: 1 },
    { sku: shirt, quantity: 2 },
  ]
  const order = await placeOrder(shop, await givenQuote(shop, { lines }), { customer, paymentMethodId })
  const works = await fulfillmentOrdersOf(shop, order.id, 2)
  const workAt = (location: string) =>
    works.find(({ locationId }) => locationId === location) ?? expect.fail(`no work at ${location}`)
  const total = order.totals.total.amount
  return { order, customer, book, shirt, total, books: workAt(tokyo), shirts: workAt(osaka) }
}

const paymentOf = async (orderId: string) =>
  (await shop.machine.get(`/orders/${orderId}/payment`)).as(shapes.payment)

test('an order that leaves in parts is captured part by part; what is cancelled of the rest is let go', () =>
  withVariable(
    outputs.awsEndpoint,
    'MULTICAPTURE',
    () => 'true',
    () =>
      // The last part is taken at its hand-over, as where `on_hand_over` is deployed.
      withOrderSettings(outputs.awsEndpoint, { captureAfterDays: 1 / SECONDS_OF_A_DAY }, async () => {
        const { order, customer, book, shirt, total, books, shirts } = await givenTwoPlaces('pm_card_visa')
        await locationShips(shop, books)
        await eventually('the first part is captured', async () => {
          const { status, paymentStatus } = await readOrder(shop, order.id)
          return status === 'partially_shipped' && paymentStatus === 'partially_captured'
        })
        expect(await paymentOf(order.id)).toMatchObject({
          status: 'partially_captured',
          captured: { amount: total - 3300 },
          held: { amount: 3300 },
        })
        expect(await gatewayLedger(shop, order.id)).toMatchObject([
          { captured: total - 3300, voided: 0, liveAuthorization: true },
        ])

        const early = await actOn(shop, order.id, 'refunds', {
          reason: 'torn',
          lines: [{ sku: book, quantity: 1 }],
        })
        expect([early.status, early.body]).toMatchObject([409, { code: 'not_refundable' }])
        const one = [{ sku: shirt, quantity: 1 }]
        expect((await actOn(shop, order.id, 'cancel', { reason: 'one is enough', lines: one })).status).toBe(
          200,
        )
        const less = await eventually('the warehouse sends less', async () => {
          const works = await fulfillmentOrdersOf(shop, order.id, 2)
          return works.find(({ id, lines }) => id === shirts.id && lines[0]?.quantity === 1)
        })
        await locationShips(shop, less)
        expect((await orderThatIsPaid(shop, order.id)).status).toBe('shipped')
        await carrierDelivers(shop, order.id, 2)
        expect(await orderThatIs(shop, order.id, 'completed')).toMatchObject({ paymentStatus: 'captured' })

        expect(await gatewayLedger(shop, order.id)).toMatchObject([
          { authorized: total, captured: total - 1650, voided: 1650, refunded: 0, liveAuthorization: false },
        ])
        const paid = await paymentOf(order.id)
        expect(paid).toMatchObject({
          status: 'captured',
          captured: { amount: total - 1650 },
          refunded: { amount: 0 },
        })
        expect(paid.held).toBeUndefined()
        expect((await readStock(shop, book)).locations).toMatchObject([{ onHand: 0, reserved: 0 }])
        expect((await readStock(shop, shirt)).locations).toMatchObject([{ onHand: 1, reserved: 0 }])
        const receipt = await messageOf(shop, customer.email, 'delivered')
        expect(receipt.text).toContain((total - 1650).toLocaleString('en-US'))
        const mails = await messagesTo(shop, customer.email)
        expect(mails.filter(({ kind }) => kind === 'shipped')).toHaveLength(2)
        for (const { locale, subject } of mails) {
          expect(locale).toBe('ja')
          expect(subject).toContain(order.number)
        }
      }),
  ))

test('a card that is captured once is captured once, though the stage would take parts', () =>
  withVariable(
    outputs.awsEndpoint,
    'MULTICAPTURE',
    () => 'true',
    async () => {
      const { order, total, books, shirts } = await givenTwoPlaces('pm_card_singleCapture')
      await locationShips(shop, books)
      await orderThatIs(shop, order.id, 'partially_shipped')
      await locationShips(shop, shirts)
      await carrierDelivers(shop, order.id, 2)
      await orderThatIs(shop, order.id, 'completed')
      expect(await gatewayLedger(shop, order.id)).toMatchObject([
        {
          authorized: total,
          captured: total,
          movements: [{ type: 'authorized' }, { type: 'captured', amount: total }],
        },
      ])
    },
  ))
