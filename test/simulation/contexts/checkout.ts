import { makeReadRates } from '#contexts/checkout/adapters/rate-copies.ts'
import { subscriptions } from '#contexts/checkout/contract/subscriptions.ts'
import { listeners } from '#contexts/checkout/handlers/listeners.ts'
import { makeQuote } from '#contexts/checkout/use-cases/make-quote.ts'
import { seconds } from '#shared/clock.ts'
import type { Ground } from '../ground.ts'

export function openCheckout(ground: Ground) {
  const deps = ground.commit('checkout')
  ground.listen({ name: 'checkout.on-event', definitions: subscriptions, listeners: listeners(deps) })
  const quote = makeQuote({
    ...deps,
    readRates: makeReadRates(deps.store),
    seal: ground.quoteSeal,
    quoteLife: seconds(ground.config.deadlines.quote),
  })
  return { deps, ...ground.operations('checkout', { createQuote: quote }) }
}
