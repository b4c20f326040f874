import type { customerErased } from '#contexts/customers/contract/events.ts'
import { untilNoConflict } from '#shared/aggregate.ts'
import { erasedMark } from '#shared/erased-customers.ts'
import type { EventOf } from '#shared/events.ts'
import type { CartId } from '#shared/ids.ts'
import { commitAll, type Store } from '#shared/store/store.ts'
import { headerRemoval, loadCart, removals } from '../adapters/cart-items.ts'
import { groupRemovals } from '../adapters/customer-group-items.ts'
import { cartOfCustomer } from '../domain/carts/customers-cart.ts'

/**
 * Takes away what is kept of a customer who was erased. Doing it again changes nothing.
 * 1. Mark them, so that nothing that is under way makes a cart or groups of theirs again.
 * 2. Delete their cart with all that stands with it, and the groups that they were in.
 */
export const makeForgetCustomer =
  ({ store }: { readonly store: Store }) =>
  async ({ data: { customerId, erasedAt } }: EventOf<typeof customerErased>): Promise<void> => {
    await store.commit([erasedMark(customerId, erasedAt)])
    const cart = cartOfCustomer(customerId)
    await removeHeader(store, cart)
    await commitAll(store, [...(await removals(store, cart)), ...(await groupRemovals(store, customerId))])
  }

/** First, as no line is written without it. */
const removeHeader = (store: Store, id: CartId): Promise<unknown> =>
  untilNoConflict(async () => {
    const cart = await loadCart(store, id)
    const gone = cart ? await store.commit([headerRemoval(cart)]) : { ok: true as const }
    return gone.ok ? gone : { ok: false, code: 'version_conflict' as const }
  })
