import type { giftCardSold } from '#contexts/checkout/contract/gift-card-events.ts'
import type {
  orderCancelled,
  orderCompleted,
  orderConfirmed,
  orderDigitalDelivered,
  orderPartiallyShipped,
  orderRejected,
  orderReturned,
  orderShipped,
} from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { Fault } from '#shared/outcomes.ts'
import { confirmedMail } from '../domain/mails/confirmed.ts'
import { deliveredMail } from '../domain/mails/delivered.ts'
import { digitalDeliveredMail } from '../domain/mails/digital-delivered.ts'
import { cancelledMail, rejectedMail, returnedMail } from '../domain/mails/ended.ts'
import { giftCardMail } from '../domain/mails/gift-card.ts'
import { shippedMail } from '../domain/mails/shipped.ts'
import { textMessage } from '../domain/text-message.ts'
import { actUrl } from './links.ts'
import type { NotificationDeps } from './ports.ts'
import { makeTell } from './tell.ts'
import { whomToTell } from './whom-to-tell.ts'

/** Tells a customer how an order goes its plain way, and how it ends. */
export function makeTellOfOrder(deps: NotificationDeps) {
  const tell = makeTell(deps)
  return {
    async confirmed(event: EventOf<typeof orderConfirmed>) {
      const { orderId, contact, ...rest } = whomToTell(event)
      await deps.contacts.keep(orderId, contact)
      await tell({ orderId, contact, ...rest, mail: (head) => confirmedMail(head, event.data) })
    },

    async shipped(event: EventOf<typeof orderShipped | typeof orderPartiallyShipped>) {
      const carrier = event.data.shipments[0]?.carrier ?? ''
      await tell({
        ...whomToTell(event, event.data.fulfillmentOrderId),
        mail: (head) => shippedMail(head, event),
        text: (head) => textMessage('shipped', head, carrier),
      })
    },

    /** Delivered once more is told once more: its link lives longer than the one before. */
    async digitalDelivered(event: EventOf<typeof orderDigitalDelivered>) {
      const { orderId, expiresAt: until } = event.data
      const url = await actUrl(deps, 'download', { orderId, until })
      await tell({
        ...whomToTell(event, until),
        mail: (head) => digitalDeliveredMail(head, event.data, url),
      })
    },

    /** One mail for each card, so that each can be passed on by itself. */
    async giftCard(event: EventOf<typeof giftCardSold>) {
      const { personal, data } = event
      if (!personal) throw new Fault(`nobody is left to send the gift card ${data.giftCardId} to`)
      await tell({
        ...whomToTell(event, data.giftCardId),
        mail: (head) => giftCardMail(head, data, personal.code),
      })
    },

    async completed(event: EventOf<typeof orderCompleted>) {
      await tell({ ...whomToTell(event), mail: (head) => deliveredMail(head, event.data) })
    },

    async rejected(event: EventOf<typeof orderRejected>) {
      await tell({ ...whomToTell(event), mail: (head) => rejectedMail(head, event.data) })
    },

    async cancelled(event: EventOf<typeof orderCancelled>) {
      await tell({ ...whomToTell(event), mail: (head) => cancelledMail(head, event.data) })
    },

    async returned(event: EventOf<typeof orderReturned>) {
      await tell({ ...whomToTell(event), mail: returnedMail })
    },
  }
}
