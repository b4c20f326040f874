import type { OpenMatter } from '../contract/customer-calls.ts'
import type { Order } from './order.ts'
import { TERMINAL } from './status.ts'

/** What of an order is not over yet, so that who ordered is still needed; undefined where nothing is. */
export function openMatterOf(order: Pick<Order, 'status' | 'payment' | 'refunding'>): OpenMatter | undefined {
  if (!TERMINAL.has(order.status)) return 'order'
  // One that was lost leaves the payment disputed for ever.
  if (order.payment.dispute?.status === 'open') return 'dispute'
  return order.refunding?.length ? 'refund' : undefined
}
