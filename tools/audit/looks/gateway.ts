import { headerKey as orderKey } from '#contexts/orders/adapters/order-repository.ts'
import type { Subject, Walk } from '../subjects.ts'

/** Money at the gateway is of an order that there is: nobody's authorization, no charge without an order. */
export const walkGatewayPayments: Walk = async function* ({ gateway, tables }) {
  const entries = await gateway.rest()
  yield entries.map(
    ({ orderId, entry }): Subject => ({
      kind: 'payment at the gateway',
      id: entry.id,
      look: async () => {
        if (await tables.of('orders').get(orderKey(orderId))) return []
        return [
          `a payment at the gateway is of an order that there is: ${entry.id} is ${entry.state} with ${entry.captured} captured, there is no order ${orderId}`,
        ]
      },
    }),
  )
}
