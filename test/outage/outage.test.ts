import { describe, expect, it } from 'vitest'
import { TELLING } from '#simulation/books.ts'
import { tryControls } from './controls.ts'
import { openHouse } from './house.ts'
import { suffer } from './outage.ts'
import { CONSUMERS, OUTAGES } from './outages.ts'

/** A short form of `npm run outage`, which tries all of them. */
const SHORT = [
  'all streams',
  'the stream of customers',
  'the consumer orders.on-event',
  'the consumer insights.on-event',
  'a record that the publisher of orders breaks on',
  'the bus refuses two entries of three',
  'everything but what accepts orders',
  'the gateway',
]
const CIRCUMSTANCES = { seed: 7, orders: 6 }

describe('what is down for a while', () => {
  it.each(SHORT)('%s: every order is taken, and brought to its end once', async (name) => {
    const outage = OUTAGES.find(({ what }) => what === name)
    if (!outage) throw new Error(`there is no outage "${name}"`)
    const { stoodStill, completed, lost, doubled, violations } = await suffer(outage, CIRCUMSTANCES)
    expect({ lost, doubled, violations }).toEqual({ lost: [], doubled: [], violations: [] })
    expect(completed).toBe(8)
    expect(Object.values(stoodStill).some((count) => count > 0)).toBe(true)
  })

  it('is found where something is lost indeed', async () => {
    const controls = [
      ...(await tryControls(CIRCUMSTANCES, 'one dead letter of notifications')),
      ...(await tryControls(CIRCUMSTANCES, 'after the stream of orders')),
      ...(await tryControls(CIRCUMSTANCES, 'the dead letters of customers')),
    ]
    expect(controls).toHaveLength(3)
    expect(controls.filter(({ found }) => found === 0)).toEqual([])
  })

  it('is tried of each stream and each consumer that the house has', async () => {
    const { bus } = (await openHouse(1)).world
    // Nothing is told by insights, and jobs over many things are no part of an order's life.
    const telling = [...bus.streams.keys()].filter((one) => one !== 'insights')
    expect(TELLING.toSorted()).toEqual(telling.toSorted())
    expect(CONSUMERS.toSorted()).toEqual(
      bus.consumers
        .flatMap(({ name }) => (['orders.jobs', 'catalog.transfers'].includes(name) ? [] : [name]))
        .toSorted(),
    )
  })
})
