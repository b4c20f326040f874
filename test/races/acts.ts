import type { FulfillmentOrderResource } from '#contexts/fulfillment/contract/operations.ts'
import type { Refund } from '#contexts/orders/domain/refund.ts'
import type { ShipmentStatus } from '#contexts/shipping/contract/events.ts'
import type { Actor } from '#shared/actor.ts'
import { days } from '#shared/clock.ts'
import type { Cause, Envelope } from '#shared/events.ts'
import { type ShipmentId, sku } from '#shared/ids.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { causeOf, keyed, STAFF } from '#simulation/people/acts.ts'
import { byHand, scan } from '#simulation/people/carriers.ts'
import { OTHER_CARD } from '#simulation/people/customers.ts'
import * as act from '../storm/acts.ts'
import type { Scene, Taken } from '../storm/deed.ts'

/** Somebody before an order, who knows what was told last of its work and of its parcels. */
export interface Racer extends Scene {
  readonly work: Envelope | undefined
  readonly parcel: Envelope | undefined
}

export type Act = (racer: Racer) => Promise<Taken>

const BOSS: Actor = { kind: 'staff', id: 'boss' }

const aboutParcel =
  (one: (scene: Scene) => Promise<Taken>): Act =>
  async (racer) =>
    racer.parcel ? one({ ...racer, event: racer.parcel }) : 'later'

const aboutWork =
  (one: (scene: Scene) => Promise<Taken>): Act =>
  async (racer) =>
    racer.work ? one({ ...racer, event: racer.work }) : 'later'

/** Does it to each of what was found; taken where one of them was. */
async function toEach<T>(found: readonly T[], doIt: (one: T) => Promise<Outcome<unknown>>): Promise<Taken> {
  if (found.length === 0) return 'later'
  let taken = false
  for (const one of found) if ((await doIt(one)).ok) taken = true
  return taken
}

const toWork =
  (doIt: (racer: Racer, work: FulfillmentOrderResource, cause: Cause) => Promise<Outcome<unknown>>): Act =>
  async (racer) => {
    const { world, id: orderId } = racer
    const { items } = await world.fulfillment.listFulfillmentOrders({ orderId, limit: 100 })
    return toEach(items, (work) => doIt(racer, work, causeOf(world, STAFF)))
  }

const toParcels =
  (doIt: (racer: Racer, shipmentId: ShipmentId, cause: Cause) => Promise<Outcome<unknown>>): Act =>
  async (racer) => {
    const { shipments } = await racer.world.orders.deps.orders.logistics(racer.id)
    return toEach(shipments, ({ shipmentId }) => doIt(racer, shipmentId, causeOf(racer.world, STAFF)))
  }

const toRefunds =
  (doIt: (racer: Racer, refund: Refund, cause: Cause) => Promise<Outcome<unknown>>): Act =>
  async (racer) => {
    const refunds = await racer.world.orders.deps.orders.refunds(racer.id)
    return toEach(refunds, (refund) => doIt(racer, refund, causeOf(racer.world, BOSS)))
  }

const staffScan = (status: 'delivered' | 'lost'): Act =>
  toParcels(({ world }, shipmentId, cause) =>
    world.shipping.addShipmentScan({ shipmentId, scan: { status, correction: true } }, cause),
  )

const carrierScans = (status: ShipmentStatus): Act =>
  aboutParcel(async ({ world, id }) => {
    const { shipments } = await world.orders.deps.orders.logistics(id)
    for (const { shipmentId } of shipments) await scan(world, shipmentId, status)
    return shipments.length > 0
  })

const answersBank =
  (answer: 'succeed' | 'fail'): Act =>
  async ({ world, id }) => {
    const { gateway } = world.outside
    const asked = gateway.payments().filter((one) => one.orderId === id && one.state === 'requires_action')
    for (const payment of asked) gateway.authenticate(payment.id, answer)
    return asked.length > 0
  }

const picks = toWork(({ world }, { id, lines }, cause) => {
  const body = {
    scans: lines
      .filter(({ quantity, picked }) => quantity > picked)
      .map(({ sku: code, quantity, picked }) => ({ code, quantity: quantity - picked })),
  }
  return world.fulfillment.pickItems({ id, ifMatch: undefined, body, ...keyed(world, body), cause })
})

const BOX = { lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 900 }

const notes: Act = async ({ world, id }) => {
  const cause = causeOf(world, STAFF)
  return (await world.orders.addNote({ id, text: 'call before', visibility: 'internal', cause })).ok
}

const tags: Act = async ({ world, id }) => {
  const order = await world.orders.deps.orders.load(id)
  const cause = causeOf(world, STAFF)
  return (await world.orders.putTags({ id, tags: ['gift'], ifMatch: order?.version, cause })).ok
}

const downloads: Act = async ({ world, id }) => {
  const until = new Date(world.clock.now().getTime() + days(1)).toISOString()
  const token = await world.orderTokens.issueForAct('download', id, until)
  return (await world.orders.downloadFile(token, sku.parse('EBOOK'))).found
}

/**
 * Everything that somebody can do to an order once it is there, by its operation; then what the gateway, a bank or
 * a carrier does.
 */
export const ACTS: Readonly<Record<string, Act>> = {
  cancelOrder: act.cancelWhole,
  cancelLines: act.cancelOneUnit,
  withdrawGuestOrder: act.withdrawWhole,
  'withdrawGuestOrder, of one unit': act.withdrawOneUnit,
  payOrder: act.pay({ kind: 'card', paymentMethodId: OTHER_CARD }),
  captureOrder: act.captureNow,
  correctAddress: act.moveNextDoor,
  holdOrder: act.holdIt('hand_over'),
  releaseHold: act.releaseOne,
  declineHold: act.declineOne,
  'repairOrder, retry': act.repair('retry'),
  'repairOrder, skip': act.repair('skip'),
  'repairOrder, compensate': act.repair('compensate'),
  'refundOrder, an amount': act.refundAmount,
  'refundOrder, one unit': act.refundOneUnit,
  'refundOrder, all': act.refundAll,
  approveRefund: toRefunds(({ world, id }, { id: refundId }, cause) =>
    world.orders.approveRefund({ id, refundId, limitIn: () => undefined, cause }),
  ),
  declineRefund: toRefunds(({ world, id }, { id: refundId }, cause) =>
    world.orders.declineRefund({ id, refundId, reason: 'nothing is torn', cause }),
  ),
  'resolveParcel, refund': aboutParcel(act.resolves('refund')),
  'resolveParcel, reship': aboutParcel(act.resolves('reship')),
  'resolveParcel, claim': aboutParcel(act.resolves('claim')),
  addNote: notes,
  putTags: tags,
  downloadFile: downloads,
  recordReceivedByReference: act.payReference(1),
  recordReceivedPayment: act.payInvoice,
  recordReturnedPayment: act.giveBackByHand,
  pickItems: picks,
  shortPickItems: aboutWork(act.findsOneMissing),
  packParcels: toWork(({ world }, { id }, cause) =>
    world.fulfillment.packParcels({ id, ifMatch: undefined, body: { parcels: [BOX] }, cause }),
  ),
  attachLabel: toWork(({ world }, { id }, cause) => world.shipping.attachLabel(id, byHand(world), cause)),
  voidShipmentLabel: toParcels(({ world }, shipmentId, cause) =>
    world.shipping.voidShipmentLabel({ shipmentId, reason: 'torn in printing' }, cause),
  ),
  buyShipmentLabel: toParcels(({ world }, shipmentId, cause) =>
    world.shipping.buyShipmentLabel({ shipmentId }, cause),
  ),
  handOver: toWork(({ world }, { id }, cause) =>
    world.fulfillment.handOver({ id, ifMatch: undefined, cause }),
  ),
  'addShipmentScan, delivered': staffScan('delivered'),
  'addShipmentScan, lost': staffScan('lost'),
  recordInspection: aboutParcel(act.inspects),
  'a payer confirms': answersBank('succeed'),
  'a payer fails': answersBank('fail'),
  'the gateway ends the authorization': act.gatewayEndsAuthorization,
  'a bank disputes the payment': act.disputes('open'),
  'a bank sends a refund back': act.bankSendsBack,
  'the carrier delivers': carrierScans('delivered'),
  'the carrier brings the parcel back': carrierScans('returned_to_sender'),
}
