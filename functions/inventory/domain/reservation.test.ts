import { describe, expect, it } from 'vitest'
import { locationId, orderId, sku } from '#shared/ids.ts'
import type { Portion } from './level.ts'
import {
  allocationsOf,
  chunksOf,
  PORTIONS_PER_CHUNK,
  planned,
  RESERVATION_TRANSITIONS,
  type ReservationStatus,
  released,
  retreated,
  shipped,
  stillReserved,
  taken,
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

it('a chunk holds what one commit can write', () => {
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
