import { callableHandler } from '#shared/calls.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { voidPayment } from '../../contract/calls.ts'
import { makeVoidPayment } from '../../use-cases/authorize-payment.ts'
import { makeGatewayDeps } from '../dependencies.ts'

const deps = makeGatewayDeps(makeRuntime())

export const handler = callableHandler(voidPayment, async (request) => makeVoidPayment(await deps())(request))
