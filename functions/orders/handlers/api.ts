import { apiHandler, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import { refuse } from '#shared/outcomes.ts'
import * as operations from '../contract/operations.ts'
import { orderUseCases } from './order-use-cases.ts'

const prepare = once(orderUseCases)

export const handler = apiHandler('orders.api', [
  route(operations.readOrder, async ({ params }) => (await prepare()).show(params.orderId)),
  route(operations.readOrderHistory, async ({ params, query }) => {
    const history = await (await prepare()).readHistory(params.orderId, query)
    return history.ok ? reply(history.value) : history
  }),
  route(operations.cancelOrder, async ({ params, body, ifMatch, cause }) => {
    const { cancelOrder, show } = await prepare()
    const cancelled = await cancelOrder({ id: params.orderId, reason: body.reason, ifMatch, cause })
    return cancelled.ok ? show(cancelled.value) : cancelled
  }),
  route(operations.cancelGuestOrder, async ({ params, body, cause }) => {
    const { cancelOrder, show, orderTokens } = await prepare()
    const id = orderTokens.verify('act', params.orderToken)
    if (!id) return refuse('not_found', 'There is no such order that you may see.')
    const cancelled = await cancelOrder({ id, reason: body.reason, cause })
    return cancelled.ok ? show(cancelled.value) : cancelled
  }),
  route(operations.listAttention, async ({ query }) => reply(await (await prepare()).readAttention(query))),
  route(operations.repairOrder, async ({ params, body, cause }) => {
    const { repairOrder, show } = await prepare()
    const repaired = await repairOrder({ id: params.orderId, ...body, cause })
    return repaired.ok ? show(repaired.value) : repaired
  }),
])
