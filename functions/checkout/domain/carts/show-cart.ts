import type { Header } from '#shared/aggregate.ts'
import { of, sum } from '#shared/money.ts'
import type { CartSummary, ShownCart, ShownLine } from '../../contract/carts.ts'
import type { Cart } from './cart.ts'

/**
 * The version that people see: it rises by what is told of the cart, so not by a quote, which only notes that it was
 * made. Writes are held to the header's own.
 */
export const versionOf = ({ sequence }: Header): number => sequence

/** A cart as people see it. */
export const showCart = (cart: Cart & Header, lines: readonly ShownLine[]): ShownCart => ({
  version: versionOf(cart),
  currency: cart.currency,
  locale: cart.locale,
  codes: [...cart.codes],
  lines: [...lines],
  units: cart.units,
  reminder: cart.reminder !== undefined,
  subtotal: sum(
    cart.currency,
    lines.map((line) => line.subtotal ?? of(0, cart.currency)),
  ),
  createdAt: cart.createdAt,
  updatedAt: cart.touchedAt,
})

export const summaryOf = (cart: Cart & Header): CartSummary => ({
  version: versionOf(cart),
  lines: cart.lines,
  units: cart.units,
})
