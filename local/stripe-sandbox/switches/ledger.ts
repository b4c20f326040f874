import type Stripe from 'stripe'
import type { Movement, Tables } from '../tables.ts'
import { accountOf } from '../world.ts'
import { factsAbout, type Match, matches } from './match.ts'

interface Sums {
  authorized: number
  captured: number
  refunded: number
  voided: number
}

export interface LedgerEntry extends Sums {
  id: string
  status: Stripe.PaymentIntent.Status
  metadata: Stripe.Metadata
  /** ISO 4217, in lowercase as Stripe writes it; all amounts are in the units that Stripe counts it in. */
  currency: string
  /** The payment method last tried, as the caller named it. */
  paymentMethod: string | null
  /** Whether money is held and neither captured nor let go. */
  liveAuthorization: boolean
  movements: Movement[]
}

export interface Ledger {
  paymentIntents: LedgerEntry[]
  /** By currency. */
  totals: Record<string, Sums & { paymentIntents: number; liveAuthorizations: number }>
  liveAuthorizations: number
}

/** What became of the money of each payment intent that fits, oldest first. */
export function ledgerOf(tables: Tables, wanted: Match): Ledger {
  const entries = [...tables.paymentIntents.values()]
    .filter((intent) => matches(wanted, factsAbout(tables, [intent.id])))
    .map((intent) => entryOf(tables, intent))
  return {
    paymentIntents: entries,
    totals: Object.fromEntries(
      [...new Set(entries.map((entry) => entry.currency))].map((currency) => [
        currency,
        totalOf(entries.filter((entry) => entry.currency === currency)),
      ]),
    ),
    liveAuthorizations: entries.filter((entry) => entry.liveAuthorization).length,
  }
}

function entryOf(tables: Tables, intent: Stripe.PaymentIntent): LedgerEntry {
  const { paymentMethod, movements } = accountOf({ tables }, intent.id)
  const sum = (type: Movement['type']) =>
    movements.filter((one) => one.type === type).reduce((total, { amount }) => total + amount, 0)
  return {
    id: intent.id,
    status: intent.status,
    metadata: intent.metadata,
    currency: intent.currency,
    paymentMethod,
    authorized: sum('authorized'),
    captured: sum('captured'),
    refunded: sum('refunded') - sum('refund_failed'),
    voided: sum('voided'),
    liveAuthorization: intent.status === 'requires_capture',
    movements,
  }
}

function totalOf(entries: LedgerEntry[]) {
  const sum = (of: keyof Sums) => entries.reduce((total, entry) => total + entry[of], 0)
  return {
    paymentIntents: entries.length,
    authorized: sum('authorized'),
    captured: sum('captured'),
    refunded: sum('refunded'),
    voided: sum('voided'),
    liveAuthorizations: entries.filter((entry) => entry.liveAuthorization).length,
  }
}
