import { apiHandler, etag, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import { getPayment, refundPayment } from '../contract/operations.ts'
import { makeReadPayment, refundResourceOf } from '../use-cases/read-payment.ts'
import { makeRefundPayment } from '../use-cases/refund-payment.ts'
import { paymentDeps } from './dependencies.ts'

const deps = once(paymentDeps)

export const handler = apiHandler('payments.api', [
  route(getPayment, async ({ params }) => {
    const found = await makeReadPayment(await deps())(params.orderId)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),

  route(refundPayment, async ({ params, body, idempotencyKey, requestHash, ifMatch, cause }) => {
    const refund = makeRefundPayment(await deps())
    const made = await refund({
      orderId: params.orderId,
      amount: body.amount,
      lines: body.lines,
      reason: body.reason,
      idempotencyKey,
      requestHash,
      ifMatch,
      cause,
    })
    return made.ok ? reply(refundResourceOf(made.value.payment, made.value.refund)) : made
  }),
])
