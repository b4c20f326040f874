import type { customerChanged, customerRegistered } from '#contexts/customers/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import type { NotificationDeps } from './ports.ts'

/** Keeps what a customer wants to hear, of whom the orders that are told of know the address alone. */
export const makeKeepWishes =
  ({ wishes }: Pick<NotificationDeps, 'wishes'>) =>
  async ({
    data,
    personal,
    occurredAt: at,
  }: EventOf<typeof customerRegistered | typeof customerChanged>): Promise<void> => {
    const who = { id: data.customerId, email: personal.email }
    await wishes.keep(who, { at, sms: data.notifications.sms })
  }
