import { makeCopies } from '#contexts/fulfillment/adapters/copies.ts'
import { makeFulfillmentOrderRepository } from '#contexts/fulfillment/adapters/fulfillment-order-repository.ts'
import { makeOrderChanges } from '#contexts/fulfillment/adapters/order-changes.ts'
import { type Line, remaining } from '#contexts/fulfillment/domain/fulfillment-order.ts'
import { makeAttachLabel } from '#contexts/fulfillment/use-cases/attach-label.ts'
import {
  makeCancelLines as makeCutLines,
  makeReallocate,
} from '#contexts/fulfillment/use-cases/change-work.ts'
import { makeEndFulfillment } from '#contexts/fulfillment/use-cases/end-fulfillment.ts'
import { type HandOverDeps, makeHandOver } from '#contexts/fulfillment/use-cases/hand-over.ts'
import { makePackParcels } from '#contexts/fulfillment/use-cases/pack-parcels.ts'
import { makePickItems } from '#contexts/fulfillment/use-cases/pick-items.ts'
import { makePlanFulfillment } from '#contexts/fulfillment/use-cases/plan-fulfillment.ts'
import { makeShortPickItems } from '#contexts/fulfillment/use-cases/short-pick-items.ts'
import { makeOrderIndex } from '#contexts/orders/adapters/order-index.ts'
import { makeOrderRepository } from '#contexts/orders/adapters/order-repository.ts'
import { makeCancelLines, makeCancelOrder } from '#contexts/orders/use-cases/cancel-order.ts'
import { makeChoosePayment } from '#contexts/orders/use-cases/choose-payment.ts'
import { makeClaimHandOver } from '#contexts/orders/use-cases/claim-hand-over.ts'
import { makeHoldOrder, makeReleaseHolds } from '#contexts/orders/use-cases/hold-order.ts'
import { makeNoteFulfillmentOrder, makeNoteShipment } from '#contexts/orders/use-cases/note-events.ts'
import { makeNotePayment } from '#contexts/orders/use-cases/note-payment.ts'
import type { Outside } from '#contexts/orders/use-cases/outside.ts'
import type { OrderDeps } from '#contexts/orders/use-cases/ports.ts'
import { makeRepairOrder } from '#contexts/orders/use-cases/repair-order.ts'
import { makeStartRun } from '#contexts/orders/use-cases/start-run.ts'
import { makeSweep } from '#contexts/orders/use-cases/sweep.ts'
import {
  makeClose,
  makeComplete,
  makeConfirm,
  makeLook,
  makeScreen,
} from '#contexts/orders/use-cases/workflow-steps.ts'
import { shipmentIdOf } from '#contexts/shipping/domain/shipment.ts'
import { SYSTEM } from '#shared/actor.ts'
import { days } from '#shared/clock.ts'
import { eventId, type FulfillmentOrderId, makeIds, type Sku } from '#shared/ids.ts'
import type { Ask, Program } from '../checker/processes.ts'
import { openPersonal, storeOf } from '../checker/table.ts'
import { NOT_PASSED } from '../checker/workflow.ts'
import { CLOCK, ORDER } from './order-records.ts'

interface Given {
  readonly by: string
}

export const CAUSE = { correlationId: 'model', causationId: 'model', actor: SYSTEM }

function depsOf(ask: Ask, { by }: Given, table: 'orders' | 'warehouse') {
  let drawn = 0
  const ids = makeIds(() => {
    drawn += 1
    return `${by}${drawn}`.padStart(26, '0')
  })
  return { store: storeOf(ask, table), clock: CLOCK, ids, personal: openPersonal }
}

function ordersDeps(ask: Ask, given: Given): OrderDeps & Outside {
  const commit = depsOf(ask, given, 'orders')
  const outside = (method: string) => (request: unknown) => ask<never>('outside', method, request)
  return {
    ...commit,
    orders: makeOrderRepository(commit),
    workflow: {
      start: (name, input) => ask('runs', 'start', name, input),
      stop: (name) => ask('runs', 'stop', name),
      isRunning: (name) => ask('runs', 'isRunning', name),
      resume: (token, news) => ask('runs', 'resume', token, news),
    },
    deadlines: {
      ...{ step: days(1), payment: days(1), shipment: days(1), claim: days(1), delayedPayment: days(3) },
      ...{ paymentReminder: days(1), review: days(2), answer: days(3), authorizationMargin: days(1) },
      ...{ download: days(7), withdrawal: days(14) },
    },
    policy: { grace: 0, captureAfter: undefined, holdRules: {}, offered: [] },
    authorize: outside('authorize'),
    renew: outside('renew'),
    capture: outside('capture'),
    void: outside('void'),
    refund: outside('refund'),
    reallocate: outside('reallocate'),
    redeemPromotions: outside('redeemPromotions'),
    releasePromotions: outside('releasePromotions'),
    withdrawGiftCards: outside('withdrawGiftCards'),
    changeRecipient: outside('changeRecipient'),
  }
}

const screenDeps = (ask: Ask, given: Given) => {
  const deps = ordersDeps(ask, given)
  return { ...deps, index: makeOrderIndex(deps.store) }
}

function warehouseDeps(ask: Ask, given: Given): HandOverDeps {
  const commit = depsOf(ask, given, 'warehouse')
  return {
    ...commit,
    fulfillmentOrders: makeFulfillmentOrderRepository(commit),
    orderChanges: makeOrderChanges(commit.store),
    copies: makeCopies(commit.store),
    claim: (request) => makeClaimHandOver(ordersDeps(ask, given))(request),
  }
}

const BOX = { lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 900 }

type AtWork = Given & { readonly work: FulfillmentOrderId }

const actionOn = (id: FulfillmentOrderId) => ({ id, ifMatch: undefined, cause: CAUSE })

interface Heard extends Given {
  readonly data: never
  readonly sequence: number
}

/** An event as who hears of it reads it. */
const heard = ({ data, sequence }: Heard) => ({
  ...{ id: eventId.parse(`evt_${'0'.repeat(26)}`), type: 'news', schema: 1, source: 'model', subject: ORDER },
  ...{ sequence, occurredAt: CLOCK.now().toISOString(), ...CAUSE, data, personal: undefined },
})

type Requested = Given & { readonly request: never }

/** No request is the repeat of another. */
const UNKEYED = { idempotencyKey: '', requestHash: '' }

/** The use cases of orders and fulfillment, as their handlers and the workflow call them. */
export const PROGRAMS = {
  screen: (ask: Ask, given: Requested) => makeScreen(screenDeps(ask, given))(given.request),
  confirm: (ask: Ask, given: Requested) =>
    makeConfirm({ ...ordersDeps(ask, given), ordersWithinAnHour: async () => 0 })(given.request),
  look: (ask: Ask, given: Requested) => makeLook(ordersDeps(ask, given))(given.request),
  complete: (ask: Ask, given: Requested) => makeComplete(ordersDeps(ask, given))(given.request),
  close: (ask: Ask, given: Requested) => makeClose(ordersDeps(ask, given))(given.request),
  start: (ask: Ask, given: Given & { data: { run: number } }) =>
    makeStartRun(ordersDeps(ask, given))(ORDER, given.data.run),
  sweep: (ask: Ask, given: Given) => makeSweep(ordersDeps(ask, given))({ all: true }),
  cancel: (ask: Ask, given: Given) =>
    makeCancelOrder(ordersDeps(ask, given))({ id: ORDER, reason: 'too late', cause: CAUSE }),
  cancelLine: (ask: Ask, given: Given & { sku: Sku }) =>
    makeCancelLines(ordersDeps(ask, given))({
      ...{ id: ORDER, reason: 'one is enough', cause: CAUSE, lines: [{ sku: given.sku, quantity: 1 }] },
    }),
  choose: (ask: Ask, given: Given) =>
    makeChoosePayment(ordersDeps(ask, given))({
      ...{ id: ORDER, cause: CAUSE, choice: { kind: 'card', paymentMethodId: 'pm_other_card' } },
      ...UNKEYED,
    }),
  hold: (ask: Ask, given: Given) =>
    makeHoldOrder(ordersDeps(ask, given))({
      id: ORDER,
      reason: 'look at it',
      cause: CAUSE,
      deadline: NOT_PASSED,
    }),
  letGo: (ask: Ask, given: Given) =>
    makeReleaseHolds(ordersDeps(ask, given))({ id: ORDER, reason: 'all is well', cause: CAUSE }),
  retry: (ask: Ask, given: Given) =>
    makeRepairOrder(ordersDeps(ask, given))({ id: ORDER, action: 'retry', reason: 'go on', cause: CAUSE }),
  notePayment: (ask: Ask, given: Heard) => makeNotePayment(ordersDeps(ask, given))(heard(given)),
  noteWork: (ask: Ask, given: Heard) => makeNoteFulfillmentOrder(ordersDeps(ask, given))(heard(given)),
  noteShipment: (ask: Ask, given: Heard) =>
    makeNoteShipment(ordersDeps(ask, given))({ ...heard(given), personal: {} }),
  plan: (ask: Ask, given: Heard) => makePlanFulfillment(warehouseDeps(ask, given))(heard(given)),
  end: (ask: Ask, given: Heard) => makeEndFulfillment(warehouseDeps(ask, given))(heard(given)),
  cutLines: (ask: Ask, given: Heard) => makeCutLines(warehouseDeps(ask, given))(heard(given)),
  moveLines: (ask: Ask, given: Heard) => makeReallocate(warehouseDeps(ask, given))(heard(given)),
  /** Picked, packed and labeled: nothing of it asks anybody else. */
  prepare: async (ask: Ask, given: AtWork) => {
    const deps = warehouseDeps(ask, given)
    await pick(deps, given, await linesToPick(deps, given))
    await makePackParcels(deps)({ ...actionOn(given.work), body: { parcels: [BOX] } })
    const packed = await deps.fulfillmentOrders.load(given.work)
    for (const { parcelId } of packed?.parcels ?? []) {
      const shipmentId = shipmentIdOf(given.work, parcelId)
      const label = { fulfillmentOrderId: given.work, parcelId, shipmentId }
      await makeAttachLabel(deps)(heard({ ...given, sequence: 1, data: label as never }))
    }
  },
  /** All is picked but the last unit, which is not on its shelf. */
  shortPick: async (ask: Ask, given: AtWork) => {
    const deps = warehouseDeps(ask, given)
    const lines = await linesToPick(deps, given)
    await pick(deps, given, lines.slice(0, -1))
    const missing = lines.slice(-1).map(({ sku }) => ({ sku, missing: 1 }))
    await makeShortPickItems(deps)({
      ...actionOn(given.work),
      body: { lines: missing, reason: 'not on its shelf' },
    })
  },
  handOver: (ask: Ask, given: AtWork) => makeHandOver(warehouseDeps(ask, given))(actionOn(given.work)),
} satisfies Record<string, Program>

export type OrderProgram = keyof typeof PROGRAMS

async function linesToPick({ fulfillmentOrders }: HandOverDeps, { work }: AtWork): Promise<Line[]> {
  const state = await fulfillmentOrders.load(work)
  return (state?.lines ?? []).filter((line) => remaining(line) > 0)
}

async function pick(deps: HandOverDeps, { work }: AtWork, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  const scans = lines.map((line) => ({ code: line.sku, quantity: remaining(line) }))
  await makePickItems(deps)({ ...actionOn(work), body: { scans }, idempotencyKey: '', requestHash: '' })
}

/** What shipping tells of a parcel. */
export const shipmentOf = (
  fulfillmentOrderId: FulfillmentOrderId,
  parcelId: string,
  status: 'pre_transit' | 'delivered',
) => ({
  ...{ shipmentId: shipmentIdOf(fulfillmentOrderId, parcelId), orderId: ORDER, fulfillmentOrderId, parcelId },
  ...{ carrier: 'Yamato', service: 'TA-Q-BIN', trackingNumber: '1Z', status, scans: [] },
  ...(status === 'delivered' ? { deliveredAt: CLOCK.now().toISOString() } : {}),
})
