import { FULFILLMENT_ORDER_EVENTS } from '#contexts/fulfillment/contract/events.ts'
import { PAYMENT_EVENTS } from '#contexts/payments/contract/events.ts'
import { SHIPMENT_EVENTS } from '#contexts/shipping/contract/events.ts'
import { consumerHandler, on } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { makeNoteFulfillmentOrder, makeNotePayment, makeNoteShipment } from '../use-cases/note-events.ts'
import { orderDeps } from './dependencies.ts'

const prepare = once(async () => {
  const deps = await orderDeps()
  return {
    personal: deps.personal,
    notePayment: makeNotePayment(deps),
    noteFulfillmentOrder: makeNoteFulfillmentOrder(deps),
    noteShipment: makeNoteShipment(deps),
  }
})

export const handler = consumerHandler(
  'orders.on-event',
  [
    ...PAYMENT_EVENTS.map((event) => on(event, async (received) => (await prepare()).notePayment(received))),
    ...FULFILLMENT_ORDER_EVENTS.map((event) =>
      on(event, async (received) => (await prepare()).noteFulfillmentOrder(received)),
    ),
    ...SHIPMENT_EVENTS.map((event) =>
      on(event, async (received) => (await prepare()).noteShipment(received)),
    ),
  ],
  async () => (await prepare()).personal,
)
