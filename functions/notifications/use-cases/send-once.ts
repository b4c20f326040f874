import type { Cause } from '#shared/events.ts'
import { happened } from '#shared/events.ts'
import { count, note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import { notificationFailed, notificationSent } from '../contract/events.ts'
import { aboutOf, deliveryId, type Message, transition, whatToDo } from '../domain/delivery.ts'
import type { NotificationDeps, Sent } from './ports.ts'

/**
 * Sends a message that is sent at least once, and seen once:
 * 1. writes that it is being sent, unless it was dealt with, or another is at it;
 * 2. sends it, with a reference that is the same each time;
 * 3. writes what became of it, with its event; one that is refused is counted, and its log line says why.
 * A fault of the sender leaves it waiting, for the event to come again. Who dies between 2 and 3 leaves it
 * `sending`; after a while it is sent a second time, under the same reference.
 */
export const makeSendOnce =
  (deps: Pick<NotificationDeps, 'deliveries' | 'clock'>) =>
  async (
    message: Message,
    cause: Cause,
    send: (reference: string) => Promise<Sent>,
  ): Promise<'sent' | 'failed' | 'dealt_with'> => {
    const { deliveries, clock } = deps
    const found = await deliveries.find(message)
    const next = whatToDo(found, clock.now())
    if (next === 'nothing') return 'dealt_with'
    const begun =
      next === 'send'
        ? await deliveries.write(
            found,
            transition(found, { ...message, status: 'sending' }, clock.now()),
            cause,
          )
        : undefined
    if (!begun) throw new Fault(`${deliveryId(message)} is being sent by another this moment`)

    const sent = await send(deliveryId(message)).catch(async (error: unknown) => {
      await deliveries.write(begun, transition(begun, { ...message, status: 'waiting' }, clock.now()), cause)
      throw new Fault(`${deliveryId(message)} could not be sent`, { cause: error })
    })

    const about = aboutOf(message)
    if (sent.outcome === 'accepted') {
      const after = transition(
        begun,
        { ...message, status: 'sent', providerId: sent.providerId },
        clock.now(),
      )
      await deliveries.write(begun, after, cause, [happened(notificationSent, about)])
      return 'sent'
    }
    const after = transition(begun, { ...message, status: 'failed', reason: sent.reason }, clock.now())
    await deliveries.write(begun, after, cause, [
      happened(notificationFailed, { ...about, reason: sent.reason }),
    ])
    count('NotificationsFailed')
    note({ refusal: sent.reason })
    return 'failed'
  }
