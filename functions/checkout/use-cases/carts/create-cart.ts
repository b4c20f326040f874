import type { CommitDeps } from '#shared/aggregate.ts'
import { after } from '#shared/clock.ts'
import { unlessErased } from '#shared/erased-customers.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CartId, CustomerId, Ids } from '#shared/ids.ts'
import { refuseUnknownCurrency } from '#shared/known-currency.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { sumBySku } from '#shared/sum-by-sku.ts'
import { commitCart, lineWrite, loadCart, watchWrite } from '../../adapters/cart-items.ts'
import { readSku } from '../../adapters/sku-copies.ts'
import { cartUpdated } from '../../contract/cart-events.ts'
import type { CartSettings, ShownCart, WantedLine } from '../../contract/carts.ts'
import type { Cart, CartLine } from '../../domain/carts/cart.ts'
import { lineOf, showLine } from '../../domain/carts/line.ts'
import { showCart } from '../../domain/carts/show-cart.ts'
import { type CartDeps, noCart } from './change-cart.ts'
import { pricingOf } from './pricing-of.ts'

export interface NewCart extends CartSettings {
  readonly lines: readonly WantedLine[]
}

export interface CreatedCart {
  readonly id: CartId
  readonly cart: ShownCart
}

/**
 * Makes a cart for a guest. Primary course:
 * 1. Look up what the lines cost now, and whether there is enough of each; lines of one SKU are one.
 * 2. Write the cart, its lines and `cart.updated` in one commit.
 * Refusals: `unknown_currency`; those of a line, with a pointer to the first that cannot be had.
 */
export const makeCreateCart =
  (deps: CartDeps & { readonly ids: Pick<Ids, 'cart'> }) =>
  async ({ lines: wanted, ...settings }: NewCart, cause: Cause): Promise<Outcome<CreatedCart>> => {
    const unknown = refuseUnknownCurrency(settings.currency)
    if (unknown) return unknown
    const now = deps.clock.now()
    const [pricing, copies] = await Promise.all([
      pricingOf(deps.store, settings, now),
      Promise.all(
        [...sumBySku(wanted)].map(async ([sku, quantity]) => ({
          ...{ sku, quantity },
          copy: await readSku(deps.store, sku),
        })),
      ),
    ])
    const lines = []
    for (const { sku, quantity, copy } of copies) {
      const pointer = `/lines/${wanted.findIndex((line) => line.sku === sku)}`
      const line = lineOf({ sku, quantity }, { copy, pricing, now, pointer })
      if (!line.ok) return line
      lines.push({ line: line.value, copy })
    }
    const id = deps.ids.cart()
    const cart = newCart(id, settings, now)
    const committed = await commitNewCart(
      deps,
      cart,
      lines.map(({ line }) => line),
      cause,
    )
    const made = committed.ok ? committed : await writtenBefore(deps, id, committed)
    if (!made.ok) return made
    const shown = lines.map(({ line, copy }) => showLine(line, copy, pricing, now))
    return success({ id, cart: showCart(made.value, shown) })
  }

/** Nobody can guess an id that is new: a cart that has it already was written by this very request, unheard. */
async function writtenBefore<Refused>({ store }: Pick<CartDeps, 'store'>, id: CartId, refused: Refused) {
  const known = await loadCart(store, id)
  return known ? success(known) : refused
}

export const newCart = (id: CartId, settings: CartSettings, now: Date, customerId?: CustomerId): Cart => ({
  id,
  ...(customerId ? { customerId } : {}),
  ...settings,
  lines: 0,
  units: 0,
  quotes: [],
  holds: [],
  createdAt: now.toISOString(),
  touchedAt: now.toISOString(),
})

/** Writes a cart that is new: one that is there already is a conflict, and of who was erased there is none any more. */
export async function commitNewCart(
  deps: CommitDeps & Pick<CartDeps, 'abandonedAfter'>,
  cart: Cart,
  lines: readonly CartLine[],
  cause: Cause,
) {
  const units = lines.reduce((sum, { quantity }) => sum + quantity, 0)
  const changed = lines.map(({ sku, quantity }) => ({ sku, quantity }))
  const data = { cartId: cart.id, reason: 'created' as const, lines: lines.length, units, changed }
  const committed = await commitCart(deps, cart.id, {
    before: undefined,
    after: { ...cart, lines: lines.length, units },
    events: [happened(cartUpdated, data)],
    cause,
    writes: [
      ...lines.map((line) => lineWrite(cart.id, line)),
      watchWrite(cart.id, after(new Date(cart.createdAt), deps.abandonedAfter)),
      ...(cart.customerId ? [unlessErased(cart.customerId)] : []),
    ],
  })
  if (committed.ok) return success(committed.state)
  return committed.code === 'condition_failed'
    ? noCart()
    : refuse('version_conflict', 'Somebody else makes the same cart. Send the request again.')
}
