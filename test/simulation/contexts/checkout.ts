import { makeReadRates } from '#contexts/checkout/adapters/rate-copies.ts'
import { redeemPromotions, releasePromotions } from '#contexts/checkout/contract/calls.ts'
import { subscriptions } from '#contexts/checkout/contract/subscriptions.ts'
import { listeners } from '#contexts/checkout/handlers/listeners.ts'
import { bindCarts } from '#contexts/checkout/use-cases/carts/bind-carts.ts'
import { makePutCustomerGroups } from '#contexts/checkout/use-cases/customer-groups.ts'
import { makeIssueGiftCard } from '#contexts/checkout/use-cases/issue-gift-card.ts'
import { makeQuote } from '#contexts/checkout/use-cases/make-quote.ts'
import {
  makeGenerateCodes,
  makePutPromotion,
  makeRemovePromotion,
} from '#contexts/checkout/use-cases/promotions.ts'
import {
  makeListGiftCardEntries,
  makeReadBalance,
  makeReadGiftCard,
} from '#contexts/checkout/use-cases/read-gift-card.ts'
import {
  makeRedeemPromotions,
  makeReleasePromotions,
} from '#contexts/checkout/use-cases/redeem-promotions.ts'
import { makeVoidGiftCard } from '#contexts/checkout/use-cases/void-gift-card.ts'
import { ordersOfQuotes } from '#contexts/orders/contract/calls.ts'
import { seconds } from '#shared/clock.ts'
import type { Ground } from '../ground.ts'

export function openCheckout(ground: Ground) {
  const deps = ground.commit('checkout')
  ground.listen({
    name: 'checkout.on-event',
    definitions: subscriptions,
    listeners: listeners(deps, async () => deps),
  })
  ground.serve(redeemPromotions, makeRedeemPromotions(deps))
  ground.serve(releasePromotions, makeReleasePromotions(deps))
  const quote = makeQuote({
    ...deps,
    readRates: makeReadRates(deps.store),
    seal: ground.quoteSeal,
    quoteLife: seconds(ground.config.deadlines.quote),
  })
  const carts = bindCarts({ ...deps, quote, askOrders: ground.ask(ordersOfQuotes) })
  const cards = { ...deps, random: ground.chance.below }
  return {
    deps,
    ...ground.operations('checkout', {
      createQuote: quote,
      createMyQuote: quote,
      createCart: carts.createCart,
      putCart: carts.putCart,
      addToCart: carts.addToCart,
      putCartLine: carts.putCartLine,
      removeCartLine: carts.removeCartLine,
      quoteCart: carts.quoteCart,
      issueGiftCard: makeIssueGiftCard(cards),
      voidGiftCard: makeVoidGiftCard(deps),
      readGiftCardBalance: makeReadBalance(deps),
      putPromotion: makePutPromotion(deps),
      putCustomerGroups: makePutCustomerGroups(deps),
      removePromotion: makeRemovePromotion(deps),
      generateCodes: makeGenerateCodes({ ...deps, random: ground.chance.below }),
    }),
    readCart: carts.readCart,
    readGiftCard: makeReadGiftCard(deps),
    listGiftCardEntries: makeListGiftCardEntries(deps),
  }
}
