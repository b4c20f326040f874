import { SYSTEM } from '#shared/actor.ts'
import { happened } from '#shared/events.ts'
import { count, note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import { notificationFailed } from '../contract/events.ts'
import { MAIL_COMPLAINED, type MailEvent } from '../contract/mail-events.ts'
import { aboutOf, transition } from '../domain/delivery.ts'
import type { NotificationDeps } from './ports.ts'

/** Why a delivery failed that had been sent; the orders context looks for it. */
export const BOUNCED = 'bounced'

/**
 * Notes that a mail came back:
 * 1. counts a complaint, and passes over a bounce that may be gone at another time;
 * 2. finds the delivery by SES's name for it; one that is not written yet has its event come again;
 * 3. writes it failed, and says so, once.
 */
export const makeNoteBounce =
  ({ deliveries, clock }: Pick<NotificationDeps, 'deliveries' | 'clock'>) =>
  async (event: MailEvent): Promise<'failed' | 'passed_over' | 'dealt_with'> => {
    if (event['detail-type'] === MAIL_COMPLAINED) {
      count('MailComplaints')
      return 'passed_over'
    }
    const { mail, bounce } = event.detail
    if (bounce.bounceType !== 'Permanent') return 'passed_over'
    const found = await deliveries.findSent(mail.messageId)
    if (!found) throw new Fault(`no delivery is known as ${mail.messageId}`)
    if (found.status === 'failed') return 'dealt_with'
    const after = transition(found, { ...found, status: 'failed', reason: BOUNCED }, clock.now())
    const cause = { correlationId: event.id, causationId: event.id, actor: SYSTEM }
    const told = happened(notificationFailed, { ...aboutOf(found), reason: BOUNCED })
    if (!(await deliveries.write(found, after, cause, [told])))
      throw new Fault(`another notes this moment that ${mail.messageId} came back`)
    count('NotificationsFailed')
    note({ refusal: BOUNCED })
    return 'failed'
  }
