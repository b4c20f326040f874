import { describe, expect, it } from 'vitest'
import { quotesFor } from './rates.ts'
import type { AddressRecord, ParcelRecord, ShipmentRecord } from './records.ts'

describe('quotesFor', () => {
  it('offers the carriers of the way, cheapest first, in the currency of the origin', () => {
    const quotes = quotesFor(shipment({ from: 'CA', to: 'CA' }))

    expect(new Set(quotes.map(({ carrier }) => carrier))).toEqual(
      new Set(['CanadaPost', 'FedEx', 'UPS', 'DHLExpress']),
    )
    expect(quotes[0]).toMatchObject({ service: 'RegularParcel', amount: '12.46', currency: 'CAD', days: 6 })
    const amounts = quotes.map(({ amount }) => Number(amount))
    expect(amounts).toEqual(amounts.toSorted((a, b) => a - b))
  })

  it('writes yen without decimals', () => {
    const [cheapest] = quotesFor(shipment({ from: 'JP', to: 'JP' }))

    expect(cheapest).toMatchObject({ carrier: 'JPPost', amount: '870', currency: 'JPY' })
  })

  it('asks more for a heavier parcel, and for a light one that is large', () => {
    const priceOf = (parcel: Partial<ParcelRecord>) =>
      Number(quotesFor(shipment({ from: 'JP', to: 'US' }, parcel))[0]?.amount)

    expect(priceOf({ weightOunces: 160 })).toBeGreaterThan(priceOf({ weightOunces: 16 }))
    expect(priceOf({ lengthInches: 30, widthInches: 30, heightInches: 30 })).toBeGreaterThan(priceOf({}))
  })

  it('is the same for the same shipment', () => {
    expect(quotesFor(shipment({ from: 'US', to: 'GB' }))).toEqual(
      quotesFor(shipment({ from: 'US', to: 'GB' })),
    )
  })

  it('reaches every country with somebody', () => {
    expect(quotesFor(shipment({ from: 'GB', to: 'BR' }))).not.toEqual([])
  })

  it('offers nothing to an address that cannot be found', () => {
    const lost = shipment({ from: 'US', to: 'US' })

    expect(quotesFor({ ...lost, to: { ...lost.to, street1: '1 Undeliverable St' } })).toEqual([])
  })
})

function shipment(way: { from: string; to: string }, parcel: Partial<ParcelRecord> = {}): ShipmentRecord {
  return {
    id: 'shp_1',
    createdAt: '2026-11-23T02:00:00Z',
    reference: null,
    from: address(way.from),
    to: address(way.to),
    parcel: {
      id: 'prcl_1',
      weightOunces: 16,
      lengthInches: null,
      widthInches: null,
      heightInches: null,
      ...parcel,
    },
    currency: null,
    labelFormat: null,
    purchase: null,
  }
}

const address = (country: string): AddressRecord => ({
  id: 'adr_1',
  createdAt: '2026-11-23T02:00:00Z',
  name: null,
  company: null,
  street1: '1 High Street',
  street2: null,
  city: null,
  state: null,
  zip: null,
  country,
  phone: null,
  email: null,
})
