import { describe, expect, it } from 'vitest'
import { locationId, orderId, sku } from '#shared/ids.ts'
import { type Books, violations } from './invariants.ts'

const place = { sku: sku.parse('BOOK'), locationId: locationId.parse('tokyo') }
const level = { ...place, onHand: 5, reserved: 2, safety: 1, available: 2 }
const received = { ...place, onHand: 5, reserved: 0, cause: 'received:adj_1' }
const reserved = { ...place, onHand: 0, reserved: 2, cause: 'reserved:ord_1:1' }
const held = {
  reservation: {
    orderId: orderId.parse(`ord_${'0'.repeat(26)}`),
    status: 'held' as const,
    plan: 1,
    chunks: 1,
    taken: 1,
    units: 2,
    left: 0,
    changes: 0,
  },
  chunks: [[{ ...place, quantity: 2 }]],
  changes: [],
  left: [],
}

const sound: Books = { levels: [level], ledger: [received, reserved], reservations: [held] }

describe('the invariants of stock', () => {
  it('find nothing wrong with sound books', () => {
    expect(violations(sound)).toEqual([])
  })

  it.each<[string, Partial<Books>, string]>([
    ['more reserved than on hand', { levels: [{ ...level, onHand: 1, available: -2 }] }, '0 <= reserved'],
    ['less than nothing reserved', { levels: [{ ...level, reserved: -1, available: 5 }] }, '0 <= reserved'],
    ['available that does not add up', { levels: [{ ...level, available: 3 }] }, 'available is what on hand'],
    [
      'a level that the ledger does not explain',
      { ledger: [reserved] },
      'BOOK@tokyo has 0 on hand and 2 reserved in its ledger',
    ],
    ['a ledger without its level', { levels: [], reservations: [] }, '0 and 0 in its level'],
    ['one cause twice', { ledger: [received, reserved, reserved] }, '2 movements of reserved:ord_1:1'],
    ['reserved units that nobody holds', { reservations: [] }, 'open reservations hold 0'],
    [
      'a reservation that is half held',
      { reservations: [{ ...held, reservation: { ...held.reservation, taken: 0 } }] },
      'is held with 0 of 1',
    ],
    [
      'units that plan and changes do not explain',
      { reservations: [{ ...held, changes: [{ ...place, quantity: -1 }] }] },
      'says 2 units, its plan and changes hold 1',
    ],
    ['an empty chunk', { reservations: [{ ...held, chunks: [...held.chunks, []] }] }, 'no chunk is empty'],
  ])('find %s', (_, changes, violation) => {
    expect(violations({ ...sound, ...changes }).join('\n')).toContain(violation)
  })
})
