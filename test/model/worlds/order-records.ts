import { makeFulfillmentOrderRepository } from '#contexts/fulfillment/adapters/fulfillment-order-repository.ts'
import { violations as workViolations } from '#contexts/fulfillment/domain/invariants.ts'
import type { Portion } from '#contexts/inventory/domain/level.ts'
import { stillReserved, unitsOf } from '#contexts/inventory/domain/reservation.ts'
import { makeOrderRepository } from '#contexts/orders/adapters/order-repository.ts'
import { newBill } from '#contexts/orders/domain/bill.ts'
import type { OrderDetails } from '#contexts/orders/domain/details.ts'
import { type Books, violations as orderViolations } from '#contexts/orders/domain/invariants.ts'
import { dueOf, type Order } from '#contexts/orders/domain/order.ts'
import { newPayment } from '#contexts/payments/domain/payment.ts'
import { locationId, makeIds, orderId, quoteId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { violations as crossViolations, type OrderRecords } from '../../../tools/audit/invariants.ts'
import { onceFor } from '../checker/once-for.ts'
import { openPersonal, type Table } from '../checker/table.ts'
import type { OutsideState } from './orders-outside.ts'

export const ORDER = orderId.parse(`ord_${'0'.repeat(26)}`)
export const JPY = currency.parse('JPY')
export const TOKYO = locationId.parse('TOKYO')
export const BOOK = sku.parse('BOOK')
export const CLOCK = { now: () => new Date('2026-11-20T03:00:00.000Z') }
export const OSAKA = locationId.parse('OSAKA')
export const KYOTO = locationId.parse('KYOTO')
const BAG = sku.parse('BAG')
/** Minor units of each unit. */
const PRICE = 1_000
const TAX = 91

/** What an order can be of, and where each unit lies. KYOTO has what others do not find. */
export const ORDERED = {
  one_line: [{ sku: BOOK, locationId: TOKYO, quantity: 1 }],
  two_lines: [
    { sku: BOOK, locationId: TOKYO, quantity: 1 },
    { sku: BAG, locationId: TOKYO, quantity: 1 },
  ],
  two_locations: [
    { sku: BOOK, locationId: TOKYO, quantity: 1 },
    { sku: BAG, locationId: OSAKA, quantity: 1 },
  ],
} as const satisfies Record<string, readonly Portion[]>
export type Ordered = keyof typeof ORDERED

export const totalOf = (portions: readonly Portion[]): number => PRICE * unitsOf(portions)

const yen = (amount: number) => of(amount, JPY)
const people = await openPersonal.seal(ORDER, { customer: { name: 'Hanako', email: 'hanako@example.com' } })

export function detailsOf(ordered: Ordered): OrderDetails {
  const portions = ORDERED[ordered]
  const total = yen(totalOf(portions))
  const tax = yen(TAX * unitsOf(portions))
  return {
    quoteId: quoteId.parse(`qte_${'0'.repeat(26)}`),
    lines: portions.map(({ sku, quantity }, index) => ({
      ...{ lineId: String(index + 1), sku, name: sku, quantity, kind: 'physical' },
      ...{ unitPrice: yen(PRICE), subtotal: yen(PRICE), tax: yen(TAX), total: yen(PRICE) },
    })),
    totals: { subtotal: total, discount: yen(0), shipping: yen(0), tax, total },
    taxLines: [],
    promise: { earliest: '2026-11-24', latest: '2026-11-25' },
    shipping: { id: 'standard', level: 'standard', carrier: 'Yamato', service: 'TA-Q-BIN' },
    payment: { kind: 'card', paymentMethodId: 'pm_card' },
    destination: { country: 'JP' },
    people,
  }
}

export const placedOrder = (ordered: Ordered): Order => ({
  ...{ id: ORDER, number: 'K7WQ2M4X', currency: JPY, locale: 'ja', status: 'placed' },
  ...{ total: totalOf(ORDERED[ordered]), fulfillmentStatus: 'unfulfilled', run: 1 },
  ...{ holds: [], claims: [], handedOver: [], paymentSequence: 0 },
  payment: { sequence: 0, status: 'pending', authorized: 0, captured: 0, refunded: 0 },
  ...{ placedAt: CLOCK.now().toISOString(), deadline: '2099-01-01T00:00:00.000Z' },
})

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
  const [books, work] = await Promise.all([booksOf(orders), workOf(warehouse)])
  if (!books) return ['the order is gone']
  const records: OrderRecords = {
    orders: books.records,
    fulfillmentOrders: work.records,
    recipientVersion: 0,
    redemption: undefined,
    giftCards: [],
    ...outsideOf(outside),
  }
  return [
    ...books.broken,
    ...work.broken,
    ...crossViolations(records, { quiet }),
    ...(quiet ? endedOtherwise(books.records, work.records) : []),
  ]
}

const booksOf = onceFor(async (orders: Table) => {
  const repository = makeOrderRepository(deps(orders))
  const order = await repository.load(ORDER)
  const details = await repository.details(ORDER)
  if (!order || !details) return undefined
  const books = {
    ...{ order, details, allocations: await repository.allocations(ORDER) },
    bill: (await repository.bill(ORDER)) ?? newBill(details),
    refunds: await repository.refunds(ORDER),
  }
  return { records: { ...books, ...(await repository.logistics(ORDER)) }, broken: orderViolations(books) }
})

const workOf = onceFor(async (warehouse: Table) => {
  const records = await makeFulfillmentOrderRepository(deps(warehouse)).allOf(ORDER)
  return { records, broken: records.flatMap((one) => workViolations(one)) }
})

const sum = (units: readonly number[]): number => units.reduce((all, one) => all + one, 0)

/** Nobody gives anything back here, and nothing is sent once more. */
function endedOtherwise({ order, bill }: Books, work: OrderRecords['fulfillmentOrders']): string[] {
  if (order.status !== 'completed') return []
  const { captured } = order.payment
  const open = work.filter(({ status }) => status !== 'handed_over' && status !== 'cancelled')
  const gone = work.flatMap(({ status, lines }) => (status === 'handed_over' ? lines : []))
  const [sent, charged] = [gone.map(({ picked }) => picked), bill.lines.map(({ units }) => units)].map(sum)
  return [
    ...(sent === charged
      ? []
      : [`a completed order has sent what it charges: ${sent} units were sent, ${charged} are charged`]),
    ...(captured === dueOf(order)
      ? []
      : [`a completed order has paid what is due: ${captured} of ${dueOf(order)} were captured`]),
    ...open.map(({ id, status }) => `a completed order leaves no work: ${id} is ${status}`),
  ]
}

/** What payments, the gateway and inventory hold, in the words of their records. */
function outsideOf({
  payment,
  stock,
}: OutsideState): Pick<OrderRecords, 'payments' | 'gateway' | 'reservation'> {
  const { status, authorized, captured, refunded, sequence } = payment
  const operation = { id: 'op_1', startedAt: CLOCK.now().toISOString() }
  const attempt = { operation, paymentMethodId: 'pm_card', amount: authorized, gatewayId: 'pi_1' }
  const isAtGateway = status === 'authorized' || status === 'captured'
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
    reservation: reservationOf(stock),
  }
}

function reservationOf({ status, reserved, left }: OutsideState['stock']): OrderRecords['reservation'] {
  if (status === 'none') return undefined
  const isLeft = stillReserved(reserved, left).length === 0
  return {
    reservation: {
      ...{ orderId: ORDER, plan: 1, chunks: 1, units: unitsOf(reserved), left: unitsOf(left), changes: 0 },
      status: status === 'held' && isLeft ? 'consumed' : status,
      taken: status === 'held' ? 1 : 0,
    },
    ...{ chunks: [reserved], changes: [], left },
  }
}
