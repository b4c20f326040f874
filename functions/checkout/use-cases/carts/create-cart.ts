import type { CommitDeps } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CartId, Ids } from '#shared/ids.ts'
import { Fault, type Outcome, success } from '#shared/outcomes.ts'
import { commitCart, lineWrite } from '../../adapters/cart-items.ts'
import { readSku } from '../../adapters/sku-copies.ts'
import { cartUpdated } from '../../contract/cart-events.ts'
import type { CartSettings, ShownCart, WantedLine } from '../../contract/carts.ts'
import { unitsPerSku } from '../../domain/availability.ts'
import { lineOf, showLine } from '../../domain/carts/line.ts'
import { showCart } from '../../domain/carts/show-cart.ts'

export interface NewCart extends CartSettings {
  readonly lines: readonly WantedLine[]
}

export interface CreatedCart {
  readonly id: CartId
  readonly cart: ShownCart
}

/**
 * Makes a cart. Primary course:
 * 1. Look up what the lines cost now, and whether there is enough of each; lines of one SKU are one.
 * 2. Write the cart, its lines and `cart.updated` in one commit.
 * Refusals: those of a line, with a pointer to the first that cannot be had.
 */
export const makeCreateCart =
  (deps: CommitDeps & { readonly ids: Pick<Ids, 'cart'> }) =>
  async ({ lines: wanted, ...settings }: NewCart, cause: Cause): Promise<Outcome<CreatedCart>> => {
    const id = deps.ids.cart()
    const now = deps.clock.now()
    const lines = []
    for (const [sku, quantity] of unitsPerSku(wanted)) {
      const pointer = `/lines/${wanted.findIndex((line) => line.sku === sku)}`
      const copy = await readSku(deps.store, sku)
      const line = lineOf({ sku, quantity }, { copy, pricing: settings, now, pointer })
      if (!line.ok) return line
      lines.push({ line: line.value, copy })
    }
    const units = lines.reduce((sum, { line }) => sum + line.quantity, 0)
    const at = now.toISOString()
    const cart = { id, ...settings, lines: lines.length, units, quotes: [], createdAt: at, touchedAt: at }
    const changed = lines.map(({ line: { sku, quantity } }) => ({ sku, quantity }))
    const committed = await commitCart(deps, id, {
      before: undefined,
      after: cart,
      events: [happened(cartUpdated, { cartId: id, reason: 'created', lines: cart.lines, units, changed })],
      cause,
      writes: lines.map(({ line }) => lineWrite(id, line)),
    })
    if (!committed.ok) throw new Fault(`the cart ${id} was there before it was made`)
    const shown = lines.map(({ line, copy }) => showLine(line, copy, settings, now))
    return success({ id, cart: showCart(committed.state, shown) })
  }
