import type { Held, HeldRequest } from '#shared/held.ts'
import type { DeliveryLog } from '../adapters/delivery-log.ts'

/** Tells which messages went out about orders, and to the customer; what they said is not kept. */
export const makeTellMessagesHeld =
  ({ deliveries }: { readonly deliveries: DeliveryLog }) =>
  async ({ customerId, orderIds }: HeldRequest): Promise<Held> => {
    const found = await Promise.all([
      deliveries.ofSubject(customerId),
      ...orderIds.map((id) => deliveries.ofOrder(id)),
    ])
    return {
      messages: found.flat().map(({ orderId, kind, channel, locale, status, since }) => ({
        ...{ orderId, kind, channel, locale, status, since },
      })),
    }
  }
