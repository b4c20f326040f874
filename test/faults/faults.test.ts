import { beforeAll, describe, expect, it } from 'vitest'
import { CONTEXTS, type Context } from '#shared/names.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import type { Write } from '#shared/store/store.ts'
import { makeChance } from '#simulation/chance.ts'
import type { Tables } from '#simulation/emulated-tables.ts'
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
import { run } from './run.ts'
import { openedShop } from './scenario.ts'

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
    console.log(
      `${allFaults(calls).length} faults of ${calls.length} calls; ${tries.length} tried with seed ${SEED}`,
    )
    expect(findings).toEqual([])
    const pairs = await breakPairs(some(allFaults(calls), PAIRS, chance), chance)
    expect(pairs.findings).toEqual([])
  })

  it('is found where what holds it together is switched off', async () => {
    const found = await tryControls(some(controlFaults(calls), UNDER_CONTROL, makeChance(SEED)), 1)
    expect(Object.keys(found)).toEqual(Object.keys(CONTROLS))
    expect(Object.entries(found).filter(([, count]) => count === 0)).toEqual([])
  })

  it('is found where a commit is not tried again that met another transaction', async () => {
    const call = 'orders.placeOrder > store.commit #1'
    const scenario = calls.find((one) => one.call === call)?.scenario
    if (!scenario) throw new RangeError(`no scenario makes ${call}`)
    const faults = [{ call, kind: 'conflicts' }] as const
    expect(await run(scenario, faults)).toMatchObject({ broken: 1, failures: [], violations: [] })
    const { failures } = await run(scenario, faults, { tables: await impatientTables() })
    expect(failures).toEqual([`${call} met another transaction, and was not tried again`])
  })

  it('is tried of each use case: one that makes no call is named', () => {
    const names = calls.map(({ call }) => call)
    expect(withoutCalls(names)).toEqual([])
    expect(withoutCalls(names.filter((call) => !call.startsWith('payments.capture > ')))).toEqual([
      'payments.capture',
    ])
  })
})

/** Tables in memory, behind which nothing is tried again. */
async function impatientTables(): Promise<Tables> {
  const { items } = await openedShop()
  const stores = new Map(CONTEXTS.map((context) => [context, makeMemoryStore(items.get(context))]))
  const storeOf = (context: Context) => stores.get(context) ?? makeMemoryStore()
  return {
    openTable: (context, ports, written) =>
      ports.through('store', {
        ...storeOf(context),
        async commit(writes: readonly Write[]) {
          const done = await storeOf(context).commit(writes)
          if (done.ok) written(writes.flatMap((write) => ('put' in write ? [write.put] : [])))
          return done
        },
      }),
    look: async ({ tables }) => {
      for (const [context, store] of stores) tables.set(context, store)
    },
    close: () => undefined,
  }
}
