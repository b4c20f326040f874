import type { nextPaymentAction } from '#contexts/payments/contract/calls.ts'
import type { Ask } from '#shared/calls.ts'
import type { OrderId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import type { OrderTokens } from '#shared/order-tokens.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { OrderRepository, StoredOrder } from '../adapters/order-repository.ts'
import { AVAILABLE_ACTIONS, type OrderView } from '../contract/order-view.ts'
import type { Bill } from '../domain/bill.ts'
import { isCancellable } from '../domain/decide.ts'
import type { OrderDetails } from '../domain/details.ts'
import type { Logistics } from '../domain/logistics.ts'
import { dueOf, holdBefore, type Order } from '../domain/order.ts'
import { ENDING, TERMINAL } from '../domain/status.ts'

export interface ReadDeps {
  readonly orders: OrderRepository
  readonly orderTokens: OrderTokens
  readonly askNextAction: Ask<typeof nextPaymentAction>
  /** Where people are: the tracking link begins with it. */
  readonly siteUrl: string
}

/** Reads an order with all that its clients see; asks payments for the payer's next act only where there is one. */
export const makeReadOrder =
  (deps: ReadDeps) =>
  async (id: OrderId): Promise<Outcome<OrderView>> => {
    const order = await deps.orders.load(id)
    if (!order) return refuse('not_found', 'There is no such order that you may see.')
    const [details, bill, logistics, nextAction] = await Promise.all([
      deps.orders.details(id),
      hasBill(order) ? deps.orders.bill(id) : undefined,
      order.expectedFulfillmentOrders ? deps.orders.logistics(id) : { fulfillmentOrders: [], shipments: [] },
      mustPay(order) ? deps.askNextAction({ orderId: id }) : {},
    ])
    if (!details) throw new Fault(`the details of ${id} are missing`)
    return success({
      ...(await view(deps, order, details, { logistics, bill })),
      ...withDeadline(order, nextAction),
    })
  }

async function view(
  { orderTokens, siteUrl }: Pick<ReadDeps, 'orderTokens' | 'siteUrl'>,
  order: StoredOrder,
  details: OrderDetails,
  { logistics, bill }: { logistics: Logistics; bill: Bill | undefined },
): Promise<OrderView> {
  const token = await orderTokens.issue('track', order.id)
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    paymentStatus: order.payment.status,
    fulfillmentStatus: order.fulfillmentStatus,
    version: order.version,
    currency: order.currency,
    locale: order.locale,
    lines: details.lines.map((line) => ({ ...line, ...goneOf(bill, line.lineId) })),
    totals: details.totals,
    taxLines: details.taxLines,
    ...(details.discounts ? { discounts: details.discounts } : {}),
    ...(details.exchangeRate ? { exchangeRate: details.exchangeRate } : {}),
    due: of(dueOf(order), order.currency),
    promise: details.promise,
    holds: order.holds.map(({ escalated: _, ...hold }) => hold),
    ...endingOf(order),
    availableActions: actionsOf(order),
    fulfillmentOrders: logistics.fulfillmentOrders.map((one) => ({
      id: one.fulfillmentOrderId,
      locationId: one.locationId,
      status: one.status,
    })),
    shipments: logistics.shipments.map((one) => ({
      id: one.shipmentId,
      fulfillmentOrderId: one.fulfillmentOrderId,
      carrier: one.carrier,
      service: one.service,
      trackingNumber: one.trackingNumber,
      status: one.status,
      ...(one.promise ? { promise: one.promise } : {}),
    })),
    ...(order.withdrawnAt ? { withdrawnAt: order.withdrawnAt } : {}),
    ...attentionOf(order),
    tags: order.tags ?? [],
    tracking: { url: `${siteUrl}/track/${token}`, token },
    placedAt: order.placedAt,
  }
}

function attentionOf({ attention }: Order): Pick<OrderView, 'attention'> {
  return attention ? { attention: { reason: attention.reason, since: attention.since } } : {}
}

function endingOf({ ending }: Order): Pick<OrderView, 'rejection' | 'cancellation'> {
  if (!ending) return {}
  if (ending.kind === 'cancelled') return { cancellation: { reason: ending.reason } }
  const { kind: _, note: _note, ...rejection } = ending
  return { rejection }
}

/** Only orders that have changed have a bill of their own. */
const hasBill = ({ changes, refunding }: Order): boolean => changes !== undefined || refunding !== undefined

function goneOf(bill: Bill | undefined, lineId: string): { cancelled?: number; refunded?: number } {
  const line = bill?.lines.find((one) => one.lineId === lineId)
  return {
    ...(line?.cancelled ? { cancelled: line.cancelled } : {}),
    ...(line?.refunded ? { refunded: line.refunded } : {}),
  }
}

const mustPay = (order: Order): boolean =>
  order.status === 'payment_required' || holdBefore(order, 'hand_over')?.reason === 'payment'

function withDeadline({ paymentDeadline }: Order, { nextAction }: Pick<OrderView, 'nextAction'>) {
  if (!nextAction) return {}
  return { nextAction: { ...nextAction, ...(paymentDeadline ? { deadline: paymentDeadline } : {}) } }
}

const mayRefund = ({ captured, refunded, held, status }: Order['payment']): boolean =>
  captured > refunded && held === undefined && status !== 'disputed'

/** What may be done with the order now, so that no client copies its life cycle. */
export function actionsOf(order: Order): OrderView['availableActions'] {
  const isOver = TERMINAL.has(order.status) || ENDING.has(order.status)
  const mayLeave = !isOver && !order.shippedAt
  const possible: Record<OrderView['availableActions'][number], boolean> = {
    cancel: isCancellable(order),
    cancel_lines: mayLeave && order.confirmedAt !== undefined,
    pay: !order.choosing && mustPay(order),
    hold: mayLeave,
    release: order.holds.length > 0,
    refund: mayRefund(order.payment),
    correct_address: mayLeave,
    withdraw: !isOver && !order.withdrawn?.all,
    resolve_parcel: order.handedOver.length > 0 && !ENDING.has(order.status),
    repair: !TERMINAL.has(order.status),
  }
  return AVAILABLE_ACTIONS.filter((action) => possible[action])
}
