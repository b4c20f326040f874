import { headerKey as orderKey } from '#contexts/orders/adapters/order-repository.ts'
import { makePaymentRepository, paymentKey } from '#contexts/payments/adapters/payment-repository.ts'
import { type Books, violations } from '#contexts/payments/domain/invariants.ts'
import { transaction } from '#contexts/payments/domain/outside.ts'
import { type OrderId, orderId } from '#shared/ids.ts'
import { reading, type Snapshot, snapshot } from '../snapshot.ts'
import { walkAggregates } from '../subjects.ts'
import type { AuditWorld } from '../world.ts'

/** A payment in its own books, and the order that it is of. */
export const walkPayments = walkAggregates({
  ...{ context: 'payments', kind: 'payment', prefix: 'PAY#' },
  look: async (world, found, given) => {
    const id = orderId.parse(given)
    const books = await booksOf(world, found, id)
    const order = await world.tables.of('orders').get(orderKey(id))
    return [
      ...(books ? violations(books) : []),
      ...(order ? [] : [`a payment is of an order that there is: there is no order ${id}`]),
    ]
  },
})

/** All that is written of an order's payment; undefined where there is none. */
export const paymentBooks = async (world: AuditWorld, id: OrderId) =>
  booksOf(world, await snapshot(world.tables.of('payments'), paymentKey(id).pk), id)

async function booksOf(
  world: AuditWorld,
  { store, items }: Snapshot,
  id: OrderId,
): Promise<(Books & { readonly sequence: number }) | undefined> {
  const repository = makePaymentRepository(reading(store, world))
  const payment = await repository.load(id)
  if (!payment) return undefined
  // A transaction's note is sealed, and no business of an auditor's.
  const transactions = items
    .filter(({ entity }) => entity === 'transaction')
    .map((item) => transaction.parse(item))
  return { payment, refunds: await repository.refunds(id), transactions, sequence: payment.sequence }
}
