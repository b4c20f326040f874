import * as z from 'zod/mini'
import { ordersOfQuotes } from '#contexts/orders/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { makeAsk } from '#shared/calls.ts'
import { seconds } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeReadRates } from '../adapters/rate-copies.ts'
import { makeCartTokens } from '../contract/cart-tokens.ts'
import { bindCarts } from '../use-cases/carts/bind-carts.ts'
import { makeQuote } from '../use-cases/make-quote.ts'

const runtime = makeRuntime()
const { QUOTE_DEADLINE_SECONDS } = readEnvironment({ QUOTE_DEADLINE_SECONDS: z.coerce.number() })
const readRates = makeReadRates(runtime.store)

/** What is done with carts, and the tokens by which guests name theirs. */
export const prepareCarts = once(async () => {
  const [deps, seal, secrets] = await Promise.all([
    runtime.commitDeps(),
    runtime.quoteSeal(),
    runtime.secrets.texts('tokens'),
  ])
  const askOrders = makeAsk(ordersOfQuotes, { stage: runtime.stage, invoke: invokeLambda })
  const quote = makeQuote({ ...deps, readRates, seal, quoteLife: seconds(QUOTE_DEADLINE_SECONDS) })
  return { tokens: makeCartTokens(secrets), ...bindCarts({ ...deps, askOrders, quote }) }
})
