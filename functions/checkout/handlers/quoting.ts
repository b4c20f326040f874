import * as z from 'zod/mini'
import { seconds, systemClock } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { makeIds } from '#shared/ids.ts'
import type { Runtime } from '#shared/runtime.ts'
import { makeReadRates } from '../adapters/rate-copies.ts'
import { terms } from '../contract/final-step.ts'
import { makeQuote } from '../use-cases/make-quote.ts'

/** How a function makes quotes, of lines or of carts; rates that it has read serve all of them. */
export function prepareQuoting({ store, quoteSeal }: Runtime) {
  const settings = readEnvironment({ QUOTE_DEADLINE_SECONDS: z.coerce.number(), QUOTE_TERMS: z.string() })
  return makeQuote({
    store,
    readRates: makeReadRates(store),
    clock: systemClock,
    ids: makeIds(),
    quoteLife: seconds(settings.QUOTE_DEADLINE_SECONDS),
    terms: terms.parse(JSON.parse(settings.QUOTE_TERMS)),
    seal: quoteSeal,
  })
}
