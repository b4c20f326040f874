import * as z from 'zod/mini'
import { seconds, systemClock } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { makeIds } from '#shared/ids.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeReadRates } from '../adapters/rate-copies.ts'
import { createQuote } from '../contract/operations.ts'
import { makeQuote } from '../use-cases/make-quote.ts'

const runtime = makeRuntime()
const ids = makeIds()
const { QUOTE_DEADLINE_SECONDS } = readEnvironment({ QUOTE_DEADLINE_SECONDS: z.coerce.number() })
const readRates = makeReadRates(runtime.store)

export const handler = apiHandler('checkout.quote', [
  route(createQuote, async ({ body }) => {
    const seal = await runtime.quoteSeal()
    const quoteLife = seconds(QUOTE_DEADLINE_SECONDS)
    const quote = makeQuote({ store: runtime.store, readRates, clock: systemClock, ids, seal, quoteLife })
    const result = await quote(body)
    return result.ok ? reply(result.value) : result
  }),
])
