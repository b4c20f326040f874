import type { Header } from '#shared/aggregate.ts'
import { of, sum } from '#shared/money.ts'
import type { CartSummary, ShownCart, ShownLine } from '../../contract/carts.ts'
import type { Cart } from './cart.ts'

/** A cart as people see it. */
export const showCart = (cart: Cart & Header, lines: readonly ShownLine[]): ShownCart => ({
  version: cart.version,
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

export const summaryOf = ({ version, lines, units }: Cart & Header): CartSummary => ({
  version,
  lines,
  units,
})
