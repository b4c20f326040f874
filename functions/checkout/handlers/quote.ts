import * as z from 'zod/mini'
import { seconds, systemClock } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import { type CustomerId, makeIds } from '#shared/ids.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeReadRates } from '../adapters/rate-copies.ts'
import { terms as quoteTerms } from '../contract/final-step.ts'
import { createMyQuote, createQuote } from '../contract/quote-operations.ts'
import type { QuoteRequest } from '../contract/quotes.ts'
import { makeQuote } from '../use-cases/make-quote.ts'

const runtime = makeRuntime()
const ids = makeIds()
const settings = readEnvironment({ QUOTE_DEADLINE_SECONDS: z.coerce.number(), QUOTE_TERMS: z.string() })
const quoteLife = seconds(settings.QUOTE_DEADLINE_SECONDS)
const terms = quoteTerms.parse(JSON.parse(settings.QUOTE_TERMS))
const readRates = makeReadRates(runtime.store)

async function quote(request: QuoteRequest, customerId?: CustomerId) {
  const seal = await runtime.quoteSeal()
  const make = makeQuote({ store: runtime.store, readRates, clock: systemClock, ids, seal, quoteLife, terms })
  const result = await make(request, { customerId })
  return result.ok ? reply(result.value) : result
}

export const handler = apiHandler('checkout.quote', [
  route(createQuote, ({ body }) => quote(body)),
  route(createMyQuote, ({ body, actor }) => quote(body, customerOf(actor))),
])
