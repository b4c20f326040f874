import type {
  orderAddressCorrected,
  orderConfirmed,
  orderLinesCancelled,
} from '#contexts/orders/contract/events.ts'
import type { paymentCaptured } from '#contexts/payments/contract/events.ts'
import type { EventOf, FactsOf } from '#shared/events.ts'
import type { OrderCopies } from '../adapters/order-copies.ts'
import { factsOf } from '../domain/order-facts.ts'

/** Keeps what papers need of an order, until there is something to put on paper. */
export function makeKeepOrder({ orders }: { readonly orders: OrderCopies }) {
  return {
    confirmed: ({ data, personal, sequence }: EventOf<typeof orderConfirmed>): Promise<void> =>
      orders.keep(data.orderId, { order: factsOf(data), buyer: personal, heard: sequence }),

    addressCorrected: ({ data, personal, sequence }: EventOf<typeof orderAddressCorrected>): Promise<void> =>
      orders.correct(data.orderId, { buyer: personal, heard: sequence }),

    linesCancelled({ data }: FactsOf<typeof orderLinesCancelled>): Promise<void> {
      const { orderId, change, due } = data
      const lines = data.lines.map(({ sku, quantity }) => ({ sku, quantity }))
      return orders.keepCancellation(orderId, { change, lines, due: due.amount })
    },

    async captured({ data }: EventOf<typeof paymentCaptured>): Promise<void> {
      if (data.payment.captured > 0) await orders.keepCaptured(data.orderId, data.payment.captured)
    },
  }
}
