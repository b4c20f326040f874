import type { FULFILLMENT_ORDER_EVENTS } from '#contexts/fulfillment/contract/events.ts'
import type { notificationFailed } from '#contexts/notifications/contract/events.ts'
import type { paymentNeedsAttention } from '#contexts/payments/contract/events.ts'
import type { SHIPMENT_EVENTS } from '#contexts/shipping/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { after } from '#shared/clock.ts'
import { causedBy, type Envelope, type EventOf } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { trackingWrites } from '../adapters/order-index.ts'
import { because } from '../domain/attention.ts'
import { decideLogistics } from '../domain/decide-logistics.ts'
import { stop } from '../domain/decide-payment-news.ts'
import { ask } from '../domain/decided.ts'
import type { Fact } from '../domain/facts.ts'
import type { FulfillmentOrderCopy, Logistics, ShipmentCopy } from '../domain/logistics.ts'
import type { Order } from '../domain/order.ts'
import { paysInParts, withDue } from '../domain/parts.ts'
import { ENDING, TERMINAL } from '../domain/status.ts'
import { capturePart } from './capture-part.ts'
import { changeOrder, type Decided } from './change-order.ts'
import { linesOf } from './details-of.ts'
import { known } from './known-order.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'
import type { RefundDeps } from './refund-order.ts'
import { isAnswered, resolveShortPick } from './resolve-short-pick.ts'

type FulfillmentEvent = EventOf<(typeof FULFILLMENT_ORDER_EVENTS)[number]>

/**
 * Copies a fulfillment order to its order, which learns from it what is in work, what has left, and what a
 * location could not find. What has left is captured, where that is done in parts.
 */
export const makeNoteFulfillmentOrder =
  (deps: RefundDeps & Pick<Outside, 'reallocate' | 'capture'>) =>
  async (event: FulfillmentEvent): Promise<void> => {
    const { orderId, change: _, ...data } = event.data
    const copy: FulfillmentOrderCopy = { ...data, sequence: event.sequence }
    if (data.status === 'short_picked' && !isAnswered(await deps.orders.logistics(orderId), data))
      return resolveShortPick(deps, event, (before) => withCopy(before, copy))
    const { order } = await known(
      orderId,
      noteLogistics(deps, orderId, event, (before) => withCopy(before, copy)),
    )
    await capturePart(deps, order, causedBy(event, SYSTEM))
  }

/**
 * Copies a shipment to its order, which learns from it what was delivered, and what the carrier cannot serve; also
 * that goods have left, should their hand-over have been told before it.
 */
export const makeNoteShipment =
  (deps: OrderDeps & Pick<Outside, 'capture'>) =>
  async (event: EventOf<(typeof SHIPMENT_EVENTS)[number]>): Promise<void> => {
    const { orderId, parcelId: _, problem, ...data } = event.data
    const proof = event.personal?.signedBy ? { proof: await deps.personal.seal(orderId, event.personal) } : {}
    const copy: ShipmentCopy = { ...data, sequence: event.sequence, ...proof }
    const isUndeliverable = problem?.about === 'address'
    const { order } = await known(
      orderId,
      noteLogistics(
        deps,
        orderId,
        event,
        (before) => withCopy(before, copy),
        (current) => (isUndeliverable ? askForAddress(deps, current) : []),
      ),
    )
    await capturePart(deps, order, causedBy(event, SYSTEM))
  }

/** The customer is asked for another address, once; an order of which something is still to be sent waits for it. */
function askForAddress({ clock, ids, deadlines }: OrderDeps, order: Order): Fact[] {
  const isOver = ENDING.has(order.status) || TERMINAL.has(order.status) || order.shippedAt !== undefined
  if (isOver || order.holds.some(({ reason }) => reason === 'address')) return []
  const deadline = after(clock.now(), deadlines.answer)
  return [{ type: 'held', hold: stop('address', `hld_${ids.unique()}`, deadline) }]
}

/** Something of an order went wrong elsewhere: a person must look at it. A message that was of no order is nobody's here. */
export const makeNoteTrouble =
  (deps: OrderDeps) =>
  async (event: EventOf<typeof paymentNeedsAttention | typeof notificationFailed>): Promise<void> => {
    const { orderId } = event.data
    if (!orderId) return
    const reason =
      'kind' in event.data
        ? because('message_failed', { ...event.data, problem: event.data.reason })
        : because(event.data.reason)
    await known(
      orderId,
      changeOrder(deps, orderId, causedBy(event, SYSTEM), (order) => ({ facts: ask(order, reason) })),
    )
  }

type Renew = (before: Logistics) => Logistics | undefined

const noteLogistics = (
  deps: OrderDeps,
  id: OrderId,
  event: Pick<Envelope, 'id' | 'correlationId'>,
  renew: Renew,
  also: (order: Order) => Fact[] = () => [],
) =>
  changeOrder(deps, id, causedBy(event, SYSTEM), async (order): Promise<Decided> => {
    const before = await deps.orders.logistics(id)
    const logistics = renew(before)
    const news = logistics ? also(order) : []
    const facts = decideLogistics(order, logistics ?? before)
    return {
      facts: [...(await priced(deps, order, facts)), ...news],
      logistics: logistics ?? before,
      writes: logistics
        ? [...deps.orders.copyWrites(id, before, logistics), ...trackingWrites(order, before, logistics)]
        : [],
    }
  })

/** With what is due for what has left, where that is paid before the rest leaves. */
async function priced(deps: OrderDeps, order: Order, facts: readonly Fact[]): Promise<readonly Fact[]> {
  if (!paysInParts(order) || !facts.some(({ type }) => type === 'handed_over')) return facts
  return withDue(order, facts, await linesOf(deps, order.id))
}

/** All copies with the newer one in its place; undefined where it is not newer. */
function withCopy(before: Logistics, copy: FulfillmentOrderCopy | ShipmentCopy): Logistics | undefined {
  if ('trackingNumber' in copy) {
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
