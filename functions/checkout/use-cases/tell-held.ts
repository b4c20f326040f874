import { type Held, type HeldRequest, opened } from '#shared/held.ts'
import type { Personal } from '#shared/personal.ts'
import type { Store } from '#shared/store/store.ts'
import { loadCart, loadLines } from '../adapters/cart-items.ts'
import { readGroups } from '../adapters/customer-group-items.ts'
import type { Cart, CartLine } from '../domain/carts/cart.ts'
import { cartOfCustomer } from '../domain/carts/customers-cart.ts'

/** Tells a customer what is in their cart, whom it would remind, and which groups they are in. */
export const makeTellCheckoutHeld =
  ({ store, personal }: { readonly store: Store; readonly personal: Pick<Personal, 'open'> }) =>
  async ({ customerId, ofCustomer }: HeldRequest): Promise<Held> => {
    if (!ofCustomer) return {}
    const id = cartOfCustomer(customerId)
    const [cart, lines, groups] = await Promise.all([
      loadCart(store, id),
      loadLines(store, id),
      readGroups(store, customerId),
    ])
    return {
      ...(cart ? { carts: [await cartOf(cart, lines, personal)] } : {}),
      ...(groups ? { groups: [...groups.groups] } : {}),
    }
  }

const cartOf = (
  { currency, locale, codes, createdAt, touchedAt, reminder, remindedAt }: Cart,
  lines: readonly CartLine[],
  personal: Pick<Personal, 'open'>,
) => opened(personal, { currency, locale, codes, createdAt, touchedAt, reminder, remindedAt, lines })
