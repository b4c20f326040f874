import type {
  orderAddressCorrected,
  orderDelayed,
  orderHeld,
  orderLinesCancelled,
  orderWithdrawn,
} from '#contexts/orders/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { delayedMail, linesCancelledMail } from '../domain/mails/changed.ts'
import { addressCorrectedMail, addressWantedMail, checkingMail } from '../domain/mails/held.ts'
import { withdrawnMail } from '../domain/mails/withdrawn.ts'
import { actUrl } from './links.ts'
import type { NotificationDeps } from './ports.ts'
import { makeTell } from './tell.ts'
import { whomToTell } from './whom-to-tell.ts'

/** Tells a customer that an order goes another way than was said. */
export function makeTellOfChange(deps: NotificationDeps) {
  const tell = makeTell(deps)
  return {
    /** An address is asked for; a payment is asked for by its own event; why else it is held is not said. */
    async held(event: EventOf<typeof orderHeld>) {
      const { orderId, holdId, reason, deadline: until } = event.data
      switch (reason) {
        case 'payment':
          return
        case 'address': {
          const url = await actUrl(deps, 'correct', { orderId, until })
          await tell({
            ...whomToTell(event, holdId),
            mail: (head) => addressWantedMail(head, event.data, url),
          })
          return
        }
        case 'amount':
        case 'velocity':
        case 'risk':
        case 'dispute':
        case 'staff':
          await tell({ ...whomToTell(event), mail: (head) => checkingMail(head, event.data) })
      }
    },

    async addressCorrected(event: EventOf<typeof orderAddressCorrected>) {
      await tell({
        ...whomToTell(event, event.id),
        mail: (head) => addressCorrectedMail(head, event.personal),
      })
    },

    /** Once for each new date. */
    async delayed(event: EventOf<typeof orderDelayed>) {
      await tell({
        ...whomToTell(event, event.data.promise.latest),
        mail: (head) => delayedMail(head, event.data),
      })
    },

    /** Where nothing is left of the order, its end is told instead. */
    async linesCancelled(event: EventOf<typeof orderLinesCancelled>) {
      if (event.data.endsOrder) return
      await tell({
        ...whomToTell(event, `change-${event.data.change}`),
        mail: (head) => linesCancelledMail(head, event.data),
      })
    },

    async withdrawn(event: EventOf<typeof orderWithdrawn>) {
      await tell({ ...whomToTell(event, event.id), mail: (head) => withdrawnMail(head, event.data) })
    },
  }
}
