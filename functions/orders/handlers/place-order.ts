import { askedBy } from '#contexts/payments/contract/types.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import { once } from '#shared/once.ts'
import { placeOrder } from '../contract/place-order.ts'
import { placeOwnOrder } from '../contract/place-own-order.ts'
import { ownViewOf } from '../use-cases/own-order.ts'
import { placing } from './placing.ts'

const prepare = once(placing)

export const handler = apiHandler('orders.place-order', [
  route(placeOrder, async (request) => {
    const { place, orderTokens } = await prepare()
    const order = await place(request, request.headers)
    if (!order.ok) return order
    const { id } = order.value
    return reply(
      { ...order.value, orderToken: await orderTokens.issue('act', id) },
      { location: `/v1/orders/${id}` },
    )
  }),
  route(placeOwnOrder, async ({ body, actor, headers, ...request }) => {
    const { place } = await prepare()
    const customerId = customerOf(actor)
    const payment = askedBy(customerId, body.payment)
    const order = await place({ ...request, body: { ...body, payment }, customerId }, headers)
    return order.ok ? reply(ownViewOf(order.value), { location: `/v1/me/orders/${order.value.id}` }) : order
  }),
])
