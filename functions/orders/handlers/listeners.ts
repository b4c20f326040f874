import { customerChanged, customerRegistered } from '#contexts/customers/contract/events.ts'
import { FULFILLMENT_ORDER_EVENTS } from '#contexts/fulfillment/contract/events.ts'
import { notificationFailed } from '#contexts/notifications/contract/events.ts'
import {
  PAYMENT_EVENTS,
  paymentDisputeClosed,
  paymentNeedsAttention,
  paymentRefundSettled,
} from '#contexts/payments/contract/events.ts'
import { SHIPMENT_EVENTS } from '#contexts/shipping/contract/events.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { makeMembers } from '../adapters/members.ts'
import { makeOrderIndex } from '../adapters/order-index.ts'
import { makeClaimOrders } from '../use-cases/claim-orders.ts'
import { makeNoteDisputeClosed } from '../use-cases/note-dispute-closed.ts'
import { makeNoteFulfillmentOrder, makeNoteShipment, makeNoteTrouble } from '../use-cases/note-events.ts'
import { makeNotePayment } from '../use-cases/note-payment.ts'
import type { Outside } from '../use-cases/outside.ts'
import type { OrderDeps } from '../use-cases/ports.ts'
import { makeNoteRefund } from '../use-cases/settle-refund.ts'

/** What an order learns when orders hears of something. */
export function listeners(deps: () => Promise<OrderDeps & Outside>): readonly Subscription[] {
  const prepare = once(async () => {
    const given = await deps()
    return {
      payment: makeNotePayment(given),
      disputeClosed: makeNoteDisputeClosed(given),
      fulfillmentOrder: makeNoteFulfillmentOrder(given),
      shipment: makeNoteShipment(given),
      refund: makeNoteRefund(given),
      trouble: makeNoteTrouble(given),
      claim: makeClaimOrders({
        ...given,
        index: makeOrderIndex(given.store),
        members: makeMembers(given.store),
      }),
    }
  })
  return [
    on(paymentDisputeClosed, async (event) => (await prepare()).disputeClosed(event)),
    ...PAYMENT_EVENTS.filter((event) => event !== paymentDisputeClosed).map((event) =>
      on(event, async (received) => (await prepare()).payment(received)),
    ),
    ...FULFILLMENT_ORDER_EVENTS.map((event) =>
      on(event, async (received) => (await prepare()).fulfillmentOrder(received)),
    ),
    ...SHIPMENT_EVENTS.map((event) => on(event, async (received) => (await prepare()).shipment(received))),
    on(paymentRefundSettled, async (event) => (await prepare()).refund(event)),
    on(paymentNeedsAttention, async (event) => (await prepare()).trouble(event)),
    on(notificationFailed, async (event) => (await prepare()).trouble(event)),
    on(customerRegistered, async (event) => (await prepare()).claim(event)),
    on(customerChanged, async (event) => (await prepare()).claim(event)),
  ]
}
