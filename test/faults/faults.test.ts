import { beforeAll, describe, expect, it } from 'vitest'
import { makeChance } from '#simulation/chance.ts'
import { withoutCalls } from './coverage.ts'
import {
  allFaults,
  breakEach,
  breakPairs,
  CONTROLS,
  controlFaults,
  type FoundCall,
  findCalls,
  some,
  tryControls,
} from './faults.ts'

/** A short form of `npm run faults`, which breaks every call in every way. */
const SEED = 1
const FAULTS = 60
const PAIRS = 10
/** Many, as not every scenario shows each control; the first that does is enough. */
const UNDER_CONTROL = 200

describe('whatever breaks at the edge of a use case', () => {
  let calls: FoundCall[]
  beforeAll(async () => {
    calls = await findCalls()
  })

  it('leaves every invariant and every order’s end as they were to be', async () => {
    const chance = makeChance(SEED)
    const tries = some(allFaults(calls), FAULTS, chance)
    const { findings } = await breakEach(tries)
    console.log(`${calls.length} calls x 6 ways to break them; ${tries.length} tried with seed ${SEED}`)
    expect(findings).toEqual([])
    const pairs = await breakPairs(some(allFaults(calls), PAIRS, chance), chance)
    expect(pairs.findings).toEqual([])
  })

  it('is found where what holds it together is switched off', async () => {
    const found = await tryControls(some(controlFaults(calls), UNDER_CONTROL, makeChance(SEED)), 1)
    expect(Object.keys(found)).toEqual(Object.keys(CONTROLS))
    expect(Object.entries(found).filter(([, count]) => count === 0)).toEqual([])
  })

  it('is tried of each use case: one that makes no call is named', () => {
    const names = calls.map(({ call }) => call)
    expect(withoutCalls(names)).toEqual([])
    expect(withoutCalls(names.filter((call) => !call.startsWith('payments.capture > ')))).toEqual([
      'payments.capture',
    ])
  })
})
