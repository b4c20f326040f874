import * as z from 'zod/mini'
import { holdStock } from '#contexts/inventory/contract/calls.ts'
import { ordersOfQuotes } from '#contexts/orders/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { type Callable, makeAsk } from '#shared/calls.ts'
import { minutes } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeCartTokens } from '../contract/cart-tokens.ts'
import { bindCarts } from '../use-cases/carts/bind-carts.ts'
import { prepareQuoting } from './quoting.ts'

const runtime = makeRuntime()
const settings = readEnvironment({
  CART_ABANDONED_MINUTES: z.coerce.number(),
  CART_RESERVATION_MINUTES: z.optional(z.coerce.number()),
  SITE_URL: z.string(),
})
const quote = prepareQuoting(runtime)

/** What is done with carts, and the tokens by which guests name theirs. */
export const prepareCarts = once(async () => {
  const deps = await runtime.commitDeps()
  const ask = <C extends Callable>(call: C) => makeAsk(call, { stage: runtime.stage, invoke: invokeLambda })
  const askOrders = ask(ordersOfQuotes)
  const tokens = makeCartTokens(runtime.secrets.signing('tokens'))
  const abandonedAfter = minutes(settings.CART_ABANDONED_MINUTES)
  const held = settings.CART_RESERVATION_MINUTES
  const holding = held === undefined ? undefined : { ask: ask(holdStock), time: minutes(held) }
  const given = { ...deps, holding, askOrders, quote, tokens, abandonedAfter, siteUrl: settings.SITE_URL }
  return { tokens, ...bindCarts(given) }
})
