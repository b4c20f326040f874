import { deliveryIn } from '#contexts/notifications/adapters/delivery-log.ts'
import { deliveryId } from '#contexts/notifications/domain/delivery.ts'
import { violations } from '#contexts/notifications/domain/invariants.ts'
import { walkAggregates } from '../subjects.ts'

/** Mail that has left is out of sight: each that was sent counts as left once. */
export const walkMessages = walkAggregates({
  ...{ context: 'notifications', kind: 'message', prefix: 'DELIVERY#' },
  look: async (_, { items }) => {
    const deliveries = items.filter(({ sk }) => sk === 'HEADER').map(deliveryIn)
    const mails = deliveries
      .filter(({ channel, status }) => channel === 'email' && status === 'sent')
      .map((one) => ({ reference: deliveryId(one) }))
    return violations({ deliveries, mails })
  },
})
