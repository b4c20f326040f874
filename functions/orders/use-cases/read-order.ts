import type { nextPaymentAction } from '#contexts/payments/contract/calls.ts'
import type { Ask } from '#shared/calls.ts'
import type { OrderId } from '#shared/ids.ts'
import type { OrderTokens } from '#shared/order-tokens.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { OrderRepository, StoredOrder } from '../adapters/order-repository.ts'
import type { OrderView } from '../contract/operations.ts'
import { isCancellable } from '../domain/decide.ts'
import type { OrderDetails } from '../domain/details.ts'
import type { Logistics } from '../domain/logistics.ts'
import type { Order } from '../domain/order.ts'
import { TERMINAL } from '../domain/status.ts'

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
    const [details, logistics, nextAction] = await Promise.all([
      deps.orders.details(id),
      order.expectedFulfillmentOrders ? deps.orders.logistics(id) : { fulfillmentOrders: [], shipments: [] },
      order.status === 'payment_required' ? deps.askNextAction({ orderId: id }) : {},
    ])
    if (!details) throw new Fault(`the details of ${id} are missing`)
    return success({ ...view(deps, order, details, logistics), ...nextAction })
  }

function view(
  { orderTokens, siteUrl }: Pick<ReadDeps, 'orderTokens' | 'siteUrl'>,
  order: StoredOrder,
  details: OrderDetails,
  logistics: Logistics,
): OrderView {
  const token = orderTokens.issue('track', order.id)
  return {
    id: order.id,
    number: order.number,
    status: order.status,
    paymentStatus: order.payment.status,
    fulfillmentStatus: order.fulfillmentStatus,
    version: order.version,
    currency: order.currency,
    locale: order.locale,
    lines: details.lines,
    totals: details.totals,
    promise: details.promise,
    holds: order.holds,
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
    ...(order.attention ? { attention: order.attention } : {}),
    tags: order.tags ?? [],
    tracking: { url: `${siteUrl}/track/${token}`, token },
    placedAt: order.placedAt,
  }
}

function endingOf({ ending }: Order): Pick<OrderView, 'rejection' | 'cancellation'> {
  if (!ending) return {}
  if (ending.kind === 'cancelled') return { cancellation: { reason: ending.reason } }
  const { kind: _, ...rejection } = ending
  return { rejection }
}

/** What may be done with the order now, so that no client copies its life cycle. */
export const actionsOf = (order: Order): OrderView['availableActions'] => [
  ...(isCancellable(order) ? (['cancel'] as const) : []),
  ...(TERMINAL.has(order.status) ? [] : (['repair'] as const)),
]
