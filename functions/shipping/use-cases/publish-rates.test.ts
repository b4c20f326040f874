import { describe, expect, it } from 'vitest'
import { locationKey } from '../adapters/keys.ts'
import type { LocationRates } from '../domain/location-rates.ts'
import { CAUSE, makeWorld, tokyo } from '../testing.ts'
import { makeRepublishRates } from './publish-rates.ts'

const ratesOf = (world: ReturnType<typeof makeWorld>) =>
  world.published().map(({ data }) => data as LocationRates)

describe('the rates of a stock location', () => {
  it('are published when the location is first heard of, and when they change', async () => {
    const world = makeWorld()
    await world.keepLocation(tokyo(), 1, CAUSE)
    await world.keepLocation(tokyo({ cutOff: '17:00' }), 2, CAUSE)
    expect(ratesOf(world).map(({ cutOff }) => cutOff)).toEqual(['15:00', '17:00'])
    expect(world.published().map(({ sequence }) => sequence)).toEqual([1, 2])
  })

  it('are not published again for news that change none of them, or are old', async () => {
    const world = makeWorld()
    await world.keepLocation(tokyo(), 2, CAUSE)
    await world.keepLocation(tokyo(), 2, CAUSE)
    await world.keepLocation(tokyo({ cutOff: '09:00' }), 1, CAUSE)
    await world.keepLocation(tokyo({ name: 'Another name' }), 3, CAUSE)
    expect(world.published()).toHaveLength(1)
  })

  it('are published by several at once as if one came after the other', async () => {
    const world = makeWorld()
    await Promise.all(
      [1, 2, 3].map((copied) => world.keepLocation(tokyo({ priority: copied }), copied, CAUSE)),
    )
    expect(ratesOf(world).at(-1)?.priority).toBe(3)
  })

  it('are published again once where the tables in the code have changed', async () => {
    const world = makeWorld()
    await world.keepLocation(tokyo(), 1, CAUSE)
    const republish = makeRepublishRates(world)
    await republish()
    expect(world.published()).toHaveLength(1)
    await world.store.commit([
      { update: locationKey(tokyo().locationId), set: { ratesHash: 'of older tables' } },
    ])
    await republish()
    await republish()
    expect(world.published()).toHaveLength(2)
  })
})
