import type { FULFILLMENT_ORDER_EVENTS } from '#contexts/fulfillment/contract/events.ts'
import type { PAYMENT_EVENTS } from '#contexts/payments/contract/events.ts'
import type { SHIPMENT_EVENTS } from '#contexts/shipping/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { causedBy, type EventOf } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import { trackingWrites } from '../adapters/order-index.ts'
import { decideLogistics } from '../domain/decide.ts'
import type { Fact } from '../domain/facts.ts'
import type { FulfillmentOrderCopy, Logistics, ShipmentCopy } from '../domain/logistics.ts'
import { changeOrder, type Decided } from './change-order.ts'
import type { OrderDeps } from './ports.ts'

/** Copies the newest state of a payment to its order; an older one changes nothing. */
export const makeNotePayment =
  (deps: OrderDeps) => async (event: EventOf<(typeof PAYMENT_EVENTS)[number]>) => {
    const { orderId, payment } = event.data
    await known(
      orderId,
      changeOrder(deps, orderId, causedBy(event, SYSTEM), (order) => ({
        facts:
          payment.sequence > order.payment.sequence
            ? [{ type: 'payment_noted', payment } satisfies Fact]
            : [],
      })),
    )
  }

/** Copies a fulfillment order to its order, which learns from it what is in work and what has left. */
export const makeNoteFulfillmentOrder =
  (deps: OrderDeps) => async (event: EventOf<(typeof FULFILLMENT_ORDER_EVENTS)[number]>) => {
    const { orderId, ...data } = event.data
    const copy: FulfillmentOrderCopy = { ...data, sequence: event.sequence }
    await known(orderId, noteLogistics(deps, orderId, event, copy))
  }

/** Copies a shipment to its order, which learns from it what was delivered. */
export const makeNoteShipment =
  (deps: OrderDeps) => async (event: EventOf<(typeof SHIPMENT_EVENTS)[number]>) => {
    const { orderId, parcelId: _, ...data } = event.data
    const proof = event.personal?.signedBy ? { proof: deps.personal.seal(orderId, event.personal) } : {}
    const copy: ShipmentCopy = { ...data, sequence: event.sequence, ...proof }
    await known(orderId, noteLogistics(deps, orderId, event, copy))
  }

const noteLogistics = (
  deps: OrderDeps,
  id: OrderId,
  event: { id: EventOf<(typeof SHIPMENT_EVENTS)[number]>['id']; correlationId: string },
  copy: FulfillmentOrderCopy | ShipmentCopy,
) =>
  changeOrder(deps, id, causedBy(event, SYSTEM), async (order): Promise<Decided> => {
    const before = await deps.orders.logistics(id)
    const logistics = withCopy(before, copy)
    const facts = decideLogistics(order, logistics ?? before)
    return {
      facts,
      logistics: logistics ?? before,
      writes: logistics ? [deps.orders.copyWrite(id, copy), ...trackingWrites(order, copy)] : [],
    }
  })

/** All copies with the newer one in its place; undefined where it is not newer. */
function withCopy(before: Logistics, copy: FulfillmentOrderCopy | ShipmentCopy): Logistics | undefined {
  if ('shipmentId' in copy) {
    const old = before.shipments.find(({ shipmentId }) => shipmentId === copy.shipmentId)
    if (old && old.sequence >= copy.sequence) return undefined
    return { ...before, shipments: [...before.shipments.filter((one) => one !== old), copy] }
  }
  const old = before.fulfillmentOrders.find(
    ({ fulfillmentOrderId }) => fulfillmentOrderId === copy.fulfillmentOrderId,
  )
  if (old && old.sequence >= copy.sequence) return undefined
  return { ...before, fulfillmentOrders: [...before.fulfillmentOrders.filter((one) => one !== old), copy] }
}

/** Events of an order come after it was written: one that finds none is delivered again. */
async function known(id: OrderId, changed: Promise<unknown>): Promise<void> {
  if ((await changed) === undefined) throw new Fault(`an event came for ${id}, which is not there`)
}
