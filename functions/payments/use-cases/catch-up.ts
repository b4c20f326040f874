import { days } from '#shared/clock.ts'
import { count, note } from '#shared/observability.ts'
import type { Inbox } from '#shared/webhooks.ts'
import type { Gateway } from './gateway.ts'
import type { PaymentDeps } from './ports.ts'
import { PROVIDER } from './receive-webhook.ts'

export interface CatchUpDeps extends Pick<PaymentDeps, 'clock'> {
  readonly gateway: Pick<Gateway, 'missedWebhooks'>
  readonly inbox: Pick<Inbox, 'receive'>
}

/** Gateways try for days, and then no more; Stripe for three. */
const LOOK_BACK = days(7)

/**
 * Hears what the gateway could not tell us, as nobody else would ask: a refund that the bank sends back, a dispute.
 * Primary course:
 * 1. ask the gateway which webhooks of the last seven days were not delivered, without those that name another stage;
 * 2. store each as if it had come, once: the work is done from the queue.
 */
export const makeCatchUp =
  ({ clock, gateway, inbox }: CatchUpDeps) =>
  async (): Promise<void> => {
    const since = new Date(clock.now().getTime() - LOOK_BACK)
    const missed = await gateway.missedWebhooks(since)
    let stored = 0
    for (const webhook of missed) {
      if ((await inbox.receive({ provider: PROVIDER, ...webhook })) === 'duplicate') continue
      stored += 1
      count('WebhooksMissed')
    }
    note({ count: stored })
  }
