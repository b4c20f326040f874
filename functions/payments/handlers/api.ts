import { apiHandler, etag, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import type { Outcome } from '#shared/outcomes.ts'
import {
  getPayment,
  type PaymentResource,
  recordReceivedByReference,
  recordReceivedPayment,
  recordReturnedPayment,
} from '../contract/operations.ts'
import { makeReadPayment } from '../use-cases/read-payment.ts'
import { makeRecordByReference, makeRecordReceived, makeRecordReturned } from '../use-cases/record-money.ts'
import { recordDeps } from './record-dependencies.ts'

const deps = once(recordDeps)

const answer = (found: Outcome<PaymentResource>) =>
  found.ok ? reply(found.value, etag(found.value.version)) : found

export const handler = apiHandler('payments.api', [
  route(getPayment, async ({ params }) => answer(await makeReadPayment(await deps())(params.orderId))),

  route(recordReceivedPayment, async ({ params, body, idempotencyKey, requestHash, cause }) => {
    const record = makeRecordReceived(await deps())
    return answer(await record({ ...params, ...body, idempotencyKey, requestHash, cause }))
  }),

  route(recordReceivedByReference, async ({ body, idempotencyKey, requestHash, cause }) => {
    const record = makeRecordByReference(await deps())
    return answer(await record({ ...body, idempotencyKey, requestHash, cause }))
  }),

  route(recordReturnedPayment, async ({ params, body, idempotencyKey, requestHash, cause }) => {
    const record = makeRecordReturned(await deps())
    return answer(await record({ ...params, ...body, idempotencyKey, requestHash, cause }))
  }),
])
