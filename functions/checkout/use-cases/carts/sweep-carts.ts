import * as z from 'zod/mini'
import { SYSTEM } from '#shared/actor.ts'
import { email } from '#shared/address.ts'
import { after, days } from '#shared/clock.ts'
import { each } from '#shared/each.ts'
import { happened } from '#shared/events.ts'
import type { CartId } from '#shared/ids.ts'
import { count, note } from '#shared/observability.ts'
import { commitAll } from '#shared/store/store.ts'
import type { SubjectKeys } from '#shared/subject-keys.ts'
import {
  cartsDue,
  commitCart,
  headerRemoval,
  loadCart,
  removals,
  type StoredCart,
  WATCHES,
  watchWrite,
} from '../../adapters/cart-items.ts'
import { cartAbandoned, cartReminderDue } from '../../contract/cart-events.ts'
import { type CartDeps, freeOfOrders } from './change-cart.ts'
import { shown } from './read-cart.ts'

export interface SweepDeps extends CartDeps {
  /** Days without use after which a cart is forgotten. */
  readonly keepDays: number
  readonly keys: Pick<SubjectKeys, 'erase'>
}

/**
 * Looks at carts whose time has come. Of each:
 * 1. one that nobody has used for as long as carts are kept is forgotten, whole, and with it the key of what its guest
 *    told: nothing of that opens any more, wherever it is;
 * 2. one with something in it that nobody has used for a while is left behind: `cart.abandoned`, with whom to mail
 *    where they agreed and were not mailed since they last ordered;
 * 3. one that was used meanwhile is looked at again when it may be left behind; others rest until they are used, or
 *    forgotten.
 */
export const makeSweepCarts = (deps: SweepDeps) => async (): Promise<{ looked: number }> => {
  const now = deps.clock.now().toISOString()
  const due = (await Promise.all(WATCHES.map((shard) => cartsDue(deps.store, shard, now)))).flat()
  note({ count: due.length })
  await each(due, 'carts', (id) => lookAt(deps, id))
  return { looked: due.length }
}

async function lookAt(deps: SweepDeps, id: CartId): Promise<void> {
  const now = deps.clock.now()
  const cart = await loadCart(deps.store, id)
  const keptUntil = cart && after(new Date(cart.touchedAt), days(deps.keepDays))
  if (!cart || !keptUntil || keptUntil <= now.toISOString()) return forget(deps, id, cart)
  const leftBehind = after(new Date(cart.touchedAt), deps.abandonedAfter)
  if (leftBehind > now.toISOString()) return watch(deps, id, leftBehind)
  if (cart.units === 0 || cart.mergedInto) return rest(deps, cart, keptUntil)
  const free = await freeOfOrders(deps, cart)
  if (free.ok) return abandon(deps, cart, keptUntil)
}

async function watch(deps: SweepDeps, id: CartId, due: string): Promise<void> {
  await deps.store.commit([watchWrite(id, due)])
}

/** Others who change the cart meanwhile use it: then it is looked at again by the next sweep. */
async function rest(deps: SweepDeps, cart: StoredCart, until: string): Promise<void> {
  await commitCart(deps, cart.id, {
    before: cart,
    after: { ...cart, resting: true },
    events: [],
    cause: causeOf(cart),
    writes: [watchWrite(cart.id, until)],
  })
}

async function abandon(deps: SweepDeps, cart: StoredCart, keptUntil: string): Promise<void> {
  const { id, customerId, locale, currency, reminder, remindedAt } = cart
  const { lines, subtotal } = await shown(deps, cart)
  const whom = reminder && !remindedAt ? await deps.personal.open(reminder.person, contact) : undefined
  const data = {
    ...{ cartId: id, locale, currency, subtotal, keptUntil },
    ...(customerId ? { customerId } : {}),
    lines: lines.map(({ sku, name, quantity, subtotal: sum }) => ({
      ...{ sku, quantity },
      ...(name ? { name } : {}),
      ...(sum ? { subtotal: sum } : {}),
    })),
  }
  const now = deps.clock.now().toISOString()
  const committed = await commitCart(deps, id, {
    before: cart,
    after: { ...cart, resting: true, ...(whom ? { remindedAt: now } : {}) },
    events: [
      happened(cartAbandoned, data),
      ...(whom ? [happened(cartReminderDue, data, { subjectId: customerId ?? id, value: whom })] : []),
    ],
    cause: causeOf(cart),
    writes: [watchWrite(id, keptUntil)],
  })
  if (committed.ok) count('CartsAbandoned')
}

const contact = z.object({ email })

/** The header first, unless somebody uses the cart in this moment; its watch last, so that what breaks off goes on. */
async function forget({ store, keys }: SweepDeps, id: CartId, cart: StoredCart | undefined): Promise<void> {
  if (cart && !(await store.commit([headerRemoval(cart)])).ok) return
  // Of one whose header went before it is not known any more.
  if (!cart || cart.hasKey) await keys.erase(id)
  await commitAll(store, await removals(store, id))
}

const causeOf = (cart: StoredCart) => ({
  correlationId: cart.id,
  causationId: `sweep-${cart.version}`,
  actor: SYSTEM,
})
