import type {
  orderPaymentReminder,
  orderPaymentRequired,
  orderRefunded,
} from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { refundedMail } from '../domain/mails/changed.ts'
import { paymentReminderMail, paymentRequiredMail } from '../domain/mails/payment-required.ts'
import { actUrl } from './links.ts'
import type { NotificationDeps } from './ports.ts'
import { makeTell } from './tell.ts'
import { whomToTell } from './whom-to-tell.ts'

type PaymentWanted = EventOf<typeof orderPaymentRequired | typeof orderPaymentReminder>

/** Tells a customer what is to be paid, where and until when, and what is given back. */
export function makeTellOfPayment(deps: NotificationDeps) {
  const tell = makeTell(deps)
  const payUrl = ({ data: { orderId, deadline: until } }: PaymentWanted) =>
    actUrl(deps, 'pay', { orderId, until })
  return {
    /** A card that is declined after the first is told again: each asks for another act. */
    async required(event: EventOf<typeof orderPaymentRequired>) {
      const url = await payUrl(event)
      await tell({
        ...whomToTell(event, event.id),
        mail: (head) => paymentRequiredMail(head, event.data, url),
      })
    },

    /** Once for each deadline. */
    async reminder(event: EventOf<typeof orderPaymentReminder>) {
      const url = await payUrl(event)
      await tell({
        ...whomToTell(event, event.data.deadline),
        mail: (head) => paymentReminderMail(head, event.data, url),
      })
    },

    async refunded(event: EventOf<typeof orderRefunded>) {
      await tell({
        ...whomToTell(event, event.data.refundId),
        mail: (head) => refundedMail(head, event.data),
      })
    },
  }
}
