import type { orderPlaced } from '#contexts/orders/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { type CommitDeps, untilNoConflict } from '#shared/aggregate.ts'
import { causedBy, type EventOf, happened } from '#shared/events.ts'
import type { CartId, QuoteId, Sku } from '#shared/ids.ts'
import type { Write } from '#shared/store/store.ts'
import { sumBySku } from '#shared/sum-by-sku.ts'
import {
  cartOfQuote,
  commitCart,
  lineRemoval,
  lineWrite,
  loadCart,
  loadLine,
  orderedMark,
} from '../../adapters/cart-items.ts'
import { cartUpdated } from '../../contract/cart-events.ts'
import type { WantedLine } from '../../contract/carts.ts'
import { withoutQuote } from '../../domain/carts/cart.ts'

/** Lines that are taken out in one commit, which has 100 writes. */
const LINES_AT_ONCE = 90

interface Part {
  readonly cartId: CartId
  readonly ordered: readonly WantedLine[]
  readonly number: number
  /** The cart is free to be changed again once the last part is out. */
  readonly isLast: boolean
  readonly quoteId: QuoteId
}

/**
 * Takes what was ordered out of the cart that it was quoted from; what was added since stays. Part after part, each
 * once: the cart can be changed again when the last one is out. Orders of other quotes are no cart's.
 */
export const makeEmptyCart =
  (deps: CommitDeps) =>
  async (event: EventOf<typeof orderPlaced>): Promise<void> => {
    const { quoteId, lines } = event.data
    const quoted = quoteId && (await cartOfQuote(deps.store, quoteId))
    // A guest who orders as they sign in: what is left of their cart is in the customer's.
    const cartId = quoted && ((await loadCart(deps.store, quoted))?.mergedInto ?? quoted)
    if (!quoteId || !cartId) return
    const ordered = [...sumBySku(lines)].map(([sku, quantity]) => ({ sku, quantity }))
    for (let from = 0; from < ordered.length; from += LINES_AT_ONCE) {
      const part = ordered.slice(from, from + LINES_AT_ONCE)
      const isLast = from + LINES_AT_ONCE >= ordered.length
      await takeOut(deps, { cartId, ordered: part, number: from / LINES_AT_ONCE, isLast, quoteId }, event)
    }
  }

const takeOut = (deps: CommitDeps, part: Part, event: EventOf<typeof orderPlaced>) =>
  untilNoConflict(async () => {
    const cart = await loadCart(deps.store, part.cartId)
    if (!cart) return { ok: true as const }
    const left = await unitsLeft(deps, part)
    const gone = left.filter(({ quantity }) => quantity === 0).length
    const taken = left.reduce((sum, { before, quantity }) => sum + before - quantity, 0)
    const [lines, units] = [cart.lines - gone, cart.units - taken]
    const after = { ...cart, lines, units }
    const changed = left.map(({ sku, quantity }) => ({ sku, quantity }))
    const committed = await commitCart(deps, part.cartId, {
      before: cart,
      after: part.isLast ? withoutQuote(after, part.quoteId) : after,
      events: [happened(cartUpdated, { cartId: part.cartId, reason: 'ordered', lines, units, changed })],
      cause: causedBy(event, SYSTEM),
      writes: [orderedMark(part.cartId, event.data.orderId, part.number), ...left.map(({ write }) => write)],
    })
    // The mark is there: this part is out already.
    return committed.ok || committed.code === 'condition_failed' ? { ok: true as const } : committed
  })

interface Left {
  readonly sku: Sku
  readonly before: number
  readonly quantity: number
  readonly write: Write
}

/** What stays of the lines that were ordered, of those that are still in the cart. */
async function unitsLeft({ store }: CommitDeps, { cartId, ordered }: Part): Promise<Left[]> {
  const lines = await Promise.all(
    ordered.map(async (wanted) => ({ wanted, line: await loadLine(store, cartId, wanted.sku) })),
  )
  return lines.flatMap(({ wanted, line }) => {
    if (!line) return []
    const { sku } = line
    const quantity = Math.max(0, line.quantity - wanted.quantity)
    const write = quantity > 0 ? lineWrite(cartId, { ...line, quantity }) : lineRemoval(cartId, sku)
    return [{ sku, before: line.quantity, quantity, write }]
  })
}
