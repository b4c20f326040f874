import { callableHandler } from '#shared/calls.ts'
import { seconds } from '#shared/clock.ts'
import { once } from '#shared/once.ts'
import { nextPaymentAction } from '../../contract/calls.ts'
import { makeNextAction } from '../../use-cases/next-action.ts'
import { paymentDeps } from '../dependencies.ts'

const deps = once(() => paymentDeps({ tryMs: seconds(4) }))

export const handler = callableHandler(nextPaymentAction, async ({ orderId }) =>
  makeNextAction(await deps())(orderId),
)
