import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shipmentId } from '#shared/ids.ts'
import { isOwnTrackingNumber, ownTrackingNumber } from './own-courier-number.ts'

const anyShipment = fc
  .string({ unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), minLength: 26, maxLength: 26 })
  .map((part) => shipmentId.parse(`shp_${part}`))

describe('the tracking number of our own courier', () => {
  it('is one of ours, and the same each time', () => {
    fc.assert(
      fc.property(anyShipment, (id) => {
        expect(isOwnTrackingNumber(ownTrackingNumber(id))).toBe(true)
        expect(ownTrackingNumber(id)).toBe(ownTrackingNumber(id))
      }),
    )
  })

  it('tells a wrong digit', () => {
    fc.assert(
      fc.property(
        anyShipment,
        fc.integer({ min: 2, max: 19 }),
        fc.integer({ min: 1, max: 9 }),
        (id, at, by) => {
          const number = ownTrackingNumber(id)
          const wrong = String((Number(number[at]) + by) % 10)
          expect(isOwnTrackingNumber(number.slice(0, at) + wrong + number.slice(at + 1))).toBe(false)
        },
      ),
    )
  })

  it('has a check digit as the standard computes it', () => {
    expect(isOwnTrackingNumber('CW000000000000000000')).toBe(true)
    expect(isOwnTrackingNumber('CW000000000000000018')).toBe(true)
    expect(isOwnTrackingNumber('CW000000000000000017')).toBe(false)
    expect(isOwnTrackingNumber('1Z999AA10123456784')).toBe(false)
  })
})
