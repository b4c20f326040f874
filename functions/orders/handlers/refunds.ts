import { apiHandler, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import * as operations from '../contract/act-operations.ts'
import { makeListRefunds, refundViewOf } from '../use-cases/read-refunds.ts'
import { makeRefundOrder } from '../use-cases/refund-order.ts'
import { makeApproveRefund, makeDeclineRefund } from '../use-cases/settle-refund.ts'
import { refundLimits } from './act-use-cases.ts'
import { askingDeps } from './dependencies.ts'

const prepare = once(async () => {
  const deps = await askingDeps()
  return { deps, limitOf: refundLimits() }
})

export const handler = apiHandler('orders.refunds', [
  route(operations.refundOrder, async ({ params, body, groups, ...request }) => {
    const { deps, limitOf } = await prepare()
    const asked = { id: params.orderId, ...body, ...request, limitIn: limitOf(groups) }
    const made = await makeRefundOrder(deps)(asked)
    return made.ok ? reply(refundViewOf(made.value.order, made.value.refund)) : made
  }),
  route(operations.listRefunds, async ({ params }) => {
    const found = await makeListRefunds((await prepare()).deps)(params.orderId)
    return found.ok ? reply(found.value) : found
  }),
  route(operations.approveRefund, async ({ params, groups, cause }) => {
    const { deps, limitOf } = await prepare()
    const { orderId: id, refundId } = params
    const approved = await makeApproveRefund(deps)({ id, refundId, limitIn: limitOf(groups), cause })
    return approved.ok ? reply(refundViewOf(approved.value.order, approved.value.refund)) : approved
  }),
  route(operations.declineRefund, async ({ params, body, cause }) => {
    const { deps } = await prepare()
    const { orderId: id, refundId } = params
    const declined = await makeDeclineRefund(deps)({ id, refundId, ...body, cause })
    return declined.ok ? reply(refundViewOf(declined.value.order, declined.value.refund)) : declined
  }),
])
