import { FULFILLMENT_ORDER_EVENTS } from '#contexts/fulfillment/contract/events.ts'
import { notificationFailed } from '#contexts/notifications/contract/events.ts'
import {
  PAYMENT_EVENTS,
  paymentNeedsAttention,
  paymentRefundSettled,
} from '#contexts/payments/contract/events.ts'
import { SHIPMENT_EVENTS } from '#contexts/shipping/contract/events.ts'
import { consumerHandler, on } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { makeNoteFulfillmentOrder, makeNoteShipment, makeNoteTrouble } from '../use-cases/note-events.ts'
import { makeNotePayment } from '../use-cases/note-payment.ts'
import { makeNoteRefund } from '../use-cases/settle-refund.ts'
import { askingDeps } from './dependencies.ts'

const prepare = once(async () => {
  const deps = await askingDeps()
  return {
    personal: deps.personal,
    payment: makeNotePayment(deps),
    fulfillmentOrder: makeNoteFulfillmentOrder(deps),
    shipment: makeNoteShipment(deps),
    refund: makeNoteRefund(deps),
    trouble: makeNoteTrouble(deps),
  }
})

export const handler = consumerHandler(
  'orders.on-event',
  [
    ...PAYMENT_EVENTS.map((event) => on(event, async (received) => (await prepare()).payment(received))),
    ...FULFILLMENT_ORDER_EVENTS.map((event) =>
      on(event, async (received) => (await prepare()).fulfillmentOrder(received)),
    ),
    ...SHIPMENT_EVENTS.map((event) => on(event, async (received) => (await prepare()).shipment(received))),
    on(paymentRefundSettled, async (event) => (await prepare()).refund(event)),
    on(paymentNeedsAttention, async (event) => (await prepare()).trouble(event)),
    on(notificationFailed, async (event) => (await prepare()).trouble(event)),
  ],
  async () => (await prepare()).personal,
)
