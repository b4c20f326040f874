import { callableHandler } from '#shared/calls.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { capturePayment } from '../../contract/calls.ts'
import { makeCapturePayment } from '../../use-cases/capture-payment.ts'
import { makeGatewayDeps } from '../dependencies.ts'

const deps = makeGatewayDeps(makeRuntime())

export const handler = callableHandler(capturePayment, async (request) =>
  makeCapturePayment(await deps())(request),
)
