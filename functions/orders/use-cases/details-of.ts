import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import { newBill } from '../domain/bill.ts'
import type { KnownLines } from '../domain/decide-lines.ts'
import type { OrderDetails } from '../domain/details.ts'
import type { OrderDeps } from './ports.ts'

/** The details of an order that is there. */
export async function detailsOf({ orders }: Pick<OrderDeps, 'orders'>, id: OrderId): Promise<OrderDetails> {
  const details = await orders.details(id)
  if (!details) throw new Fault(`the details of ${id} are missing`)
  return details
}

/** What a decision about an order's lines is made on. */
export async function linesOf(deps: Pick<OrderDeps, 'orders'>, id: OrderId): Promise<KnownLines> {
  const [details, bill, allocations, logistics] = await Promise.all([
    detailsOf(deps, id),
    deps.orders.bill(id),
    deps.orders.allocations(id),
    deps.orders.logistics(id),
  ])
  return { bill: bill ?? newBill(details), allocations, logistics }
}
