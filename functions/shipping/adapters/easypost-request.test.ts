import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shipmentId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { inches, ounces, shipmentBody } from './easypost-request.ts'

const address = { name: 'Ann', line1: '1 Main St', city: 'Oslo', postalCode: '0150', country: 'NO' }

const body = (changes: object = {}) =>
  shipmentBody({
    shipmentId: shipmentId.parse(`shp_${'1'.repeat(26)}`),
    orderNumber: 'K7WQ2M4X',
    from: { ...address, name: 'Cartwright' },
    to: { ...address, email: 'ann@example.com' },
    parcel: { lengthMm: 254, widthMm: 127, heightMm: 25, weightGrams: 980 },
    customs: [],
    ...changes,
  })

describe('a parcel as EasyPost wants it', () => {
  it('is in ounces and inches, under our id', () => {
    expect(body()).toMatchObject({
      shipment: {
        reference: `shp_${'1'.repeat(26)}`,
        parcel: { weight: 34.6, length: 10, width: 5, height: 0.99 },
        to_address: { street1: '1 Main St', zip: '0150', email: 'ann@example.com' },
      },
    })
    expect(body()).not.toHaveProperty('shipment.customs_info')
  })

  it('is never declared lighter or smaller than it is, nor by more than a rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (amount) => {
        const [grams, millimeters] = [ounces(amount) * 28.349523125, inches(amount) * 25.4]
        expect(grams).toBeGreaterThan(amount - 0.001)
        expect(grams).toBeLessThan(amount + 2.84)
        expect(millimeters).toBeGreaterThan(amount - 0.001)
        expect(millimeters).toBeLessThan(amount + 0.26)
      }),
    )
  })

  it('tells customs the value in whole units of its currency', () => {
    const item = (amount: number, code: string) => ({
      description: 'Book',
      quantity: 2,
      value: { amount, currency: currency.parse(code) },
      weightGrams: 980,
      originCountry: 'JP',
    })
    expect(body({ customs: [item(3960, 'JPY'), item(3960, 'USD'), item(3960, 'KWD')] })).toMatchObject({
      shipment: {
        customs_info: {
          customs_signer: 'Cartwright',
          customs_items: [{ value: 3960 }, { value: 39.6 }, { value: 3.96 }],
        },
      },
    })
  })
})
