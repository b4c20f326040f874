import * as z from 'zod/mini'
import { seconds, systemClock } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import { type CustomerId, makeIds } from '#shared/ids.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeReadRates } from '../adapters/rate-copies.ts'
import { createMyQuote, createQuote, type QuoteRequest } from '../contract/operations.ts'
import { makeQuote } from '../use-cases/make-quote.ts'

const runtime = makeRuntime()
const ids = makeIds()
const { QUOTE_DEADLINE_SECONDS } = readEnvironment({ QUOTE_DEADLINE_SECONDS: z.coerce.number() })
const readRates = makeReadRates(runtime.store)

async function quote(request: QuoteRequest, customer?: CustomerId) {
  const seal = await runtime.quoteSeal()
  const quoteLife = seconds(QUOTE_DEADLINE_SECONDS)
  const make = makeQuote({ store: runtime.store, readRates, clock: systemClock, ids, seal, quoteLife })
  const result = await make(request, customer)
  return result.ok ? reply(result.value) : result
}

export const handler = apiHandler('checkout.quote', [
  route(createQuote, ({ body }) => quote(body)),
  route(createMyQuote, ({ body, actor }) => quote(body, customerOf(actor))),
])
