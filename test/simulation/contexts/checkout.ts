import { makeReadRates } from '#contexts/checkout/adapters/rate-copies.ts'
import {
  holdGiftCards,
  redeemPromotions,
  releasePromotions,
  withdrawGiftCards,
} from '#contexts/checkout/contract/calls.ts'
import { tellCheckoutHeld } from '#contexts/checkout/contract/held.ts'
import { subscriptions } from '#contexts/checkout/contract/subscriptions.ts'
import { listeners } from '#contexts/checkout/handlers/listeners.ts'
import { bindCarts } from '#contexts/checkout/use-cases/carts/bind-carts.ts'
import { makeSweepCarts } from '#contexts/checkout/use-cases/carts/sweep-carts.ts'
import { makePutCustomerGroups } from '#contexts/checkout/use-cases/customer-groups.ts'
import { makeSetExchangeRates } from '#contexts/checkout/use-cases/exchange-rates.ts'
import { makeHoldGiftCards } from '#contexts/checkout/use-cases/hold-gift-cards.ts'
import { makeIssueGiftCard } from '#contexts/checkout/use-cases/issue-gift-card.ts'
import { makeQuote } from '#contexts/checkout/use-cases/make-quote.ts'
import {
  makeGenerateCodes,
  makePutPromotion,
  makeRemovePromotion,
} from '#contexts/checkout/use-cases/promotions.ts'
import {
  makeListGiftCardEntries,
  makeListGiftCards,
  makeReadBalance,
  makeReadGiftCard,
} from '#contexts/checkout/use-cases/read-gift-card.ts'
import {
  makeRedeemPromotions,
  makeReleasePromotions,
} from '#contexts/checkout/use-cases/redeem-promotions.ts'
import { makePutTaxTable, makeRemoveTaxTable } from '#contexts/checkout/use-cases/tax-tables.ts'
import { makeTellCheckoutHeld } from '#contexts/checkout/use-cases/tell-held.ts'
import { makeVoidGiftCard } from '#contexts/checkout/use-cases/void-gift-card.ts'
import { makeWithdrawGiftCards } from '#contexts/checkout/use-cases/withdraw-gift-cards.ts'
import { holdStock } from '#contexts/inventory/contract/calls.ts'
import { ordersOfQuotes } from '#contexts/orders/contract/calls.ts'
import { termsOf } from '#lib/quote-terms.ts'
import { hours, minutes, seconds } from '#shared/clock.ts'
import type { Ground } from '../ground.ts'

/** Where the stage says that carts hold stock. */
function holdingOf({ config: { carts }, ask }: Ground) {
  const { reservationMinutes } = carts
  return reservationMinutes === undefined
    ? undefined
    : { ask: ask(holdStock), time: minutes(reservationMinutes) }
}

export function openCheckout(ground: Ground) {
  const deps = ground.commit('checkout')
  const cards = { ...deps, random: ground.chance.below }
  ground.listen({
    name: 'checkout.on-event',
    definitions: subscriptions,
    listeners: listeners(deps, async () => cards),
  })
  ground.serve(redeemPromotions, makeRedeemPromotions(deps))
  ground.serve(releasePromotions, makeReleasePromotions(deps))
  ground.serve(holdGiftCards, makeHoldGiftCards(deps))
  ground.serve(withdrawGiftCards, makeWithdrawGiftCards(deps))
  const tellHeld = makeTellCheckoutHeld(deps)
  ground.serve(tellCheckoutHeld, async (request) => ({ held: await tellHeld(request) }))
  const quote = makeQuote({
    ...deps,
    readRates: makeReadRates(deps.store),
    seal: ground.quoteSeal,
    quoteLife: seconds(ground.config.deadlines.quote),
    terms: termsOf(ground.config),
  })
  const { abandonedAfterMinutes, keepDays } = ground.config.carts
  const ofCarts = {
    ...{
      ...deps,
      quote,
      askOrders: ground.ask(ordersOfQuotes),
      abandonedAfter: minutes(abandonedAfterMinutes),
    },
    ...{ holding: holdingOf(ground) },
    ...{ tokens: ground.cartTokens, siteUrl: ground.siteUrl },
  }
  const carts = bindCarts(ofCarts)
  // Each minute as it is deployed; no order waits for it.
  ground.schedule(
    'checkout.sweep-carts',
    hours(1),
    makeSweepCarts({ ...ofCarts, keepDays, keys: ground.keys }),
  )
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
      mergeCart: carts.mergeCart,
      linkCart: carts.linkCart,
      putMyCart: carts.putMyCart,
      askCartReminder: carts.askCartReminder,
      forgetCartReminder: carts.forgetCartReminder,
      putTaxTable: makePutTaxTable(deps),
      removeTaxTable: makeRemoveTaxTable(deps),
      setExchangeRates: makeSetExchangeRates(deps),
    }),
    readCart: carts.readCart,
    openCart: carts.openCart,
    readGiftCard: makeReadGiftCard(deps),
    listGiftCardEntries: makeListGiftCardEntries(deps),
    listGiftCards: makeListGiftCards(deps),
  }
}
