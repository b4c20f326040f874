import { callableHandler } from '#shared/calls.ts'
import { once } from '#shared/once.ts'
import { voidPayment } from '../../contract/calls.ts'
import { makeVoidPayment } from '../../use-cases/authorize-payment.ts'
import { paymentDeps } from '../dependencies.ts'

const deps = once(paymentDeps)

export const handler = callableHandler(voidPayment, async (request) => makeVoidPayment(await deps())(request))
