import * as z from 'zod/mini'
import { holdStock } from '#contexts/inventory/contract/calls.ts'
import { ordersOfQuotes } from '#contexts/orders/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { type Callable, makeAsk } from '#shared/calls.ts'
import { minutes, seconds } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeReadRates } from '../adapters/rate-copies.ts'
import { makeCartTokens } from '../contract/cart-tokens.ts'
import { terms as quoteTerms } from '../contract/final-step.ts'
import { bindCarts } from '../use-cases/carts/bind-carts.ts'
import { makeQuote } from '../use-cases/make-quote.ts'

const runtime = makeRuntime()
const settings = readEnvironment({
  QUOTE_DEADLINE_SECONDS: z.coerce.number(),
  CART_ABANDONED_MINUTES: z.coerce.number(),
  CART_RESERVATION_MINUTES: z.optional(z.coerce.number()),
  QUOTE_TERMS: z.string(),
  SITE_URL: z.string(),
})
const readRates = makeReadRates(runtime.store)

const terms = quoteTerms.parse(JSON.parse(settings.QUOTE_TERMS))

/** What is done with carts, and the tokens by which guests name theirs. */
export const prepareCarts = once(async () => {
  const [deps, seal, secrets] = await Promise.all([
    runtime.commitDeps(),
    runtime.quoteSeal(),
    runtime.secrets.texts('tokens'),
  ])
  const ask = <C extends Callable>(call: C) => makeAsk(call, { stage: runtime.stage, invoke: invokeLambda })
  const askOrders = ask(ordersOfQuotes)
  const quote = makeQuote({
    ...deps,
    readRates,
    seal,
    quoteLife: seconds(settings.QUOTE_DEADLINE_SECONDS),
    terms,
  })
  const tokens = makeCartTokens(secrets)
  const abandonedAfter = minutes(settings.CART_ABANDONED_MINUTES)
  const held = settings.CART_RESERVATION_MINUTES
  const holding = held === undefined ? undefined : { ask: ask(holdStock), time: minutes(held) }
  const given = { ...deps, holding, askOrders, quote, tokens, abandonedAfter, siteUrl: settings.SITE_URL }
  return { tokens, ...bindCarts(given) }
})
