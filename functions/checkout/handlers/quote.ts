import { systemClock } from '#shared/clock.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { makeIds } from '#shared/ids.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeReadRates } from '../adapters/rate-copies.ts'
import { createQuote } from '../contract/operations.ts'
import { makeQuote } from '../use-cases/make-quote.ts'

const runtime = makeRuntime()
const ids = makeIds()
const readRates = makeReadRates(runtime.store)

export const handler = apiHandler('checkout.quote', [
  route(createQuote, async ({ body }) => {
    const seal = await runtime.quoteSeal()
    const quote = makeQuote({ store: runtime.store, readRates, clock: systemClock, ids, seal })
    const result = await quote(body)
    return result.ok ? reply(result.value) : result
  }),
])
