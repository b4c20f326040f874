import type Stripe from 'stripe'
import type { TestCardName } from './resources/test-cards.ts'

/** Everything the sandbox remembers. Objects are kept as Stripe answers them, by their id, oldest first. */
export interface Tables {
  paymentIntents: Map<string, Stripe.PaymentIntent>
  charges: Map<string, Stripe.Charge>
  refunds: Map<string, Stripe.Refund>
  disputes: Map<string, Stripe.Dispute>
  customers: Map<string, Stripe.Customer>
  paymentMethods: Map<string, Stripe.PaymentMethod>
  setupIntents: Map<string, Stripe.SetupIntent>
  events: Map<string, Stripe.EventBase>
  /** By event id: when its last delivery failed, or would have been, in seconds since 1970. */
  undelivered: Map<string, number>
  /** By payment method id: the test card behind it. */
  cards: Map<string, CardInUse>
  /** By payment intent id. */
  accounts: Map<string, Account>
  /** By refund id: what becomes of a refund that is not settled yet. */
  settlements: Map<string, 'succeeded' | 'failed'>
  /** By idempotency key. */
  replies: Map<string, StoredReply>
}

export interface CardInUse {
  testCard: TestCardName
  /** The payment method as the caller named it, with its suffix: what switches are scoped by. */
  calledAs: string
  /** Whether the payer agreed to later payments, so that those need no authentication. */
  setUp: boolean
  /** It was taken from its customer: nobody can use it any more. */
  detached?: boolean
}

/** The money of one payment intent, as the bank saw it move. */
export interface Account {
  /** The payment method last tried, as the caller named it. */
  paymentMethod: string | null
  movements: Movement[]
}

export interface Movement {
  type: 'authorized' | 'captured' | 'voided' | 'refunded' | 'refund_failed'
  /** In minor units. */
  amount: number
  /** RFC 3339, UTC. */
  at: string
}

/** The first answer to a request with an idempotency key. */
export interface StoredReply {
  /** Method, path and body of the request that it answered. */
  fingerprint: string
  requestId: string
  status: number
  body: string
  /** Milliseconds since 1970. */
  at: number
}

export const emptyTables = (): Tables => ({
  paymentIntents: new Map(),
  charges: new Map(),
  refunds: new Map(),
  disputes: new Map(),
  customers: new Map(),
  paymentMethods: new Map(),
  setupIntents: new Map(),
  events: new Map(),
  undelivered: new Map(),
  cards: new Map(),
  accounts: new Map(),
  settlements: new Map(),
  replies: new Map(),
})
