import { describe, expect, it } from 'vitest'
import { locationId, orderId, sku } from '#shared/ids.ts'
import { type Books, violations } from './invariants.ts'
import { PORTIONS_PER_CHUNK, type ReservationStatus } from './reservation.ts'

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

/** Books of one reservation of two chunks, and of the units that are reserved for it. */
function booksOf(status: ReservationStatus, taken: number, units: number): Books {
  const two = [held.chunks[0] ?? [], held.chunks[0] ?? []]
  const ofBoth = 2 * taken
  return {
    levels: [{ ...place, onHand: 5, reserved: ofBoth, safety: 0, available: 5 - ofBoth }],
    ledger: [received, { ...reserved, reserved: ofBoth }],
    reservations: [{ ...held, chunks: two, reservation: { ...held.reservation, status, taken, units } }],
  }
}

describe('the invariants of stock', () => {
  it('find nothing wrong with sound books', () => {
    expect(violations(sound)).toEqual([])
  })

  it('find nothing wrong where all is reserved, nothing was ever there, or all has left', () => {
    const full = { ...level, onHand: 2, safety: 0, available: 0 }
    expect(violations({ ...sound, levels: [full], ledger: [{ ...received, onHand: 2 }, reserved] })).toEqual(
      [],
    )
    const nothing = { ...place, onHand: 0, reserved: 0, safety: 0, available: 0 }
    expect(violations({ levels: [nothing], ledger: [], reservations: [] })).toEqual([])
    const consumed = {
      ...held,
      reservation: { ...held.reservation, status: 'consumed' as const, left: 2 },
      left: [{ ...place, quantity: 2 }],
    }
    const gone = { ...place, onHand: -2, reserved: -2, cause: 'shipped:ful_1' }
    expect(
      violations({
        levels: [{ ...level, onHand: 3, reserved: 0 }],
        ledger: [received, reserved, gone],
        reservations: [consumed],
      }),
    ).toEqual([])
  })

  it('let one cause move several places', () => {
    const shirt = { ...level, sku: sku.parse('SHIRT'), reserved: 0, available: 4 }
    const shirts = { ...received, sku: shirt.sku }
    expect(violations({ ...sound, levels: [level, shirt], ledger: [received, shirts, reserved] })).toEqual([])
  })

  it.each<[ReservationStatus, number[]]>([
    ['pending', [1]],
    ['retreating', [0, 1]],
    ['held', [2]],
    ['releasing', [1, 2]],
    ['released', [0]],
    ['consumed', [2]],
  ])('want of two chunks of one that is %s these to be taken: %j', (status, right) => {
    const agreeing = [0, 1, 2].filter((taken) => violations(booksOf(status, taken, 4)).length === 0)
    expect(agreeing).toEqual(right)
  })

  it.each<[ReservationStatus, number, boolean]>([
    ['held', 2, false],
    ['consumed', 2, false],
    ['releasing', 1, true],
  ])('let the units of one that is %s differ from its plan: %#', (status, taken, may) => {
    expect(violations(booksOf(status, taken, 3))).toHaveLength(may ? 0 : 1)
  })

  it.each(['held', 'consumed'] as const)('find one that is %s without a chunk', (status) => {
    const reservation = { ...held.reservation, status, taken: 0, units: 0 }
    const books = { levels: [], ledger: [], reservations: [{ ...held, reservation, chunks: [] }] }
    expect(violations(books)).toEqual([expect.stringContaining('agree')])
  })

  it.each([
    [PORTIONS_PER_CHUNK, 0],
    [PORTIONS_PER_CHUNK + 1, 1],
  ])('count a chunk of %d portions as too long: %d', (length, violated) => {
    const chunk = Array.from({ length }, () => ({ ...place, quantity: 0 }))
    const reservation = { ...held.reservation, units: 0 }
    const books = { levels: [], ledger: [], reservations: [{ ...held, reservation, chunks: [chunk] }] }
    expect(violations(books)).toHaveLength(violated)
  })

  it.each<[string, Partial<Books>, string]>([
    ['more reserved than on hand', { levels: [{ ...level, onHand: 1, available: -2 }] }, '0 <= reserved'],
    ['less than nothing reserved', { levels: [{ ...level, reserved: -1, available: 5 }] }, '0 <= reserved'],
    [
      'available that does not add up',
      { levels: [{ ...level, available: 3 }] },
      'safety leave: BOOK@tokyo has 5 on hand, 2 reserved, 1 safety, 3 available',
    ],
    [
      'a level that the ledger does not explain',
      { ledger: [reserved] },
      'BOOK@tokyo has 0 on hand and 2 reserved in its ledger',
    ],
    [
      'a ledger that says more is reserved',
      { ledger: [received, { ...reserved, reserved: 3 }] },
      '5 on hand and 3 reserved in its ledger, 5 and 2 in its level',
    ],
    ['a ledger without its level', { levels: [], reservations: [] }, '0 and 0 in its level'],
    [
      'something reserved where there is no level',
      { levels: [], reservations: [], ledger: [reserved] },
      '0 on hand and 2 reserved in its ledger',
    ],
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
