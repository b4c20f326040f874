import { envelope } from '#shared/events.ts'
import { type FulfillmentOrderId, makeIds } from '#shared/ids.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { makeCopies } from '../adapters/copies.ts'
import { makeFulfillmentOrderRepository } from '../adapters/fulfillment-order-repository.ts'
import { makeOrderChanges } from '../adapters/order-changes.ts'
import type { FulfillmentOrderResource, PackBody, PickBody, ShortPickBody } from '../contract/operations.ts'
import type { Claim } from '../domain/decide.ts'
import { makeAttachLabel, makeDetachLabel } from './attach-label.ts'
import type { Action } from './change-fulfillment-order.ts'
import { makeCancelLines, makeReallocate } from './change-work.ts'
import { makeEndFulfillment } from './end-fulfillment.ts'
import { type HandOverDeps, makeHandOver } from './hand-over.ts'
import { makeKeepLocation, makeKeepProduct } from './keep-copies.ts'
import { makePackParcels } from './pack-parcels.ts'
import { makePickItems } from './pick-items.ts'
import { makePlanFulfillment } from './plan-fulfillment.ts'
import { makeListFulfillmentOrders, makeReadFulfillmentOrder } from './read-fulfillment-orders.ts'
import { makeShortPickItems } from './short-pick-items.ts'
import * as events from './test-events.ts'
import { makeWithdrawLabel } from './withdraw-label.ts'

export const BOX = { lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 900 }
const ALL_IN_TOKYO = [{ locationId: events.TOKYO, lines: [...events.LINES] }]
const ALL_SCANS = events.LINES.map((line) => ({ code: line.sku, quantity: line.quantity }))

export type World = ReturnType<typeof makeWorld>

/** The warehouse in memory. What is said of work without naming it is said of `WORK`. */
export function makeWorld() {
  const store = makeMemoryStore()
  let born = 0
  let now = events.NOW
  const commit = {
    store,
    ids: makeIds(() => String(++born).padStart(26, '0')),
    clock: { now: () => new Date(now) },
    personal: makeTestPersonal(),
  }
  const claims: FulfillmentOrderId[] = []
  const heard: (number | undefined)[] = []
  const arbiter: { answer: Claim } = { answer: { outcome: 'claimed' } }
  const deps: HandOverDeps = {
    ...commit,
    fulfillmentOrders: makeFulfillmentOrderRepository(commit),
    orderChanges: makeOrderChanges(store),
    copies: makeCopies(store),
    async claim({ fulfillmentOrderId, change }) {
      const { answer } = arbiter
      heard.push(change)
      if (answer.outcome === 'claimed') claims.push(fulfillmentOrderId)
      return answer
    },
  }
  const action = (ifMatch?: number): Action => ({
    id: events.WORK,
    ifMatch,
    cause: { correlationId: 'req-1', causationId: 'req-1', actor: { kind: 'staff', id: 'a-person' } },
  })
  const pick = (scans: PickBody['scans'], { ifMatch, key = '' }: { ifMatch?: number; key?: string } = {}) =>
    makePickItems(deps)({
      ...action(ifMatch),
      body: { scans },
      idempotencyKey: key,
      requestHash: JSON.stringify(scans),
    })

  return {
    deps,
    claims,
    /** The change that each claim said it had heard of. */
    heard,
    setTime: (at: string) => {
      now = at
    },
    /** What the order says when it is asked for its word. */
    arbiter,
    published: (...book: Parameters<typeof events.bookPublished>) =>
      makeKeepProduct(deps)(events.bookPublished(...book)),
    located: (...change: Parameters<typeof events.tokyoChanged>) =>
      makeKeepLocation(deps)(events.tokyoChanged(...change)),
    confirmed: (
      allocations: Parameters<typeof events.confirmed>[0] = ALL_IN_TOKYO,
      more: Parameters<typeof events.confirmed>[1] = {},
    ) => makePlanFulfillment(deps)(events.confirmed(allocations, more)),
    linesCancelled: (...change: Parameters<typeof events.linesCancelled>) =>
      makeCancelLines(deps)(events.linesCancelled(...change)),
    nobodyHas: (...change: Parameters<typeof events.nobodyHas>) =>
      makeCancelLines(deps)(events.nobodyHas(...change)),
    reallocated: (...change: Parameters<typeof events.reallocated>) =>
      makeReallocate(deps)(events.reallocated(...change)),
    cancelling: () => makeEndFulfillment(deps)(events.cancelling()),
    labelCreated: (parcel: number, sequence?: number) =>
      makeAttachLabel(deps)(events.labelCreated(events.WORK, parcel, sequence)),
    labelVoided: (parcel: number, sequence?: number) =>
      makeDetachLabel(deps)(events.labelVoided(events.WORK, parcel, sequence)),
    withdrawLabel: (parcel: number, sequence: number) =>
      makeWithdrawLabel(deps)({
        ...{ fulfillmentOrderId: events.WORK, parcelId: `${events.WORK}-${parcel}`, correlationId: 'req-1' },
        sequence,
      }),
    pick,
    pickAll: () => pick(ALL_SCANS),
    shortPick: (lines: ShortPickBody['lines']) =>
      makeShortPickItems(deps)({ ...action(), body: { lines, reason: 'shelf is empty' } }),
    pack: (parcels: PackBody['parcels'] = [BOX], ifMatch?: number) =>
      makePackParcels(deps)({ ...action(ifMatch), body: { parcels } }),
    handOver: (ifMatch?: number) => makeHandOver(deps)(action(ifMatch)),
    list: makeListFulfillmentOrders(deps),
    async read(id = events.WORK): Promise<FulfillmentOrderResource> {
      const found = await makeReadFulfillmentOrder(deps)(id)
      if (!found.ok) throw new Error(found.detail)
      return found.value
    },
    /** What was told to others, oldest first. */
    events: () =>
      store
        .all()
        .filter((item) => item['entity'] === 'history')
        .map((item) => envelope.parse(item['event']))
        .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
