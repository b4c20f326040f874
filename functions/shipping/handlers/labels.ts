import * as z from 'zod/mini'
import { withdrawLabel } from '#contexts/fulfillment/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { makeAsk } from '#shared/calls.ts'
import { readEnvironment } from '#shared/environment.ts'
import { apiHandler, etag, reply, route } from '#shared/http/api.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeCarrierFor } from '../adapters/carriers.ts'
import { buyLabel, type ShipmentResource, voidLabel } from '../contract/operations.ts'
import { makeLabelDesk } from '../use-cases/shipping.ts'

const { EASYPOST_API_URL } = readEnvironment({ EASYPOST_API_URL: z._default(z.string(), '') })
const runtime = makeRuntime()
const carrierFor = makeCarrierFor(runtime, EASYPOST_API_URL)
const withdraw = makeAsk(withdrawLabel, { invoke: invokeLambda, stage: runtime.stage })
const desk = async () => makeLabelDesk({ ...(await runtime.commitDeps()), carrierFor, withdraw })

const answer = (outcome: Outcome<ShipmentResource>) =>
  outcome.ok ? reply(outcome.value, etag(outcome.value.version)) : outcome

/** What staff ask carriers for, apart from the rest of the API, as it reads the carriers' key. */
export const handler = apiHandler('shipping.labels', [
  route(voidLabel, async ({ params, body, ifMatch, cause }) =>
    answer(await (await desk()).voidLabelByStaff({ ...params, ...body, ifMatch }, cause)),
  ),
  route(buyLabel, async ({ params, ifMatch, cause }) =>
    answer(await (await desk()).buyLabelAgain({ ...params, ifMatch }, cause)),
  ),
])
