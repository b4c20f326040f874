import type { Store } from '#shared/store/store.ts'
import { readExchangeRates } from '../../adapters/terms.ts'
import type { Cart } from '../../domain/carts/cart.ts'
import { type Pricing, pricingAmong } from '../../domain/carts/line.ts'

/** How the lines of a cart are priced now; the exchange rates are read once for all of them. */
export const pricingOf = async (
  store: Store,
  cart: Pick<Cart, 'currency' | 'locale'>,
  now: Date,
): Promise<Pricing> => pricingAmong([...(await readExchangeRates(store)).values()], cart, now)
