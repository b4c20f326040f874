import { describe, expect, it } from 'vitest'
import { locationId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { FULFILLMENT, ORDER, SHIPMENT } from '../testing.ts'
import {
  cancelRequested,
  declined,
  deliveredByPolicy,
  labelVoided,
  lostIfSilent,
  opened,
  type Parcel,
  type ParcelChange,
  type Shipment,
} from './shipment.ts'

const AT = '2026-11-24T05:00:00.000Z'
const daysLater = (count: number, more = 0) => new Date(Date.parse(AT) + count * 86_400_000 + more)

/** A parcel of a carrier by hand, which has it since `AT`. */
const byHand: Shipment = {
  ...{ shipmentId: SHIPMENT, orderId: ORDER, fulfillmentOrderId: FULFILLMENT, parcelId: 'parcel-1' },
  ...{ locationId: locationId.parse('tokyo'), level: 'standard', carrier: 'Sagawa', service: 'Hikyaku' },
  ...{ status: 'in_transit', promisedBy: '2026-11-26', trackingNumber: '1Z', handedOverAt: AT, lookedAt: AT },
}
const parcel = (changes: Partial<Shipment> = {}): Parcel => ({
  shipment: { ...byHand, ...changes },
  scans: [{ at: AT, status: 'in_transit', description: '', carrier: 'Sagawa', code: 'IT' }],
})

describe('a parcel that was handed over long ago', () => {
  const statusOf = (given: Parcel, now: Date) => deliveredByPolicy(given, 14, now).shipment.status

  it('counts as delivered where only people tell of it, not before its time', () => {
    expect(statusOf(parcel(), daysLater(14))).toBe('in_transit')
    expect(statusOf(parcel(), daysLater(14, 1))).toBe('delivered')
  })

  it.each<[string, Partial<Shipment>]>([
    ['its carrier tells where it is', { trackerId: 'trk_1' }],
    ['its label was bought', { postage: { amount: 1_000, currency: currency.parse('JPY') } }],
    ['it has no label', { trackingNumber: undefined }],
    ['it was never handed over', { handedOverAt: undefined }],
    ['it has trouble', { status: 'exception' }],
  ])('does not, where %s', (_, changes) => {
    const given = parcel(changes)
    expect(statusOf(given, daysLater(15))).toBe(given.shipment.status)
  })
})

it('a parcel is lost when it was not scanned for longer than some days', () => {
  expect(lostIfSilent(parcel(), 10, daysLater(10)).shipment.status).toBe('in_transit')
  expect(lostIfSilent(parcel(), 10, daysLater(10, 1)).shipment.status).toBe('lost')
})

describe('a parcel is left alone', () => {
  const waiting = { status: 'unknown', trackingNumber: undefined } as const
  const problem = { at: AT, code: 'ADDRESS.INVALID', detail: '' }

  it.each<[string, Parcel, (given: Parcel) => ParcelChange]>([
    ['by another opening', parcel({ ...waiting, carrierReference: 'shp_1' }), (it) => opened(it, 'shp_2', 1)],
    ['by an opening, once it is labeled', parcel(), (it) => opened(it, 'shp_2', 1)],
    ['by a refusal, once it is labeled', parcel(), (it) => declined(it, 'x', 1, AT)],
    [
      'by a refusal, where its label is wanted back',
      parcel({ ...waiting, cancelRequested: true }),
      (it) => declined(it, 'x', 1, AT),
    ],
    [
      'by the same refusal again',
      parcel({ ...waiting, status: 'exception', problem }),
      (it) => declined(it, problem.code, 1, AT),
    ],
    ['by a void of another label', parcel(), (it) => labelVoided(it, '2Z', 'wrong size', AT)],
    ['by who wants its label back, once its carrier has it', parcel(), cancelRequested],
    ['by who wants it back again', parcel({ status: 'pre_transit', cancelRequested: true }), cancelRequested],
  ])('%s', (_, given, decide) => {
    expect(decide(given)).toStrictEqual({ ...given, announce: [] })
  })

  it('no more by another refusal, nor by who wants back a label that its carrier has not seen', () => {
    const refused = parcel({ ...waiting, status: 'exception', problem })
    expect(declined(refused, 'x', 1, AT).shipment.problem?.code).toBe('x')
    expect(cancelRequested(parcel({ status: 'pre_transit' })).shipment.cancelRequested).toBe(true)
  })
})
