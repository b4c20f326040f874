import { callableHandler } from '#shared/calls.ts'
import { once } from '#shared/once.ts'
import { capturePayment } from '../../contract/calls.ts'
import { makeCapturePayment } from '../../use-cases/capture-payment.ts'
import { paymentDeps } from '../dependencies.ts'

const deps = once(paymentDeps)

export const handler = callableHandler(capturePayment, async (request) =>
  makeCapturePayment(await deps())(request),
)
