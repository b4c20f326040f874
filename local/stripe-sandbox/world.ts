import type Stripe from 'stripe'
import type { Movement, Tables } from './tables.ts'

type EventType = Stripe.Event['type']
type ObjectOf<T extends EventType> = Extract<Stripe.Event, { type: T }>['data']['object']

/** Records that something happened, and has it told to the webhook endpoint. */
export type Emit = <T extends EventType>(
  type: T,
  object: ObjectOf<T>,
  previous?: Partial<ObjectOf<T>>,
) => void

/** What the sandbox's operations work with. Objects in the tables are replaced, never changed in place. */
export interface World {
  tables: Tables
  /** Where the sandbox answers, without a slash at the end. */
  url: string
  /** Seconds since 1970, as Stripe writes times. */
  now(): number
  /** A new id: the prefix of its kind and 24 letters and digits. */
  newId(prefix: string): string
  emit: Emit
  /** Does something later, unless the sandbox is closed before. */
  after(milliseconds: number, action: () => void): void
  /** How long an unsettled refund takes to settle, in milliseconds. */
  refundSettlementMs: number
}

/** Notes in the account of a payment intent that money moved. */
export function move(world: World, intentId: string, type: Movement['type'], amount: number) {
  const account = accountOf(world, intentId)
  const at = new Date(world.now() * 1000).toISOString()
  world.tables.accounts.set(intentId, { ...account, movements: [...account.movements, { type, amount, at }] })
}

export const accountOf = (world: Pick<World, 'tables'>, intentId: string) =>
  world.tables.accounts.get(intentId) ?? { paymentMethod: null, movements: [] }

/** The id of what a field holds, be it the id itself or the object in its place. */
export const idOf = (reference: string | { id: string } | null | undefined) =>
  typeof reference === 'string' ? reference : (reference?.id ?? null)
