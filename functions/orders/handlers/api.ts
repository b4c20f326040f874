import { apiHandler, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import * as operations from '../contract/operations.ts'
import { orderUseCases } from './order-use-cases.ts'

const prepare = once(orderUseCases)

export const handler = apiHandler('orders.api', [
  route(operations.readOrder, async ({ params }) => (await prepare()).show(params.orderId)),
  route(operations.readOrderHistory, async ({ params, query }) => {
    const history = await (await prepare()).readHistory(params.orderId, query)
    return history.ok ? reply(history.value) : history
  }),
  route(operations.cancelOrder, async ({ params, body, ...rest }) => {
    const { cancel, answer } = await prepare()
    return answer(await cancel({ id: params.orderId, ...body, ...rest }))
  }),
  route(operations.listAttention, async ({ query }) => reply(await (await prepare()).readAttention(query))),
  route(operations.repairOrder, async ({ params, body, cause }) => {
    const { repairOrder, answer } = await prepare()
    return answer(await repairOrder({ id: params.orderId, ...body, cause }))
  }),
])
