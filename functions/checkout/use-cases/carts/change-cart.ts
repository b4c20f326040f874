import type { ordersOfQuotes } from '#contexts/orders/contract/calls.ts'
import { type CommitDeps, untilNoConflict } from '#shared/aggregate.ts'
import type { Ask } from '#shared/calls.ts'
import { after } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CartId, Sku } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import type { Write } from '#shared/store/store.ts'
import { commitCart, loadCart, loadHeld, type StoredCart, watchWrite } from '../../adapters/cart-items.ts'
import { cartUpdated } from '../../contract/cart-events.ts'
import { type Cart, touched, watchedQuotes } from '../../domain/carts/cart.ts'
import type { Held } from '../../domain/carts/held.ts'

export interface CartDeps extends CommitDeps {
  /** Which quotes have made orders: asked only where the cart was quoted lately. */
  readonly askOrders: Ask<typeof ordersOfQuotes>
  /** After how many milliseconds without use a cart counts as left behind. */
  readonly abandonedAfter: number
}

export const noCart = (): Refusal<'not_found'> =>
  refuse(
    'not_found',
    'There is no such cart. A guest’s is made by POST /v1/carts, a customer’s own by PUT /v1/me/cart.',
  )

/** What is made of a cart: what it is then, the units that its changed lines have, and what is written with it. */
export interface CartChange<Answer> {
  /** The same that was read, where nothing is to be changed. */
  readonly cart: Cart
  readonly changed: readonly { readonly sku: Sku; readonly quantity: number }[]
  readonly writes: readonly Write[]
  readonly answer: Answer
}

export interface ChangedCart<Answer> {
  readonly cart: StoredCart
  readonly answer: Answer
}

/**
 * Changes a cart, unless an order is being made of it:
 * 1. read it, and with `read` what the decision needs beside it;
 * 2. decide what becomes of it;
 * 3. write it and `cart.updated` on condition that nobody changed it meanwhile, else decide anew.
 * Refusals: `not_found`, `cart_ordered`, and those of the decision.
 */
export const changeCart = <Known, Answer>(
  deps: CartDeps,
  id: CartId,
  cause: Cause,
  read: () => Promise<Known>,
  decide: (cart: StoredCart, known: Known, held: Held) => Outcome<CartChange<Answer>>,
): Promise<Outcome<ChangedCart<Answer>>> =>
  untilNoConflict<Outcome<ChangedCart<Answer>>>(async () => {
    const [before, known] = await Promise.all([loadCart(deps.store, id), read()])
    if (!before || before.mergedInto) return noCart()
    const free = await freeOfOrders(deps, before)
    if (!free.ok) return free
    const held = await loadHeld(deps.store, before, deps.clock.now())
    const decided = decide(before, known, held)
    if (!decided.ok) return decided
    const { cart, changed, writes, answer } = decided.value
    if (cart === before) return success({ cart: before, answer })
    const now = deps.clock.now()
    const next = touched(cart, now)
    const { lines, units } = next
    const committed = await commitCart(deps, id, {
      before,
      after: next,
      events: [happened(cartUpdated, { cartId: id, reason: 'changed', lines, units, changed: [...changed] })],
      cause,
      writes: [...writes, ...watchAnew(deps, before, now)],
    })
    return committed.ok ? success({ cart: committed.state, answer }) : { ok: false, code: 'version_conflict' }
  })

/**
 * Refuses while an order is being made of the cart: from its acceptance until the cart has heard of it, and what was
 * ordered is taken out.
 */
export async function freeOfOrders(
  { askOrders, clock }: Pick<CartDeps, 'askOrders' | 'clock'>,
  cart: Cart,
): Promise<Outcome<'free', 'cart_ordered'>> {
  const quoteIds = watchedQuotes(cart, clock.now()).map(({ id }) => id)
  if (quoteIds.length === 0) return success('free')
  const { used } = await askOrders({ quoteIds })
  return used.length === 0
    ? success('free')
    : refuse(
        'cart_ordered',
        'An order is being made of this cart. In a moment what was ordered is taken out of it; then it can be changed again.',
      )
}

/** Has a cart that rested watched again, as it is used again. */
export const watchAnew = (
  { abandonedAfter }: Pick<CartDeps, 'abandonedAfter'>,
  { id, resting }: Cart,
  now: Date,
): readonly Write[] => (resting ? [watchWrite(id, after(now, abandonedAfter))] : [])
