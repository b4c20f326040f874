import * as z from 'zod/mini'
import { allocation } from '#contexts/orders/contract/types.ts'
import { type Change, type CommitDeps, commitChange, type Header } from '#shared/aggregate.ts'
import { seconds } from '#shared/clock.ts'
import { time } from '#shared/http/schemas.ts'
import {
  type CartId,
  cartId,
  customerId,
  orderId,
  type QuoteId,
  quoteId,
  type Sku,
  sku,
} from '#shared/ids.ts'
import { currency, money } from '#shared/money.ts'
import { sealed } from '#shared/personal.ts'
import { deletionsOf, IS_NEW, type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'
import { type Cart, type CartLine, currentHolds } from '../domain/carts/cart.ts'
import type { Held } from '../domain/carts/held.ts'

const LINE = 'LINE#'

const pkOf = (id: CartId): string => `CART#${id}`
const headerKey = (id: CartId): Key => ({ pk: pkOf(id), sk: 'HEADER' })
const lineKey = (id: CartId, line: Sku): Key => ({ pk: pkOf(id), sk: `${LINE}${line}` })
const quoteKey = (id: QuoteId): Key => ({ pk: `CART_QUOTE#${id}`, sk: 'CART' })

export type StoredCart = Cart & Header

const header = z.object({
  id: cartId,
  currency,
  locale: z.string(),
  codes: z.array(z.string()),
  lines: z.int(),
  units: z.int(),
  quotes: z.array(z.object({ id: quoteId, until: time })),
  createdAt: time,
  touchedAt: time,
  customerId: z.optional(customerId),
  mergedInto: z.optional(cartId),
  reminder: z.optional(z.object({ consentedAt: time, person: sealed })),
  hasKey: z.optional(z.boolean()),
  remindedAt: z.optional(time),
  holds: z._default(z.array(z.object({ orderId, quoteId, until: time })), []),
  resting: z.optional(z.boolean()),
  version: z.int(),
  sequence: z.int(),
})

const line = z.object({ sku, quantity: z.int(), addedAt: time, seenPrice: money })

export async function loadCart(store: Store, id: CartId): Promise<StoredCart | undefined> {
  const item = await store.get(headerKey(id))
  return item && header.parse(item)
}

export async function loadLine(store: Store, id: CartId, of: Sku): Promise<CartLine | undefined> {
  const item = await store.get(lineKey(id, of))
  return item && line.parse(item)
}

/** All lines, in the order in which they were put there. */
export async function loadLines(store: Store, id: CartId): Promise<CartLine[]> {
  const items = await queryAll(store, { partition: pkOf(id), sort: { beginsWith: LINE } })
  return items
    .map((item) => line.parse(item))
    .sort((a, b) => (a.addedAt < b.addedAt ? -1 : a.addedAt > b.addedAt ? 1 : a.sku < b.sku ? -1 : 1))
}

/** Writes the cart on condition of the version that was read, with its events and what else changes. */
export const commitCart = (
  deps: CommitDeps,
  id: CartId,
  change: Omit<Change<Cart>, 'key' | 'subject' | 'before'> & { readonly before: StoredCart | undefined },
) => commitChange(deps, { ...change, key: headerKey(id), subject: id })

export const lineWrite = (id: CartId, line: CartLine): Write => ({
  put: { ...lineKey(id, line.sku), ...line },
})

export const lineRemoval = (id: CartId, line: Sku): Write => ({ delete: lineKey(id, line) })

/** Says of which cart a quote was made; kept until every order that was made of it has been heard of. */
export const quoteWrite = (id: CartId, quote: QuoteId, held: Held, keptUntil: Date): Write => ({
  put: { ...quoteKey(quote), cartId: id, held, ttl: Math.ceil(keptUntil.getTime() / seconds(1)) },
})

/** What the cart holds of stock now; nothing where no hold is in force. */
export async function loadHeld(store: Store, cart: Cart, now: Date): Promise<Held> {
  const items = await Promise.all(currentHolds(cart, now).map(({ quoteId: id }) => store.get(quoteKey(id))))
  return items.flatMap((item) => (item ? z.object({ held: z.array(allocation) }).parse(item).held : []))
}

export async function cartOfQuote(store: Store, id: QuoteId): Promise<CartId | undefined> {
  const item = await store.get(quoteKey(id))
  return item && z.object({ cartId }).parse(item).cartId
}

/** Says that a part of what was ordered has been taken out of the cart. */
export const orderedMark = (id: CartId, orderId: string, part: number): Write => ({
  put: { pk: pkOf(id), sk: `ORDERED#${orderId}#${part}`, entity: 'mark' },
  when: IS_NEW,
})

/** The partitions of the index in which carts wait to be looked at again. */
export const WATCHES = ['0', '1', '2', '3'] as const

const shardOf = (id: CartId): string => WATCHES[id.charCodeAt(id.length - 1) % WATCHES.length] ?? '0'

const watchKey = (id: CartId): Key => ({ pk: pkOf(id), sk: 'WATCH' })

/** Has a cart looked at again; it stands beside the header, so that using a cart writes no index. */
export const watchWrite = (id: CartId, due: string): Write => ({
  put: { ...watchKey(id), entity: 'watch', cartId: id, gsi1pk: `CARTS#${shardOf(id)}`, gsi1sk: due },
})

/** Carts of a partition that are to be looked at by `until` (RFC 3339 UTC). */
export async function cartsDue(store: Store, shard: string, until: string): Promise<CartId[]> {
  const items = await queryAll(store, { index: 'gsi1', partition: `CARTS#${shard}`, sort: { to: until } })
  return items.map((item) => z.object({ cartId }).parse(item).cartId)
}

/** Forgets a cart, if it is as it was read. */
export const headerRemoval = ({ id, version }: StoredCart): Write => ({
  delete: headerKey(id),
  when: [['version', '=', version]],
})

/** All else that is kept of a cart: its history from the end, so that what is left has no gap, and its watch last. */
export async function removals(store: Store, id: CartId): Promise<Write[]> {
  const items = await queryAll(store, { partition: pkOf(id), order: 'backward' })
  const isWatch = ({ sk }: Key) => Number(sk === watchKey(id).sk)
  return deletionsOf(items).sort((a, b) => isWatch(a.delete) - isWatch(b.delete))
}
