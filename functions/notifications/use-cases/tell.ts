import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type Envelope } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { count } from '#shared/observability.ts'
import type { Contact } from '../adapters/contact-copies.ts'
import type { Channel } from '../domain/kinds.ts'
import { type Letterhead, letterheadFor } from '../domain/letterhead.ts'
import type { Mail } from '../domain/mail.ts'
import type { TextMessage } from '../domain/text-message.ts'
import type { NotificationDeps, Sent } from './ports.ts'
import { makeSendOnce } from './send-once.ts'

/** Something that a customer is told, by mail, and where there is a text, by phone too. */
export interface Notice {
  readonly orderId: OrderId
  readonly contact: Contact
  /** What it is about, where an order has several of the kind. */
  readonly about: string
  readonly because: Pick<Envelope, 'id' | 'correlationId'>
  readonly mail: (head: Letterhead) => Mail
  readonly text?: (head: Letterhead) => TextMessage
}

export type Tell = (notice: Notice) => Promise<void>

/**
 * Tells a customer something once on each channel.
 * 1. The mail, in the order's language.
 * 2. The text message, where there is one and the customer gave a phone number.
 * A channel that fails holds up no other; its fault is thrown at the end, for the event to come again.
 */
export function makeTell(deps: NotificationDeps): Tell {
  const sendOnce = makeSendOnce(deps)
  return async ({ orderId, contact, about, because, mail: write, text: writeText }) => {
    const { customer, ...order } = contact
    const trackingUrl = `${deps.siteUrl}/track/${deps.orderTokens.issue('track', orderId)}`
    const head = letterheadFor({ ...order, name: customer.name, trackingUrl })
    const mail = write(head)
    const once = async (channel: Channel, send: (reference: string) => Promise<Sent>) => {
      const message = { orderId, kind: mail.kind, about, channel, locale: head.language }
      const outcome = await sendOnce(message, causedBy(because, SYSTEM), send)
      if (outcome === 'failed') count('NotificationsFailed')
    }

    const { email, phone } = customer
    const text = phone ? writeText?.(head) : undefined
    const sendings = await Promise.allSettled([
      once('email', (reference) => deps.postman.mail(email, mail, reference)),
      ...(phone && text
        ? [once('sms', () => deps.postman.text(phone, { ...text, locale: head.language }))]
        : []),
    ])
    const failed = sendings.find((one) => one.status === 'rejected')
    if (failed) throw failed.reason
  }
}
