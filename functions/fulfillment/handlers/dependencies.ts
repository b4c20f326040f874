import { LambdaClient } from '@aws-sdk/client-lambda'
import { claimHandOver } from '#contexts/orders/contract/calls.ts'
import { makeAsk } from '#shared/calls.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeCopies } from '../adapters/copies.ts'
import { makeFulfillmentOrderRepository } from '../adapters/fulfillment-order-repository.ts'
import type { HandOverDeps } from '../use-cases/hand-over.ts'

/** For all handlers of fulfillment. */
export async function fulfillmentDeps(runtime = makeRuntime()): Promise<HandOverDeps> {
  const deps = await runtime.commitDeps()
  return {
    ...deps,
    fulfillmentOrders: makeFulfillmentOrderRepository(deps),
    copies: makeCopies(deps.store),
    claim: makeAsk(claimHandOver, { lambda: new LambdaClient({}), stage: runtime.stage }),
  }
}
