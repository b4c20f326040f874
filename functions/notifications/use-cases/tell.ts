import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type Envelope } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Contact } from '../adapters/contact-copies.ts'
import type { Message } from '../domain/delivery.ts'
import type { Channel } from '../domain/kinds.ts'
import { type Letterhead, letterheadFor } from '../domain/letterhead.ts'
import type { Mail } from '../domain/mail.ts'
import type { TextMessage } from '../domain/text-message.ts'
import { trackingUrl } from './links.ts'
import type { NotificationDeps, Sent } from './ports.ts'
import { makeSendOnce } from './send-once.ts'
import { makeWaitForMorning } from './wait-for-morning.ts'

/** Something that a customer is told, by mail, and where there is a text, by phone too. */
export interface Notice {
  readonly orderId: OrderId
  readonly contact: Contact
  /** What it is about, where an order has several of the kind. */
  readonly about: string
  readonly because: Pick<Envelope, 'id' | 'correlationId'>
  readonly mail: (head: Letterhead) => Mail
  readonly text?: (head: Letterhead) => TextMessage
  /** `YYYY-MM-DD` at the destination: the text is of use on this day only. */
  readonly textOnlyOn?: string
}

export type Tell = (notice: Notice) => Promise<void>

/**
 * Tells a customer something once on each channel.
 * 1. The mail, in the order's language.
 * 2. The text message, where there is one, the customer gave a phone number, and no customer of that address has said
 *    that they want none: at night it waits for the morning.
 * A channel that fails holds up no other; its fault is thrown at the end, for the event to come again.
 */
export function makeTell(deps: NotificationDeps): Tell {
  const sendOnce = makeSendOnce(deps)
  const waitForMorning = makeWaitForMorning(deps)
  return async ({ orderId, contact, about, because, mail: write, text: writeText, textOnlyOn }) => {
    const { customer, ...order } = contact
    const head = letterheadFor({
      ...order,
      name: customer.name,
      trackingUrl: await trackingUrl(deps, orderId),
    })
    const mail = write(head)
    const cause = causedBy(because, SYSTEM)
    const messageBy = (channel: Channel): Message => ({
      orderId,
      kind: mail.kind,
      about,
      channel,
      locale: head.language,
    })
    const once = (message: Message, send: (reference: string) => Promise<Sent>) =>
      sendOnce(message, cause, send)
    const ring = async (to: string, text: TextMessage) => {
      const message = messageBy('sms')
      const ringing = { to, ...text, country: contact.country, onlyOn: textOnlyOn }
      if (await waitForMorning(message, ringing, cause)) return
      await once(message, () => deps.postman.text(to, { ...text, locale: head.language }))
    }

    const { email, phone } = customer
    const written = phone ? writeText?.(head) : undefined
    // Every text is about a parcel.
    const text = written && (await deps.wishes.find(email))?.parcels !== false ? written : undefined
    const sendings = await Promise.allSettled([
      once(messageBy('email'), (reference) => deps.postman.mail(email, mail, reference)),
      ...(phone && text ? [ring(phone, text)] : []),
    ])
    const failed = sendings.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }
}
