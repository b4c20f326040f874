import { describe, expect, it } from 'vitest'
import { locationId, orderId, sku } from '#shared/ids.ts'
import type { Portion } from './level.ts'
import {
  allocationsOf,
  besidePlan,
  changed,
  chunksOf,
  PORTIONS_PER_CHUNK,
  planned,
  quantityAt,
  RESERVATION_TRANSITIONS,
  type ReservationStatus,
  released,
  releasedBesidePlan,
  retreated,
  shipped,
  stillReserved,
  summed,
  taken,
  takenOver,
  tombstone,
} from './reservation.ts'

const ORDER = orderId.parse(`ord_${'0'.repeat(26)}`)
const STATUSES = Object.keys(RESERVATION_TRANSITIONS) as ReservationStatus[]
const portion = (name: string, quantity: number, at = 'tokyo'): Portion => ({
  sku: sku.parse(name),
  locationId: locationId.parse(at),
  quantity,
})
const threeChunks = chunksOf(
  Array.from({ length: 2 * PORTIONS_PER_CHUNK + 1 }, (_, n) => portion(`S${n}`, 1)),
)

it('what was held for a cart is the order’s once it is taken over, and else as it was', () => {
  const chunks = chunksOf([portion('A', 2)])
  const ofCart = planned(undefined, ORDER, chunks, 'cart')
  expect(ofCart.kind).toBe('cart')
  expect(takenOver(ofCart)).toEqual(planned(undefined, ORDER, chunks))
})

describe('the statuses of a reservation', () => {
  it('all lead to an end, and none is without a way in', () => {
    const leadsTo = (
      from: ReservationStatus,
      seen = new Set<ReservationStatus>(),
    ): Set<ReservationStatus> => {
      for (const next of RESERVATION_TRANSITIONS[from]) if (!seen.has(next)) leadsTo(next, seen.add(next))
      return seen
    }
    const ends = STATUSES.filter((status) => RESERVATION_TRANSITIONS[status].length === 0)
    expect(ends).toEqual(['released'])
    for (const status of STATUSES.filter((status) => !ends.includes(status)))
      expect(leadsTo(status)).toContain('released')
    expect([...leadsTo('pending')].sort()).toEqual([...STATUSES].sort())
  })

  it('follow the chunks: pending until the last is taken, releasing until the last is given back', () => {
    const one = planned(undefined, ORDER, threeChunks)
    const three = taken(taken(one))
    expect([one, taken(one), three].map(({ status }) => status)).toEqual(['pending', 'pending', 'held'])
    expect([released(three), released(released(three))].map(({ status }) => status)).toEqual([
      'releasing',
      'releasing',
    ])
    expect(released(released(released(three)))).toMatchObject({ status: 'released', taken: 0 })
    expect(planned(retreated(one), ORDER, chunksOf([portion('A', 1)]))).toMatchObject({
      status: 'held',
      plan: 2,
    })
  })

  it('never change after the end', () => {
    const consumed = shipped(planned(undefined, ORDER, chunksOf([portion('A', 2)])), [portion('A', 2)])
    expect(consumed.status).toBe('consumed')
    expect(() => released(consumed)).toThrow('consumed cannot become released')
    expect(() => planned(tombstone(ORDER), ORDER, threeChunks)).toThrow('released cannot become pending')
  })
})

describe('the counters of a reservation', () => {
  const one = planned(undefined, ORDER, chunksOf([portion('A', 2), portion('B', 3)]))

  it('begin with its plan', () => {
    const counters = { chunks: 1, taken: 1, units: 5, left: 0, changes: 0 }
    expect(one).toEqual({ orderId: ORDER, status: 'held', plan: 1, ...counters })
  })

  it('are 0 of what was never planned', () => {
    const counters = { plan: 0, chunks: 0, taken: 0, units: 0, left: 0, changes: 0 }
    expect(tombstone(ORDER)).toEqual({ orderId: ORDER, status: 'released', ...counters })
    expect(released(planned(undefined, ORDER, threeChunks))).toMatchObject({ status: 'released', taken: 0 })
    expect(released({ ...one, taken: 0 })).toMatchObject({ status: 'released', taken: 0 })
  })

  it('go back with each chunk that is given back', () => {
    const two = taken(planned(undefined, ORDER, threeChunks))
    expect(
      [two, retreated(two), retreated(retreated(two))].map(({ status, taken }) => [status, taken]),
    ).toEqual([
      ['pending', 2],
      ['retreating', 1],
      ['retreating', 0],
    ])
  })

  it('say when all has left', () => {
    const some = shipped(one, [portion('A', 2)])
    expect(some).toMatchObject({ status: 'held', left: 2 })
    expect(shipped(some, [portion('B', 3)])).toMatchObject({ status: 'consumed', left: 5 })
  })

  it('grow and shrink with each change beside the plan', () => {
    const more = changed(one, [portion('C', 2)])
    expect(more).toEqual({ ...one, units: 7, changes: 1 })
    expect(changed(more, [portion('A', -2), portion('B', -1)])).toEqual({ ...one, units: 4, changes: 2 })
  })

  it('are those of a consumed reservation once a change leaves only what has left', () => {
    const some = shipped(one, [portion('A', 2)])
    expect(changed(some, [portion('B', -3)])).toMatchObject({ status: 'consumed', units: 2 })
    expect(changed(some, [portion('B', -1)])).toMatchObject({ status: 'held', units: 4 })
    expect(changed(one, [portion('A', -2), portion('B', -3)])).toMatchObject({ status: 'held', units: 0 })
  })

  it('count what is given back beside the plan as a change', () => {
    expect(releasedBesidePlan(one)).toEqual({ ...one, status: 'releasing', changes: 1 })
  })
})

describe('portions', () => {
  it('of one SKU at one place are one', () => {
    expect(summed([portion('A', 1), portion('A', 2, 'osaka'), portion('A', 3)])).toEqual([
      portion('A', 4),
      portion('A', 2, 'osaka'),
    ])
  })

  it('are counted at their place', () => {
    expect(quantityAt([portion('A', 1), portion('A', 2, 'osaka'), portion('A', 3)], portion('A', 0))).toBe(4)
  })

  it('that changes reserved are given back as far as they are held still', () => {
    const changes = [portion('A', 1), portion('A', 2), portion('B', 4), portion('C', 1), portion('D', -1)]
    const held = [portion('A', 5), portion('B', 1), portion('D', 1)]
    expect(besidePlan(changes, held)).toEqual([portion('A', 3), portion('B', 1)])
  })
})

it('a chunk holds what one commit can write', () => {
  expect(PORTIONS_PER_CHUNK * 3 + 3).toBeLessThanOrEqual(100)
  expect(chunksOf([])).toEqual([])
  expect(threeChunks.map((chunk) => chunk.length)).toEqual([PORTIONS_PER_CHUNK, PORTIONS_PER_CHUNK, 1])
})

it('what has left is no longer reserved, and can leave nothing less than nothing', () => {
  expect(
    stillReserved([portion('A', 3), portion('B', 1)], [portion('A', 1), portion('B', 1), portion('C', 1)]),
  ).toEqual([portion('A', 2)])
})

it('a plan is told by location', () => {
  const plan = chunksOf([portion('A', 1), portion('A', 2, 'osaka'), portion('B', 1)])
  expect(allocationsOf(plan)).toEqual([
    {
      locationId: 'tokyo',
      lines: [
        { sku: 'A', quantity: 1 },
        { sku: 'B', quantity: 1 },
      ],
    },
    { locationId: 'osaka', lines: [{ sku: 'A', quantity: 2 }] },
  ])
})
