import * as z from 'zod/mini'
import { minutes } from '#shared/clock.ts'
import { date, time } from '#shared/http/schemas.ts'
import { orderId } from '#shared/ids.ts'
import { sealed } from '#shared/personal.ts'
import { CHANNELS, KINDS } from './kinds.ts'

export const DELIVERY_STATUSES = ['sending', 'waiting', 'sent', 'failed', 'dropped'] as const
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number]

/**
 * From each status, where it can go; `sending` again where who was sending has died, `failed` after `sent` where
 * it came back, `dropped` where it is too late to be of use.
 */
const TRANSITIONS: Readonly<Record<DeliveryStatus, readonly DeliveryStatus[]>> = {
  sending: ['sending', 'sent', 'failed', 'waiting'],
  waiting: ['sending', 'waiting', 'dropped'],
  sent: ['failed'],
  failed: [],
  dropped: [],
}

/** One message to one customer, by one channel, about one thing: it is sent once. */
export const message = z.object({
  orderId: z.optional(orderId),
  /** Whose it is where it is of no order: a customer's, or of somebody who registers. */
  subjectId: z.optional(z.string()),
  kind: z.enum(KINDS),
  /** What it is about, where there are several of the kind: a fulfillment order, a parcel's day. */
  about: z.string(),
  channel: z.enum(CHANNELS),
  locale: z.string(),
})
export type Message = z.infer<typeof message>

/** A text that waits for the morning. */
export const postponed = z.object({
  until: time,
  /** Of use on this day only, in `zone`. */
  onlyOn: z.optional(date),
  /** IANA, of the destination. */
  zone: z.string(),
  correlationId: z.string(),
  /** Whom to, and what. */
  content: sealed,
})

export const delivery = z.object({
  ...message.shape,
  status: z.enum(DELIVERY_STATUSES),
  attempts: z.int(),
  /** Since when it has been in this status. */
  since: time,
  /** The sender's own name for it, by which its bounces can be found. */
  providerId: z.optional(z.string()),
  /** Why it failed: a code, never a sentence of the sender's, as that may name an address. */
  reason: z.optional(z.string()),
  /** Gone as soon as it is sent: nothing of what it said is kept. */
  postponed: z.optional(postponed),
})
export type Delivery = z.infer<typeof delivery>

/** The message's own name: the same for every event that asks for it. */
export const deliveryId = ({ kind, about, channel, ...of }: Message): string =>
  [ownerOf(of), kind, about, channel].join('#')

/** Whose it is: an order's, or of whoever else. */
export const ownerOf = ({ orderId: id, subjectId = '' }: Pick<Message, 'orderId' | 'subjectId'>): string =>
  id ?? subjectId

/** What others are told of a message that was sent, or was not. */
export const aboutOf = ({ orderId: id, subjectId, kind, channel, locale }: Message) => ({
  ...{ orderId: id, subjectId },
  ...{ kind, channel, locale },
})

/** Longer than any function runs: who began to send before that sends no more. */
export const SENDING_TAKES_MS = minutes(1)

/** Whether a message is to be sent now, was dealt with, or is being sent by another this moment. */
export function whatToDo(found: Delivery | undefined, now: Date): 'send' | 'nothing' | 'wait' {
  if (!found) return 'send'
  switch (found.status) {
    case 'waiting':
      return found.postponed && Date.parse(found.postponed.until) > now.getTime() ? 'nothing' : 'send'
    case 'sending':
      return now.getTime() - Date.parse(found.since) < SENDING_TAKES_MS ? 'wait' : 'send'
    case 'sent':
    case 'failed':
    case 'dropped':
      return 'nothing'
  }
}

/** Whether it may still be sent. */
export const isOpen = ({ status }: Pick<Delivery, 'status'>): boolean =>
  status === 'waiting' || status === 'sending'

/** The delivery in its next status; throws a RangeError where it cannot get there. */
export function transition(
  before: Delivery | undefined,
  after: Pick<Delivery, 'status' | 'providerId' | 'reason' | 'postponed'> & Message,
  now: Date,
): Delivery {
  if (before && !TRANSITIONS[before.status].includes(after.status))
    throw new RangeError(`a delivery that is ${before.status} cannot become ${after.status}`)
  const attempts = (before?.attempts ?? 0) + (after.status === 'sending' ? 1 : 0)
  const kept = after.postponed ?? before?.postponed
  const { orderId: id, subjectId, kind, about, channel, locale, status, providerId, reason } = after
  return {
    ...(id ? { orderId: id } : { subjectId }),
    ...{ kind, about, channel, locale, status },
    ...(providerId ? { providerId } : {}),
    ...(reason ? { reason } : {}),
    ...(kept && isOpen(after) ? { postponed: kept } : {}),
    attempts,
    since: now.toISOString(),
  }
}
