import * as z from 'zod/mini'
import { SYSTEM } from '#shared/actor.ts'
import type { Cause } from '#shared/events.ts'
import { note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { StoredDelivery } from '../adapters/delivery-log.ts'
import { deliveryId, type Message, ownerOf, transition, whatToDo } from '../domain/delivery.ts'
import { TEXT_KINDS } from '../domain/kinds.ts'
import { dateAt, endOfNight } from '../domain/quiet-hours.ts'
import type { NotificationDeps } from './ports.ts'
import { makeSendOnce } from './send-once.ts'

const content = z.strictObject({ to: z.string(), kind: z.enum(TEXT_KINDS), text: z.string() })

/** A text message, to whom, and where that is. */
export interface Ringing extends z.infer<typeof content> {
  readonly country: string | undefined
  /** `YYYY-MM-DD` at the destination: it is of use on this day only. */
  readonly onlyOn: string | undefined
}

/**
 * Keeps a text message for the morning where it is night at its destination: sealed, with the time at which it is
 * due. Answers whether it is night.
 */
export const makeWaitForMorning =
  ({ deliveries, clock, personal, quietHours }: NotificationDeps) =>
  async (message: Message, { country, onlyOn, ...text }: Ringing, cause: Cause): Promise<boolean> => {
    const zone = zoneOf(country)
    const morning = quietHours && endOfNight(clock.now(), zone, quietHours)
    if (!morning) return false
    const found = await deliveries.find(message)
    if (found?.postponed || whatToDo(found, clock.now()) === 'nothing') return true
    const postponed = {
      until: morning.toISOString(),
      ...(onlyOn ? { onlyOn } : {}),
      zone,
      correlationId: cause.correlationId,
      content: await personal.seal(ownerOf(message), text),
    }
    const after = transition(found, { ...message, status: 'waiting', postponed }, clock.now())
    if (!(await deliveries.write(found, after, cause)))
      throw new Fault(`${deliveryId(message)} is being dealt with by another this moment`)
    return true
  }

/**
 * Sends what waited for the morning, once:
 * 1. drops what was of use on an earlier day only, or was for one who was erased;
 * 2. sends the rest as anything is sent; what fails stays due, and is tried at the next round.
 */
export function makeSendPostponed(deps: NotificationDeps) {
  const { deliveries, clock, personal, postman } = deps
  const sendOnce = makeSendOnce(deps)
  const sendOne = async (delivery: StoredDelivery): Promise<'sent' | 'failed' | 'dealt_with' | 'dropped'> => {
    const { postponed, locale } = delivery
    if (!postponed) return 'dealt_with'
    const { correlationId, onlyOn, zone } = postponed
    const cause = { correlationId, causationId: correlationId, actor: SYSTEM }
    const waiting = await personal.open(postponed.content, content)
    if (!waiting || (onlyOn && dateAt(clock.now(), zone) > onlyOn)) {
      const after = transition(delivery, { ...delivery, status: 'dropped' }, clock.now())
      await deliveries.write(delivery, after, cause)
      return 'dropped'
    }
    const { to, ...text } = waiting
    return sendOnce(delivery, cause, () => postman.text(to, { ...text, locale }))
  }
  return async (): Promise<void> => {
    const due = await deliveries.due(clock.now().toISOString())
    const rounds = await Promise.allSettled(due.map(sendOne))
    note({ count: due.length, failed: rounds.filter(({ status }) => status === 'rejected').length })
  }
}
