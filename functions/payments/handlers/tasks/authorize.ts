import { holdGiftCards } from '#contexts/checkout/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { callableHandler, makeAsk } from '#shared/calls.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { authorizePayment } from '../../contract/calls.ts'
import { makeAuthorizePayment } from '../../use-cases/authorize-payment.ts'
import { paymentDeps } from '../dependencies.ts'

const deps = once(async () => ({
  ...(await paymentDeps()),
  holdGiftCards: makeAsk(holdGiftCards, { invoke: invokeLambda, stage: makeRuntime().stage }),
}))

export const handler = callableHandler(authorizePayment, async (request) =>
  makeAuthorizePayment(await deps())(request),
)
