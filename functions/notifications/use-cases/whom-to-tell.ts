import type { Customer } from '#shared/address.ts'
import type { Envelope } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Contact } from '../adapters/contact-copies.ts'
import type { Notice } from './tell.ts'

/** What every event of an order that a customer hears of has. */
interface OrderEvent extends Pick<Envelope, 'id' | 'type' | 'correlationId'> {
  readonly data: {
    readonly orderId: OrderId
    readonly number: string
    readonly locale: string
    readonly country?: string | undefined
  }
  readonly personal: { readonly customer: Customer } | undefined
}

/** Whom an event's notice goes to; `which` tells it from others of its kind, where an order may have several. */
export function whomToTell(
  event: OrderEvent,
  which = 'order',
): Pick<Notice, 'orderId' | 'contact' | 'about' | 'because'> {
  const { data, personal } = event
  if (!personal) throw new Fault(`${event.type} of ${data.orderId} names nobody to write to`)
  const { orderId, number, locale, country } = data
  const contact: Contact = { number, locale, country, customer: personal.customer }
  return { orderId, contact, about: which, because: event }
}
