import type { Clock } from '#shared/clock.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Act, OrderTokens } from '#shared/order-tokens.ts'
import { Fault } from '#shared/outcomes.ts'
import type { OrderRepository, StoredOrder } from '../adapters/order-repository.ts'
import type { OrderDetails } from '../domain/details.ts'

export interface LinkDeps {
  readonly orders: OrderRepository
  readonly orderTokens: OrderTokens
  readonly clock: Clock
}

/** What a link opens; one that was good once is told from one that is not ours. */
export type Opened<T> =
  | { readonly found: true; readonly view: T }
  | { readonly found: false; readonly why: 'unknown' | 'expired' }

export interface LinkedOrder {
  readonly order: StoredOrder
  readonly details: OrderDetails
}

/** Opens a link that stands for one act on one order. */
export async function openAct(deps: LinkDeps, act: Act, token: string): Promise<Opened<LinkedOrder>> {
  const id = await deps.orderTokens.verifyForAct(act, token, deps.clock.now())
  if (id) return openOrder(deps, id)
  const wasOurs = (await deps.orderTokens.verifyForAct(act, token, new Date(0))) !== undefined
  return { found: false, why: wasOurs ? 'expired' : 'unknown' }
}

/** Opens a link that only shows, and does not expire. */
export async function openTracking(deps: LinkDeps, token: string): Promise<Opened<LinkedOrder>> {
  const id = await deps.orderTokens.verify('track', token)
  return id ? openOrder(deps, id) : { found: false, why: 'unknown' }
}

async function openOrder({ orders }: LinkDeps, id: OrderId): Promise<Opened<LinkedOrder>> {
  const [order, details] = await Promise.all([orders.load(id), orders.details(id)])
  if (!order) return { found: false, why: 'unknown' }
  if (!details) throw new Fault(`the details of ${id} are missing`)
  return { found: true, view: { order, details } }
}

/** The same link, with what its page shows of the order. */
export async function shownAs<T>(
  opened: Opened<LinkedOrder>,
  view: (linked: LinkedOrder) => T | Promise<T>,
): Promise<Opened<T>> {
  return opened.found ? { found: true, view: await view(opened.view) } : opened
}
