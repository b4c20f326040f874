import type {
  orderCancelled,
  orderCompleted,
  orderConfirmed,
  orderPartiallyShipped,
  orderPaymentRequired,
  orderRejected,
  orderShipped,
} from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Contact } from '../adapters/contact-copies.ts'
import { confirmedMail } from '../domain/mails/confirmed.ts'
import { deliveredMail } from '../domain/mails/delivered.ts'
import { cancelledMail, rejectedMail } from '../domain/mails/ended.ts'
import { paymentRequiredMail } from '../domain/mails/payment-required.ts'
import { shippedMail } from '../domain/mails/shipped.ts'
import { textMessage } from '../domain/text-message.ts'
import type { NotificationDeps } from './ports.ts'
import { makeTell } from './tell.ts'

type OrderEvent = EventOf<
  | typeof orderPaymentRequired
  | typeof orderConfirmed
  | typeof orderPartiallyShipped
  | typeof orderShipped
  | typeof orderCompleted
  | typeof orderRejected
  | typeof orderCancelled
>

/** Tells a customer what became of the order. */
export function makeTellOfOrder(deps: NotificationDeps) {
  const tell = makeTell(deps)
  return {
    async paymentRequired(event: EventOf<typeof orderPaymentRequired>) {
      // A card that is declined after the first is told again: each asks for another act.
      await tell({ ...about(event, event.id), mail: (head) => paymentRequiredMail(head, event.data) })
    },

    async confirmed(event: EventOf<typeof orderConfirmed>) {
      const { orderId, contact, ...rest } = about(event)
      await deps.contacts.keep(orderId, contact)
      await tell({ orderId, contact, ...rest, mail: (head) => confirmedMail(head, event.data) })
    },

    async shipped(event: EventOf<typeof orderShipped | typeof orderPartiallyShipped>) {
      const carrier = event.data.shipments[0]?.carrier ?? ''
      await tell({
        ...about(event, event.data.fulfillmentOrderId),
        mail: (head) => shippedMail(head, event),
        text: (head) => textMessage('shipped', head, carrier),
      })
    },

    async completed(event: EventOf<typeof orderCompleted>) {
      await tell({ ...about(event), mail: (head) => deliveredMail(head, event.data) })
    },

    async rejected(event: EventOf<typeof orderRejected>) {
      await tell({ ...about(event), mail: (head) => rejectedMail(head, event.data) })
    },

    async cancelled(event: EventOf<typeof orderCancelled>) {
      await tell({ ...about(event), mail: (head) => cancelledMail(head, event.data) })
    },
  }
}

function about(event: OrderEvent, which = 'order') {
  const { data, personal } = event
  if (!personal) throw new Fault(`${event.type} of ${data.orderId} names nobody to write to`)
  const { orderId, number, locale, country } = data
  const contact: Contact = { number, locale, country, customer: personal.customer }
  return { orderId, contact, about: which, because: event }
}
