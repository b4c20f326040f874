import * as z from 'zod/mini'
import { packBody, shortPickBody } from '#contexts/fulfillment/contract/operations.ts'
import type { QuantityOf } from '#contexts/orders/contract/types.ts'
import { contentOf } from '#contexts/orders/domain/logistics.ts'
import type { PaymentChoice } from '#contexts/payments/contract/types.ts'
import type { GatewayDispute } from '#contexts/payments/domain/dispute.ts'
import type { Actor } from '#shared/actor.ts'
import type { Envelope } from '#shared/events.ts'
import { fulfillmentOrderId, type ShipmentId, shipmentId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import { causeOf, GUEST, keyed, STAFF } from '#simulation/people/acts.ts'
import { ADDRESS } from '#simulation/people/customers.ts'
import type { Kept } from '#support/fake-gateway.ts'
import type { Scene, Taken } from './deed.ts'

/** A second person of the staff, who may give back any amount. */
const BOSS: Actor = { kind: 'staff', id: 'boss' }

type Act = (scene: Scene) => Promise<Taken>

const orderOf = ({ world, id }: Scene) => world.orders.deps.orders.load(id)

/** One unit of what was ordered first. */
async function oneUnit({ world, id }: Scene): Promise<QuantityOf[]> {
  const details = await world.orders.deps.orders.details(id)
  return (details?.lines ?? []).slice(0, 1).map(({ sku }) => ({ sku, quantity: 1 }))
}

// Customers and staff, on the order.

export const cancelWhole: Act = async ({ world, id }) =>
  (await world.orders.cancelOrder({ id, reason: 'changed my mind', cause: causeOf(world, GUEST) })).ok

export const cancelOneUnit: Act = async (scene) => {
  const { world, id } = scene
  const lines = await oneUnit(scene)
  const about = { id, lines, ...keyed(world, lines), reason: 'one too many', cause: causeOf(world, GUEST) }
  return (await world.orders.cancelLines(about)).ok
}

export const holdIt =
  (...blocks: ('confirm' | 'hand_over')[]): Act =>
  async ({ world, id }) =>
    (await world.orders.holdOrder({ id, reason: 'to be looked at', blocks, cause: causeOf(world, STAFF) })).ok

export const releaseOne: Act = async (scene) => {
  const { world, id } = scene
  const hold = (await orderOf(scene))?.holds[0]
  if (!hold) return 'later'
  const cause = causeOf(world, STAFF)
  return (await world.orders.releaseHold({ id, holdId: hold.id, reason: 'it is well', cause })).ok
}

export const declineOne: Act = async (scene) => {
  const { world, id } = scene
  const hold = (await orderOf(scene))?.holds[0]
  if (!hold) return 'later'
  const cause = causeOf(world, STAFF)
  return (await world.orders.declineHold({ id, holdId: hold.id, reason: 'it looks wrong', cause })).ok
}

export const moveNextDoor: Act = async ({ world, id, chance }) => {
  const shippingAddress = { ...ADDRESS, line1: `千代田1-${chance.below(90) + 2}` }
  return (await world.orders.correctAddress({ id, shippingAddress, cause: causeOf(world, GUEST) })).ok
}

export const pay =
  (choice: PaymentChoice): Act =>
  async ({ world, id }) =>
    (await world.orders.payOrder({ id, choice, ...keyed(world, choice), cause: causeOf(world, GUEST) })).ok

export const captureNow: Act = async ({ world, id }) => {
  const asked = { id, reason: 'it is due' }
  return (await world.orders.captureOrder({ ...asked, ...keyed(world, asked), cause: causeOf(world, STAFF) }))
    .ok
}

export const repair =
  (action: 'retry' | 'skip' | 'compensate'): Act =>
  async ({ world, id }) =>
    (await world.orders.repairOrder({ id, action, reason: 'it stands still', cause: causeOf(world, STAFF) }))
      .ok

export const withdrawWhole: Act = async ({ world, id, email }) =>
  (await world.orders.withdrawGuestOrder({ id, email, cause: causeOf(world, GUEST) })).ok

export const withdrawOneUnit: Act = async (scene) => {
  const { world, id, email } = scene
  const lines = await oneUnit(scene)
  return (await world.orders.withdrawGuestOrder({ id, email, lines, cause: causeOf(world, GUEST) })).ok
}

// Money back.

const asksFor = (
  { world, id }: Scene,
  what: { amount?: number; lines?: readonly QuantityOf[] },
  limit?: number,
) =>
  world.orders.refundOrder({
    ...{ id, ...what, ...keyed(world, what), reason: 'a torn cover' },
    limitIn: () => limit,
    cause: causeOf(world, STAFF),
  })

export const refundAmount: Act = async (scene) => (await asksFor(scene, { amount: 100 })).ok
export const refundOneUnit: Act = async (scene) => (await asksFor(scene, { lines: await oneUnit(scene) })).ok
export const refundAll: Act = async (scene) => (await asksFor(scene, {})).ok

/** Asks for more than they may give back alone, of which another person decides. */
export const refundWith =
  (decision: 'approve' | 'decline'): Act =>
  async (scene) => {
    const { world, id } = scene
    const asked = await asksFor(scene, { amount: 200 }, 100)
    if (!asked.ok) return false
    const about = { id, refundId: asked.value.refund.id, cause: causeOf(world, BOSS) }
    return decision === 'approve'
      ? (await world.orders.approveRefund({ ...about, limitIn: () => undefined })).ok
      : (await world.orders.declineRefund({ ...about, reason: 'nothing is torn' })).ok
  }

/** The payer's bank sends a refund back that had succeeded. */
export const bankSendsBack: Act = (scene) =>
  atGateway(scene, ({ refunds }) => {
    const [last, ...others] = refunds.toReversed()
    return last?.state === 'succeeded' && { refunds: [...others.toReversed(), { ...last, state: 'failed' }] }
  })

// The gateway and payers' banks.

async function atGateway(
  { world, id }: Scene,
  change: (payment: Kept) => Partial<Kept> | false,
): Promise<Taken> {
  const { gateway } = world.outside
  const payment = gateway.payments().findLast(({ orderId }) => orderId === id)
  const changed = payment && change(payment)
  if (!payment || !changed) return 'later'
  gateway.change(payment.id, changed)
  return true
}

export const gatewayEndsAuthorization: Act = (scene) =>
  atGateway(scene, ({ state }) => state === 'authorized' && { state: 'voided' })

export const disputes =
  (status: 'open' | 'won' | 'lost', isInquiry = false): Act =>
  (scene) =>
    atGateway(scene, ({ id, captured, disputes: before }) => {
      const isKnown = before.length > 0
      if (captured === 0 || isKnown === (status === 'open')) return false
      const dispute: GatewayDispute = {
        id: `dp_${id}`,
        status,
        reason: 'fraudulent',
        amount: captured,
        isInquiry,
      }
      return { disputes: [dispute] }
    })

/** A bank that only asked takes the money. */
export const inquiryEscalates: Act = (scene) =>
  atGateway(scene, ({ disputes: before }) => {
    const [asked] = before
    if (!asked?.isInquiry || asked.status !== 'open') return false
    return { disputes: [{ ...asked, isInquiry: false }] }
  })

// Stores, banks, and who pays by invoice.

/** Pays a part of what is due for the order's reference; the same transaction twice, where it is `told` twice. */
export const payReference =
  (part: number, { told = 1 } = {}): Act =>
  async (scene) => {
    const { world } = scene
    const order = await orderOf(scene)
    const reference = order?.payment.reference
    if (!order || !reference) return 'later'
    const amount = of(Math.ceil((order.due ?? order.total) * part), order.currency)
    const transactionId = `trn-${world.ids.unique()}`
    let taken = true
    for (let time = 0; time < told; time += 1) {
      const body = { reference, amount, transactionId }
      const cause = causeOf(world, STAFF)
      taken &&= (await world.payments.recordReceivedByReference({ ...body, ...keyed(world, body), cause })).ok
    }
    return taken
  }

export const payInvoice: Act = async (scene) => {
  const { world, id } = scene
  const order = await orderOf(scene)
  if (!order) return false
  const amount = of(order.due ?? order.total, order.currency)
  const body = { orderId: id, amount, transactionId: `trn-${world.ids.unique()}` }
  return (
    amount.amount > 0 &&
    (
      await world.payments.recordReceivedPayment({
        ...body,
        ...keyed(world, body),
        cause: causeOf(world, STAFF),
      })
    ).ok
  )
}

/** Staff give back by hand what came for nothing. */
export const giveBackByHand: Act = async (scene) => {
  const { world, id } = scene
  const payment = await world.payments.deps.payments.load(id)
  if (!payment || payment.unapplied === 0) return 'later'
  const amount = of(payment.unapplied, payment.currency)
  const body = { orderId: id, amount, transactionId: `trn-${world.ids.unique()}`, reason: 'it came twice' }
  return (
    await world.payments.recordReturnedPayment({
      ...body,
      ...keyed(world, body),
      cause: causeOf(world, STAFF),
    })
  ).ok
}

// The warehouse.

const aboutWork = z.object({
  fulfillmentOrderId,
  lines: z.array(z.object({ sku: z.string(), quantity: z.int(), picked: z.int() })),
})

export const findsOneMissing: Act = async ({ world, event }) => {
  const { fulfillmentOrderId: id, lines } = aboutWork.parse(event.data)
  const [line] = lines
  if (!line) return false
  const body = shortPickBody.parse({ lines: [{ sku: line.sku, missing: 1 }], reason: 'the shelf is empty' })
  return (
    await world.fulfillment.shortPickItems({ id, body, ifMatch: undefined, cause: causeOf(world, STAFF) })
  ).ok
}

/** Each unit in a box of its own. */
export const packSingly: Act = async ({ world, event }) => {
  const { fulfillmentOrderId: id, lines } = aboutWork.parse(event.data)
  const units = lines.flatMap(({ sku, picked }) => Array.from({ length: picked }, () => sku))
  if (units.length < 2) return 'later'
  const box = { lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 500 }
  const body = packBody.parse({ parcels: units.map((sku) => ({ ...box, lines: [{ sku, quantity: 1 }] })) })
  return (await world.fulfillment.packParcels({ id, body, ifMatch: undefined, cause: causeOf(world, STAFF) }))
    .ok
}

// Parcels.

const aboutParcel = z.object({ shipmentId, fulfillmentOrderId, status: z.string() })

export const labelIsTorn: Act = async ({ world, event }) => {
  const { shipmentId: id } = aboutParcel.parse(event.data)
  const cause = causeOf(world, STAFF)
  if (!(await world.shipping.voidShipmentLabel({ shipmentId: id, reason: 'torn in printing' }, cause)).ok)
    return false
  return (await world.shipping.buyShipmentLabel({ shipmentId: id }, cause)).ok
}

/** Whether an event is about a parcel that is so. */
export const isParcel =
  (...statuses: readonly string[]) =>
  ({ data }: Envelope): boolean =>
    statuses.includes(aboutParcel.parse(data).status)

/** What was waited for has come. */
export const isSeen: Act = async () => true

export const resolves =
  (action: 'refund' | 'reship' | 'claim'): Act =>
  async (scene) => {
    const { world, id, event } = scene
    const parcel = aboutParcel.parse(event.data)
    const lines = parcel.status === 'delivered' ? { lines: await damagedIn(scene, parcel.shipmentId) } : {}
    const about = {
      id,
      shipmentId: parcel.shipmentId,
      action,
      ...lines,
      reason: `the parcel is ${parcel.status}`,
    }
    return (
      await world.orders.resolveParcel({ ...about, limitIn: () => undefined, cause: causeOf(world, STAFF) })
    ).ok
  }

/** One unit of what was in the parcel. */
const damagedIn = async (scene: Scene, parcel: ShipmentId): Promise<QuantityOf[]> =>
  (await inParcel(scene, parcel)).slice(0, 1).map(({ sku }) => ({ sku, quantity: 1 }))

const inParcel = async ({ world, id }: Scene, parcel: ShipmentId) =>
  contentOf(parcel, await world.orders.deps.orders.logistics(id))

/** Goods that came back are looked at: one unit cannot be sold again. */
export const inspects: Act = async (scene) => {
  const { world, event } = scene
  const parcel = aboutParcel.parse(event.data)
  const lines = (await inParcel(scene, parcel.shipmentId)).flatMap(({ sku, quantity }) => [
    ...(quantity > 1 ? [{ sku, quantity: quantity - 1, disposition: 'restock' as const }] : []),
    { sku, quantity: 1, disposition: 'damaged' as const },
  ])
  const body = { lines, reason: 'it came back' }
  const about = { shipmentId: parcel.shipmentId, body, ...keyed(world, body) }
  return (await world.shipping.recordInspection(about, causeOf(world, STAFF))).ok
}
