import type { shipmentStatusChanged } from '#contexts/shipping/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { Fault } from '#shared/outcomes.ts'
import { outForDeliveryMail } from '../domain/mails/out-for-delivery.ts'
import { dayTakenOut } from '../domain/parcel-day.ts'
import { textMessage } from '../domain/text-message.ts'
import type { NotificationDeps } from './ports.ts'
import { makeTell } from './tell.ts'

/**
 * Tells a customer that a parcel is out for delivery, once a day for each parcel.
 * Where the order's confirmation has not come yet it is not known whom to tell: the event comes again.
 */
export function makeTellOfParcel(deps: NotificationDeps) {
  const tell = makeTell(deps)
  return async ({ data, ...because }: EventOf<typeof shipmentStatusChanged>): Promise<void> => {
    if (data.status !== 'out_for_delivery') return
    const contact = await deps.contacts.find(data.orderId)
    if (!contact) throw new Fault(`a parcel of ${data.orderId} came before the order's confirmation`)
    const day = dayTakenOut(data.scans, contact.country)
    await tell({
      orderId: data.orderId,
      contact,
      about: day ? `${data.shipmentId}@${day}` : data.shipmentId,
      because,
      mail: (head) => outForDeliveryMail(head, data),
      text: (head) => textMessage('out_for_delivery', head, data.carrier),
      ...(day ? { textOnlyOn: day } : {}),
    })
  }
}
