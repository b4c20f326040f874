import { apiHandler, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import * as operations from '../contract/act-operations.ts'
import { actUseCases } from './act-use-cases.ts'

const prepare = once(actUseCases)

export const handler = apiHandler('orders.acts', [
  route(operations.placeCustomerOrder, async (request) => (await prepare()).place(request)),
  route(operations.payOrder, async ({ params, body, ...request }) => {
    const { choosePayment, answer } = await prepare()
    return answer(await choosePayment({ id: params.orderId, choice: body.payment, ...request }))
  }),
  route(operations.captureOrder, async ({ params, body, ...request }) => {
    const { captureOrder, answer } = await prepare()
    return answer(await captureOrder({ id: params.orderId, reason: body.reason, ...request }))
  }),
  route(operations.holdOrder, async ({ params, body, cause }) => {
    const { holdOrder, answer } = await prepare()
    return answer(await holdOrder({ id: params.orderId, ...body, cause }))
  }),
  route(operations.releaseHold, async ({ params, body, cause }) => {
    const { releaseHold, answer } = await prepare()
    return answer(await releaseHold({ id: params.orderId, holdId: params.holdId, ...body, cause }))
  }),
  route(operations.declineHold, async ({ params, body, cause }) => {
    const { declineHold, answer } = await prepare()
    return answer(await declineHold({ id: params.orderId, holdId: params.holdId, ...body, cause }))
  }),
  route(operations.correctAddress, async ({ params, body, cause }) => {
    const { correctAddress, answer } = await prepare()
    return answer(await correctAddress({ id: params.orderId, ...body, cause }))
  }),
  route(operations.resolveParcel, async ({ params, body, groups, cause }) => {
    const { resolveParcel, limitOf, answer } = await prepare()
    const { orderId: id, shipmentId } = params
    return answer(await resolveParcel({ id, shipmentId, ...body, limitIn: limitOf(groups), cause }))
  }),
])
