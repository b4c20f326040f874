import { makeFulfillmentOrderRepository } from '#contexts/fulfillment/adapters/fulfillment-order-repository.ts'
import { violations as workViolations } from '#contexts/fulfillment/domain/invariants.ts'
import { makeOrderRepository } from '#contexts/orders/adapters/order-repository.ts'
import { newBill } from '#contexts/orders/domain/bill.ts'
import type { OrderDetails } from '#contexts/orders/domain/details.ts'
import { violations as orderViolations } from '#contexts/orders/domain/invariants.ts'
import type { Order } from '#contexts/orders/domain/order.ts'
import { newPayment } from '#contexts/payments/domain/payment.ts'
import { locationId, makeIds, orderId, quoteId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { violations as crossViolations, type OrderRecords } from '../../../tools/audit/invariants.ts'
import { openPersonal, type Table } from '../checker/table.ts'
import type { OutsideState } from './orders-outside.ts'

export const ORDER = orderId.parse(`ord_${'0'.repeat(26)}`)
export const JPY = currency.parse('JPY')
export const TOKYO = locationId.parse('TOKYO')
export const BOOK = sku.parse('BOOK')
export const CLOCK = { now: () => new Date('2026-11-20T03:00:00.000Z') }
export const TOTAL = 1_000

const yen = (amount: number) => of(amount, JPY)

export const DETAILS: OrderDetails = {
  quoteId: quoteId.parse(`qte_${'0'.repeat(26)}`),
  lines: [
    {
      ...{ lineId: '1', sku: BOOK, name: 'Book', quantity: 1, kind: 'physical' },
      ...{ unitPrice: yen(TOTAL), subtotal: yen(TOTAL), tax: yen(91), total: yen(TOTAL) },
    },
  ],
  totals: { subtotal: yen(TOTAL), discount: yen(0), shipping: yen(0), tax: yen(91), total: yen(TOTAL) },
  taxLines: [],
  promise: { earliest: '2026-11-24', latest: '2026-11-25' },
  shipping: { id: 'standard', level: 'standard', carrier: 'Yamato', service: 'TA-Q-BIN' },
  payment: { kind: 'card', paymentMethodId: 'pm_card' },
  destination: { country: 'JP' },
  people: await openPersonal.seal(ORDER, { customer: { name: 'Hanako', email: 'hanako@example.com' } }),
}

export const PLACED: Order = {
  ...{ id: ORDER, number: 'K7WQ2M4X', currency: JPY, locale: 'ja', total: TOTAL, status: 'placed' },
  ...{ fulfillmentStatus: 'unfulfilled', run: 1, holds: [], claims: [], handedOver: [], paymentSequence: 0 },
  payment: { sequence: 0, status: 'pending', authorized: 0, captured: 0, refunded: 0 },
  ...{ placedAt: CLOCK.now().toISOString(), deadline: '2099-01-01T00:00:00.000Z' },
}

const deps = (table: Table) => ({
  ...{ store: makeMemoryStore(table), clock: CLOCK, ids: makeIds(() => '0'.repeat(26)) },
  personal: openPersonal,
})

/** What is wrong with an order, in its tables and beside what others know; `quiet`: nothing is on its way. */
export async function brokenOf(
  orders: Table,
  warehouse: Table,
  outside: OutsideState,
  quiet: boolean,
): Promise<string[]> {
  const repository = makeOrderRepository(deps(orders))
  const order = await repository.load(ORDER)
  if (!order) return ['the order is gone']
  const books = {
    ...{ order, details: DETAILS, allocations: await repository.allocations(ORDER) },
    ...{ bill: newBill(DETAILS), refunds: await repository.refunds(ORDER) },
  }
  const work = await makeFulfillmentOrderRepository(deps(warehouse)).allOf(ORDER)
  const records: OrderRecords = {
    orders: { ...books, ...(await repository.logistics(ORDER)) },
    fulfillmentOrders: work,
    redemption: undefined,
    giftCards: [],
    ...outsideOf(outside),
  }
  return [
    ...orderViolations(books),
    ...work.flatMap((one) => workViolations(one)),
    ...crossViolations(records, { quiet }),
  ]
}

/** What payments, the gateway and inventory hold, in the words of their records. */
function outsideOf({
  payment,
  stock,
  goods,
}: OutsideState): Pick<OrderRecords, 'payments' | 'gateway' | 'reservation'> {
  const { status, authorized, captured, refunded, sequence } = payment
  const operation = { id: 'op_1', startedAt: CLOCK.now().toISOString() }
  const attempt = { operation, paymentMethodId: 'pm_card', amount: TOTAL, gatewayId: 'pi_1' }
  const isAtGateway = status === 'authorized' || status === 'captured'
  const portion = { sku: BOOK, locationId: TOKYO, quantity: 1 }
  const isLeft = goods === 'left'
  return {
    payments: {
      payment: {
        ...newPayment({ orderId: ORDER, currency: JPY }),
        attempt,
        status,
        authorized,
        captured,
        refunded,
      },
      ...{ refunds: [], transactions: [], sequence },
    },
    gateway: isAtGateway ? [{ id: 'pi_1', state: status, amount: authorized, captured, refunded }] : [],
    reservation:
      stock === 'none'
        ? undefined
        : {
            reservation: {
              ...{ orderId: ORDER, plan: 1, chunks: 1, units: 1, left: isLeft ? 1 : 0, changes: 0 },
              status: isLeft ? 'consumed' : stock,
              taken: stock === 'held' ? 1 : 0,
            },
            ...{ chunks: [[portion]], changes: [], left: isLeft ? [portion] : [] },
          },
  }
}
