import type { OrderId } from '#shared/ids.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'

/** The longest that `Prefer: wait=N` waits, in seconds. */
const MAX_WAIT_SECONDS = 20
const POLL_MS = 100

/** The seconds that a Prefer header (RFC 7240) asks to wait for; 0 where it asks for none. */
export function waitOf(prefer: string | undefined): number {
  const match = /(?:^|[,;\s])wait=(\d+)/.exec(prefer ?? '')
  return match ? Math.min(Number(match[1]), MAX_WAIT_SECONDS) : 0
}

/** Comes back when the order is confirmed or rejected, needs the payer, is held, or after the seconds given. */
export const makeAwaitSettled =
  (deps: { orders: OrderRepository; sleep: (milliseconds: number) => Promise<void> }) =>
  async (id: OrderId, seconds: number): Promise<void> => {
    for (let polls = (seconds * 1_000) / POLL_MS; polls > 0; polls -= 1) {
      const order = await deps.orders.load(id)
      if (!order || !['placed', 'rejecting'].includes(order.status) || order.holds.length > 0) return
      await deps.sleep(POLL_MS)
    }
  }

/** The longest that an answer waits for a payment that was chosen to be tried, in seconds. */
const TRIED_WITHIN_SECONDS = 15

/** Comes back when what the payer chose was tried, or after 15 seconds. */
export const makeAwaitTried =
  (deps: { orders: OrderRepository; sleep: (milliseconds: number) => Promise<void> }) =>
  async (id: OrderId): Promise<void> => {
    for (let polls = (TRIED_WITHIN_SECONDS * 1_000) / POLL_MS; polls > 0; polls -= 1) {
      if (!(await deps.orders.load(id))?.choosing) return
      await deps.sleep(POLL_MS)
    }
  }
