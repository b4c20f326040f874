import { orderPlaced } from '#contexts/orders/contract/events.ts'
import { hours } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import { type OrderId, type QuoteId, sku } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { makePersonal } from '#shared/personal.ts'
import type { Store } from '#shared/store/store.ts'
import { makeMemoryKeys } from '#shared/testing-personal.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import { makeCartTokens } from '../../contract/cart-tokens.ts'
import { ids, makeCheckout, moved, NOW, published, ratesOf, received } from '../testing.ts'
import { bindCarts } from './bind-carts.ts'
import { makeEmptyCart } from './hear-order.ts'
import type { Holding } from './quote-cart.ts'
import { makeSweepCarts } from './sweep-carts.ts'

export const CAUSE: Cause = { correlationId: 'a request', causationId: 'a request', actor: { kind: 'guest' } }

export const SETTINGS = { currency: currency.parse('JPY'), locale: 'ja', codes: [] }
export const TOKYO = { destination: { country: 'JP', city: 'Tokyo' } }

export const wanted = (name: string, quantity: number) => ({ sku: sku.parse(name), quantity })

/** What was answered; throws where it was refused. */
export function told<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(`${outcome.code}: ${outcome.detail}`)
  return outcome.value
}

/** A shop of a few things, whose carts are known, and whose orders are what the test says. */
export async function openCarts() {
  const clock = { time: NOW, now: () => clock.time }
  const checkout = makeCheckout(clock)
  await checkout.copyRates(ratesOf('TYO'))
  for (const sku of ['BOOK', 'PEN', 'TEA']) await checkout.copyProduct(published(sku))
  await checkout.copyProduct(published('EBOOK', { kind: 'digital', weightGrams: 0 }))
  await checkout.apply(moved(['BOOK', 'PEN', 'TEA'].map((sku) => ({ sku, onHand: 10 }))))
  const orders = new Map<QuoteId, OrderId>()
  const asked: QuoteId[][] = []
  const keys = makeMemoryKeys()
  const deps = {
    store: checkout.store as Store,
    clock,
    ids,
    keys,
    personal: makePersonal(keys, 'a secret of the tests'),
    quote: checkout.quote,
    tokens: makeCartTokens(aSecret('another secret of the tests')),
    siteUrl: 'https://shop.example',
    abandonedAfter: hours(24),
    keepDays: 60,
    holding: undefined as Holding | undefined,
    askOrders: async ({ quoteIds }: { quoteIds: QuoteId[] }) => {
      asked.push(quoteIds)
      return {
        used: quoteIds.flatMap((quoteId) => {
          const by = orders.get(quoteId)
          return by ? [{ quoteId, orderId: by }] : []
        }),
      }
    },
  }
  return {
    ...checkout,
    ...bindCarts(deps),
    /** The same carts by other means. */
    bound: (means: Partial<typeof deps>) => bindCarts({ ...deps, ...means }),
    sweep: makeSweepCarts(deps),
    memory: checkout.store,
    deps,
    clock,
    asked,
    /** An order is taken, of which checkout has not heard. */
    order(quoteId: QuoteId) {
      orders.set(quoteId, ids.order())
    },
    /** Checkout hears of the order. */
    hear: (quoteId: QuoteId | undefined, lines: readonly { sku: string; quantity: number }[]) =>
      makeEmptyCart(deps)(
        received(orderPlaced, {
          orderId: (quoteId && orders.get(quoteId)) ?? ids.order(),
          number: 'ABCD2345',
          locale: 'ja',
          run: 1,
          total: { amount: 1, currency: 'JPY' },
          currency: 'JPY',
          lines,
          destination: { country: 'JP' },
          payment: { kind: 'card', paymentMethodId: 'pm_card_visa' },
          ...(quoteId ? { quoteId } : {}),
        }),
      ),
  }
}
