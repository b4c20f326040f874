import { callableHandler } from '#shared/calls.ts'
import { seconds } from '#shared/clock.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { nextPaymentAction } from '../../contract/calls.ts'
import { makeNextAction } from '../../use-cases/next-action.ts'
import { makeGatewayDeps } from '../dependencies.ts'

const deps = makeGatewayDeps(makeRuntime(), { tryMs: seconds(4) })

export const handler = callableHandler(nextPaymentAction, async ({ orderId }) =>
  makeNextAction(await deps())(orderId),
)
