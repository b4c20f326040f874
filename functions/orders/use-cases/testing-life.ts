import type { SealedQuote } from '#contexts/checkout/contract/sealed-quote.ts'
import type { FulfillmentOrderStatus } from '#contexts/fulfillment/contract/events.ts'
import { fulfillmentOrderIdOf } from '#contexts/fulfillment/contract/fulfillment-order-id.ts'
import type { paymentAuthorized } from '#contexts/payments/contract/events.ts'
import type { PaymentSummary, PaymentWish } from '#contexts/payments/contract/types.ts'
import type { ShipmentStatus } from '#contexts/shipping/contract/events.ts'
import type { EventOf } from '#shared/events.ts'
import { locationId, orderId, shipmentId, sku } from '#shared/ids.ts'
import type { QuantityOf } from '../contract/types.ts'
import { makeCancelLines, makeCancelOrder } from './cancel-order.ts'
import { makeClaimHandOver } from './claim-hand-over.ts'
import { makeNoteDisputeClosed } from './note-dispute-closed.ts'
import { makeNoteFulfillmentOrder, makeNoteShipment } from './note-events.ts'
import { makeNotePayment } from './note-payment.ts'
import type { OrderPolicy } from './ports.ts'
import { makeRingTimers } from './ring-timers.ts'
import { aBody, aQuote, CAUSE, givenOrders, payment } from './testing.ts'
import { makeConfirm, makeLook, makeScreen } from './workflow-steps.ts'

export const BOOK = sku.parse('BOOK')
export const SHIRT = sku.parse('SHIRT')
export const TOKYO = locationId.parse('TOKYO')
export const OSAKA = locationId.parse('OSAKA')
const LINES = [
  { sku: BOOK, quantity: 1 },
  { sku: SHIRT, quantity: 2 },
]
const CARD: PaymentWish = { kind: 'card', paymentMethodId: 'pm_card_visa' }

const FIRST = orderId.parse(`ord_${'1'.padStart(26, '0')}`)
/** What each place sends of the order. */
export const FUL = fulfillmentOrderIdOf(FIRST, TOKYO)
export const FUL_OSAKA = fulfillmentOrderIdOf(FIRST, OSAKA)
/** An id whose unique part is one letter, over and over. */
export const SHP = shipmentId.parse(`shp_${'s'.repeat(26)}`)

export interface Placed {
  readonly policy?: Partial<OrderPolicy>
  readonly quote?: Partial<SealedQuote>
  readonly payment?: PaymentWish
  /** What each location sends; one sends all unless it is said. */
  readonly allocations?: { locationId: typeof TOKYO; lines: QuantityOf[] }[]
}

/** An order in memory, and all that can happen to it from outside; its tests say what and when. */
export async function givenPlaced({ policy, quote, payment: wish = CARD, allocations }: Placed = {}) {
  const world = givenOrders(policy)
  const placed = await world.placeOrder({
    body: { ...aBody(await world.quoteSeal.seal(aQuote(quote))), payment: wish },
    idempotencyKey: 'key-0123456789abcdef',
    requestHash: 'hash',
    cause: CAUSE,
  })
  if (!placed.ok) throw new Error(placed.detail)
  const id = placed.value
  if (id !== FIRST) throw new Error(`the order is ${id}, not ${FIRST}: its work has other ids`)
  const { deps, outside } = world
  const step = { orderId: id, run: 1 }
  let counted = 0
  const next = () => {
    counted += 1
    return counted
  }
  const event = <D>(data: D, at = next()) => ({
    id: deps.ids.event(),
    type: 't',
    schema: 1,
    source: 's',
    subject: 's',
    sequence: at,
    occurredAt: deps.clock.now().toISOString(),
    ...CAUSE,
    data,
  })
  const work = (status: FulfillmentOrderStatus, of: Partial<Work> = {}, at?: number) => {
    const { ful = FUL, shp = SHP, location = TOKYO, lines = LINES, missing } = of
    const box = { lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 900 }
    return makeNoteFulfillmentOrder(deps)({
      ...event(
        {
          fulfillmentOrderId: ful,
          orderId: id,
          locationId: location,
          status,
          lines: lines.map((line) => ({ ...line, name: line.sku, picked: line.quantity })),
          parcels: [{ parcelId: `${ful}-1`, ...box, lines: [...lines], shipmentId: shp }],
          ...(missing ? { shortPick: { lines: missing, reason: 'empty shelf' }, shortPicks: 1 } : {}),
        },
        at,
      ),
      personal: undefined,
    })
  }
  const screen = (orderId: typeof id) =>
    makeScreen(deps)({
      ...{ orderId, run: 1 },
      reservation: {
        outcome: 'reserved',
        allocations: allocations ?? [{ locationId: TOKYO, lines: LINES }],
      },
    })
  const cancelLines = (idempotencyKey: string, lines: QuantityOf[]) =>
    makeCancelLines(deps)({
      ...{ id, lines, idempotencyKey, requestHash: JSON.stringify(lines) },
      ...{ reason: 'changed my mind', cause: CAUSE },
    })
  return {
    ...world,
    id,
    work,
    read: async () => {
      const order = await deps.orders.load(id)
      if (!order) throw new Error('the order is gone')
      return order
    },
    screen: () => screen(id),
    screenOf: (another: typeof id) => screen(another),
    confirm: (
      status: 'authorized' | 'failed' | 'requires_action',
      at = 1,
      { tried = wish, ...known }: Partial<PaymentSummary> & { tried?: PaymentWish } = {},
    ) =>
      makeConfirm(deps)({
        ...step,
        tried,
        authorization: {
          outcome: status === 'failed' ? 'declined' : status,
          payment: outside.knows({ ...payment(status, at), ...known }),
        },
      }),
    look: () => makeLook(deps)(step),
    paid: (known: Partial<PaymentSummary>) =>
      makeNotePayment(deps)({
        ...event({ orderId: id, currency: aQuote().currency, payment: outside.knows(known) }),
        personal: undefined,
      } satisfies EventOf<typeof paymentAuthorized>),
    disputeClosed: (known: Partial<PaymentSummary>) =>
      makeNoteDisputeClosed(deps)({
        ...event({ orderId: id, currency: aQuote().currency, payment: outside.knows(known) }),
        personal: undefined,
      }),
    shipment: (
      status: ShipmentStatus,
      of: {
        at?: number
        ful?: typeof FUL
        shp?: typeof SHP
        promise?: string
        problem?: 'address' | 'parcel'
      } = {},
    ) =>
      makeNoteShipment(deps)({
        ...event(
          {
            shipmentId: of.shp ?? SHP,
            orderId: id,
            fulfillmentOrderId: of.ful ?? FUL,
            parcelId: '1',
            carrier: 'JPPost',
            service: 'YuPack',
            trackingNumber: 'EZ1',
            status,
            scans: [],
            ...(status === 'delivered' ? { deliveredAt: '2026-11-25T03:00:00.000Z' } : {}),
            ...(of.promise ? { promise: { earliest: of.promise, latest: of.promise } } : {}),
            ...(of.problem ? { problem: { code: 'ADDRESS.VERIFY.FAILURE', about: of.problem } } : {}),
          },
          of.at,
        ),
        personal: { signedBy: 'HANAKO' },
      }),
    /** What the state machine writes on the header when it begins to wait. */
    wait: (waitingFor: 'payment' | 'review' | 'shipment' | 'delivery', taskToken: string, waitingSince = 0) =>
      deps.store.commit([
        { update: { pk: `ORDER#${id}`, sk: 'HEADER' }, set: { taskToken, waitingFor, waitingSince } },
      ]),
    claim: (ful = FUL, change?: number) =>
      makeClaimHandOver(deps)({
        orderId: id,
        fulfillmentOrderId: ful,
        correlationId: 'c',
        ...(change === undefined ? {} : { change }),
      }),
    cancel: () => makeCancelOrder(deps)({ id, reason: 'changed my mind', cause: CAUSE }),
    /** The same with an Idempotency-Key. */
    cancelAs: (idempotencyKey: string) =>
      makeCancelOrder(deps)({
        ...{ id, idempotencyKey, requestHash: 'all of it' },
        ...{ reason: 'changed my mind', cause: CAUSE },
      }),
    cancelLines: (...lines: QuantityOf[]) => cancelLines('', lines),
    /** The same with an Idempotency-Key. */
    cancelLinesAs: (key: string, ...lines: QuantityOf[]) => cancelLines(key, lines),
    /** The sweeper does what the timers that have rung by now ask for. */
    ring: () => makeRingTimers(deps)(id),
    events: () => world.events(id),
    /** The order's last event of a type, as others hear of it. */
    async told(type: string) {
      const { events } = await deps.orders.history(id, {})
      return events.findLast((one) => one.type === type)?.data
    },
  }
}

interface Work {
  readonly ful: typeof FUL
  readonly shp: typeof SHP
  readonly location: typeof TOKYO
  readonly lines: readonly QuantityOf[]
  readonly missing: { sku: typeof BOOK; missing: number }[]
}

/** The same, confirmed by one location, with its work begun. */
export async function givenConfirmed(placed: Placed = {}, known: Partial<PaymentSummary> = {}) {
  const order = await givenPlaced(placed)
  await order.screen()
  await order.confirm('authorized', 1, known)
  return order
}

/** The same, on its way in one parcel. */
export async function givenShipped(placed: Placed = {}) {
  const order = await givenConfirmed(placed)
  await order.work('open')
  await order.claim()
  await order.shipment('pre_transit')
  await order.work('handed_over')
  return order
}
