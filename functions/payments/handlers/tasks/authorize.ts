import { callableHandler } from '#shared/calls.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { authorizePayment } from '../../contract/calls.ts'
import { makeAuthorizePayment } from '../../use-cases/authorize-payment.ts'
import { makeGatewayDeps } from '../dependencies.ts'

const deps = makeGatewayDeps(makeRuntime())

export const handler = callableHandler(authorizePayment, async (request) =>
  makeAuthorizePayment(await deps())(request),
)
