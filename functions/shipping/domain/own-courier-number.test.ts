import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shipmentId } from '#shared/ids.ts'
import { ownTrackingNumber } from './own-courier-number.ts'

const anyShipment = fc
  .string({ unit: fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), minLength: 26, maxLength: 26 })
  .map((part) => shipmentId.parse(`shp_${part}`))

/** Every second digit from the right counts twice, 10 and more by the sum of its digits (ISO/IEC 7812-1, annex B). */
const luhnSum = (digits: string): number =>
  [...digits].reverse().reduce((sum, digit, index) => {
    const times = Number(digit) * (index % 2 === 1 ? 2 : 1)
    return sum + Math.floor(times / 10) + (times % 10)
  }, 0)

describe('the tracking number of our own courier', () => {
  it('is one of ours, with its check digit, and the same each time', () => {
    expect(luhnSum('79927398713')).toBe(70)
    fc.assert(
      fc.property(anyShipment, (id) => {
        const number = ownTrackingNumber(id)
        expect(number).toMatch(/^CW\d{18}$/)
        expect(luhnSum(number.slice(2)) % 10).toBe(0)
        expect(ownTrackingNumber(id)).toBe(number)
      }),
    )
  })

  it('is another for each shipment', () => {
    fc.assert(
      fc.property(anyShipment, anyShipment, (one, other) => {
        fc.pre(one !== other)
        expect(ownTrackingNumber(one)).not.toBe(ownTrackingNumber(other))
      }),
    )
  })
})
