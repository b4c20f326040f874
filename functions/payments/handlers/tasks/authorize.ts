import { callableHandler } from '#shared/calls.ts'
import { once } from '#shared/once.ts'
import { authorizePayment } from '../../contract/calls.ts'
import { makeAuthorizePayment } from '../../use-cases/authorize-payment.ts'
import { paymentDeps } from '../dependencies.ts'

const deps = once(paymentDeps)

export const handler = callableHandler(authorizePayment, async (request) =>
  makeAuthorizePayment(await deps())(request),
)
