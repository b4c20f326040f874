import { rulesOf, violationsOf } from '#shared/invariants.ts'
import type { OrderStatus } from '../contract/types.ts'
import type { KeptAllocation } from './allocations.ts'
import { type Bill, sumOf } from './bill.ts'
import type { OrderDetails } from './details.ts'
import { dueOf, type Order } from './order.ts'
import type { Refund } from './refund.ts'
import { TERMINAL } from './status.ts'

/** All that is written of one order, but what it copies from others. */
export interface Books {
  readonly order: Order
  readonly details: Pick<OrderDetails, 'lines' | 'totals'>
  readonly allocations: readonly KeptAllocation[]
  /** As new where nothing was cancelled or given back. */
  readonly bill: Bill
  readonly refunds: readonly Refund[]
}

/** What an order has behind it, by its status. */
const BEHIND: Readonly<Record<OrderStatus, readonly (keyof Order)[]>> = {
  placed: [],
  payment_required: [],
  confirmed: ['confirmedAt'],
  processing: ['confirmedAt', 'processingAt'],
  partially_shipped: ['confirmedAt', 'processingAt'],
  shipped: ['confirmedAt', 'processingAt', 'shippedAt'],
  delivered: ['confirmedAt', 'shippedAt', 'deliveredAt'],
  completed: ['confirmedAt', 'shippedAt', 'deliveredAt', 'completedAt'],
  rejecting: ['endingAt', 'ending'],
  rejected: ['endingAt', 'ending', 'endedAt'],
  cancelling: ['endingAt', 'ending'],
  cancelled: ['endingAt', 'ending', 'endedAt'],
  returned: ['confirmedAt', 'endedAt'],
}

const ENDINGS: readonly OrderStatus[] = ['rejecting', 'rejected', 'cancelling', 'cancelled']

/** What is wrong with an order; nothing, always. */
export const violations = violationsOf<Books>(
  rulesOf(inWords, {
    'the total is what the lines and shipping come to': ({ order, details: { lines, totals } }) => {
      const { subtotal, discount, shipping, tax, total } = totals
      const net = subtotal.amount - discount.amount + shipping.amount
      const ofLines = lines.reduce((sum, line) => sum + line.total.amount, 0)
      const fits = total.amount === net || total.amount === net + tax.amount
      return order.total === total.amount && fits && ofLines <= total.amount
    },
    'each unit that was ordered is open, cancelled or given back': ({ details, bill }) =>
      details.lines.every(({ lineId, quantity }) => {
        const line = bill.lines.find((one) => one.lineId === lineId)
        return line !== undefined && line.units + line.cancelled + line.refunded === quantity
      }),
    'nothing of the bill is below zero, and no unit is left without its money': ({ bill }) =>
      bill.lines.every(
        ({ units, amount, cancelled, refunded }) =>
          Math.min(units, amount, cancelled, refunded) >= 0 && (units > 0 || amount === 0),
      ) && bill.shipping.amount >= 0,
    'before anything is captured, what is open is due': ({ order, bill }) =>
      order.payment.captured > 0 || dueOf(order) === sumOf(bill.lines) + bill.shipping.amount,
    '0 <= due <= total': ({ order }) => dueOf(order) >= 0 && dueOf(order) <= order.total,
    'what has left is within what is due': ({ order }) => (order.departed ?? 0) <= dueOf(order),
    'a confirmed order expects one fulfillment order per allocation': ({ order, allocations }) =>
      !order.confirmedAt || order.expectedFulfillmentOrders === allocations.length,
    'a status has behind it what led to it': ({ order }) =>
      BEHIND[order.status].every((name) => order[name] !== undefined),
    'what ends is rejected or cancelled, as its ending says': ({ order: { status, ending, endingAt } }) =>
      ENDINGS.includes(status)
        ? ending?.kind === (status.startsWith('reject') ? 'rejected' : 'cancelled')
        : ending === undefined && endingAt === undefined,
    'cancelled or shipped, never both': ({ order: { endingAt, claims, handedOver } }) =>
      endingAt === undefined || (claims.length === 0 && handedOver.length === 0),
    'what has left was claimed, once': ({ order: { claims, handedOver } }) =>
      handedOver.every((id) => claims.includes(id)) &&
      new Set(handedOver).size === handedOver.length &&
      new Set(claims).size === claims.length,
    'an open order has a deadline, an ended one has none': ({ order: { status, deadline } }) =>
      TERMINAL.has(status) === (deadline === undefined),
    'a hold before the confirmation marks the order, and none outlives its ending': ({ order }) =>
      (order.held === true) === order.holds.some(({ blocks }) => blocks.includes('confirm')) &&
      (order.endingAt === undefined || order.holds.length === 0),
    '0 <= refunded <= captured <= authorized in the copy of the payment': ({ order: { payment } }) =>
      0 <= payment.refunded && payment.refunded <= payment.captured && payment.captured <= payment.authorized,
    'the wait for the payer looks at the copy of the payment': ({ order }) =>
      order.paymentSequence === order.payment.sequence,
    'refunds are within what was captured': ({ order, refunds }) =>
      sumOf(refunds.filter(({ state }) => state !== 'failed' && state !== 'declined')) <=
      order.payment.captured,
    'what is being refunded is what payments was asked for': ({ order, refunds }) => {
      const pending = refunds.filter(({ state }) => state === 'pending').map(({ id }) => id)
      const asked = order.refunding ?? []
      return pending.length === asked.length && pending.every((id) => asked.includes(id))
    },
  }),
)

/** An order, and whether it is found under its customer. */
export interface Owned {
  readonly order: Pick<Order, 'id' | 'customerId'>
  readonly isUnderCustomer: boolean
}

/** What is wrong with whose an order is; nothing, always. */
export const ownViolations = violationsOf<Owned>(
  rulesOf(({ order: { id, customerId } }) => `${id} is of ${customerId ?? 'a guest'}`, {
    "a customer's order is found under its customer": ({ order, isUnderCustomer }) =>
      order.customerId === undefined || isUnderCustomer,
  }),
)

function inWords({ order, bill, refunds, allocations }: Books): string {
  const { id, status, total, payment, claims, handedOver, expectedFulfillmentOrders } = order
  return `${id} is ${status}: total ${total}, due ${dueOf(order)}, open ${sumOf(bill.lines)} and ${bill.shipping.amount}; payment ${payment.status} with ${payment.authorized} authorized, ${payment.captured} captured, ${payment.refunded} refunded; refunds ${refunds.map(({ state, amount }) => `${amount} ${state}`).join(', ') || 'none'}; ${claims.length} claimed, ${handedOver.length} handed over of ${expectedFulfillmentOrders ?? 0} expected, ${allocations.length} allocations; deadline ${order.deadline ?? 'none'}`
}
