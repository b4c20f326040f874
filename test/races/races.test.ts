import { describe, expect, it } from 'vitest'
import { unconditional } from '#simulation/sabotage.ts'
import { raceForTheLast, SHAPES } from './last-units.ts'
import { MOMENTS } from './moments.ts'
import { racePair, uncovered } from './pairs.ts'

const [LAST_UNIT] = SHAPES

describe('all at once for what one of them can have', () => {
  it.each(SHAPES)('$name: one gets it, the others are refused cleanly', async (shape) => {
    const buyers = 20
    expect(await raceForTheLast(shape, { buyers, seed: 1 })).toMatchObject({
      ...{ accepted: 1, refused: buyers - 1, liveAuthorizations: 1 },
      wrong: [],
    })
  })

  it('is found to go wrong where the store looks at no condition', async () => {
    const wrong: string[] = []
    // Whether two are early enough to sell it twice is a matter of chance.
    for (const seed of [1, 2, 3])
      wrong.push(...(await raceForTheLast(LAST_UNIT, { buyers: 20, seed, aroundStore: unconditional })).wrong)
    expect(wrong).toContainEqual(expect.stringMatching(/not linearizable/))
  })
})

const at = (name: string) => MOMENTS.filter((moment) => moment.name === name)

describe('two acts on one order, started together', () => {
  it('are all that there are', () => expect(uncovered()).toEqual([]))

  it.each([
    ['cancelOrder', 'handOver', 'its label is bought'],
    ['correctAddress', 'correctAddress', 'it is to be picked'],
    ['correctAddress', 'packParcels', 'it is picked'],
    ['cancelOrder', 'a payer confirms', 'a bank asks its payer'],
    ['cancelOrder', 'recordReceivedByReference', 'money for its reference is waited for'],
    ['cancelLines', 'packParcels', 'it is picked'],
    ['voidShipmentLabel', 'handOver', 'its label is bought'],
    ['releaseHold', 'declineHold', 'it is looked at before it is confirmed'],
    ['resolveParcel, refund', 'resolveParcel, reship', 'its parcel is lost'],
    ['approveRefund', 'declineRefund', 'a refund waits for a second person'],
    ['refundOrder, all', 'refundOrder, all', 'it has arrived'],
  ])('%s and %s, when %s', async (one, other, moment) => {
    const report = await racePair({ acts: [one, other], moments: at(moment) }, { times: 3, seed: 1 })
    expect(report.violations).toEqual([])
    expect(report.taken[0] + report.taken[1]).toBeGreaterThan(0)
  })

  it('leave no order waiting that came back while it was run again', async () => {
    const acts = ['repairOrder, retry', 'resolveParcel, refund'] as const
    // Under this seed the wait for the delivery begins after the order has ended.
    const report = await racePair({ acts, moments: at('its parcel came back') }, { times: 3, seed: 6 })
    expect(report.violations).toEqual([])
  })

  it('are found to go wrong where the store looks at no condition', async () => {
    const acts = ['cancelLines', 'cancelLines'] as const
    const options = { times: 5, seed: 1, aroundStore: unconditional }
    const { violations } = await racePair({ acts, moments: at('it is to be picked') }, options)
    expect(violations).not.toEqual([])
  })
})
