import { callableHandler } from '#shared/calls.ts'
import { once } from '#shared/once.ts'
import { refundPayment } from '../../contract/calls.ts'
import { makeRefundPayment } from '../../use-cases/refund-payment.ts'
import { paymentDeps } from '../dependencies.ts'

const deps = once(paymentDeps)

export const handler = callableHandler(refundPayment, async (request) =>
  makeRefundPayment(await deps())(request),
)
