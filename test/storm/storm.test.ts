import { expect, it } from 'vitest'
import { forgetful, unconditional } from '#simulation/sabotage.ts'
import type { World } from '#simulation/world.ts'
import { runEach, runSideBySide, sharesOf } from './run.ts'
import { makeStorm, type StormOptions } from './storm.ts'

it('finds nothing wrong in a few hundred orders of all cases, from several seeds', {
  timeout: 240_000,
}, async () => {
  const report = await runEach(sharesOf(1, 360, 120))
  const found = report.violations.map(({ seed, what, history }) =>
    [what, ...history, `npm run storm -- --orders 120 --seed ${seed}`].join('\n'),
  )
  expect(found).toEqual([])
  expect(report.missing).toEqual([])
  expect(new Set(Object.values(report.balance))).toEqual(new Set([0]))
  expect(Object.entries(report.astray).filter(([, times]) => times === 0)).toEqual([])
  const { undelivered, lost } = report.astray
  console.log(
    `${report.placed} orders in ${report.steps} steps, ${report.broken} calls broken, ${undelivered + lost} events astray`,
  )
})

it.each([11, 7])('replays seed %i exactly', async (seed) => {
  const { trace } = await makeStorm({ seed, orders: 30 })
  expect((await makeStorm({ seed, orders: 30 })).trace).toBe(trace)
  expect((await makeStorm({ seed: seed + 100, orders: 30 })).trace).not.toBe(trace)
})

it('comes to the same in one thread and in two', async () => {
  const shares = sharesOf(21, 50, 20)
  const { violations, ...alone } = await runEach(shares)
  expect(violations).toEqual([])
  expect(await runSideBySide(shares, { threads: 2 })).toEqual({ violations, ...alone })
})

it.each<[what: string, sabotage: NonNullable<StormOptions['sabotage']>, isWrong?: boolean]>([
  ['nothing is wrong, which it does not find', {}, false],
  ['conditions of the store are switched off', { aroundStore: unconditional }],
  ['marks of what was done are not looked at', { aroundStore: forgetful }],
  ['the gateway forgets which requests it knows', { world: forgetKeys }],
  ['dead letters are thrown away, and history is not sent again', { world: loseForGood }],
])('finds what goes wrong where %s', async (_, sabotage, isWrong = true) => {
  const { violations } = await makeStorm({ seed: 7, orders: 60, sabotage })
  expect(violations.length > 0).toBe(isWrong)
})

function loseForGood({ bus }: World): void {
  Object.assign(bus, {
    redrive: () => bus.deadLetters.splice(0).length,
    publisher: { publish: async () => [] },
  })
}

function forgetKeys(world: World): void {
  const { refund } = world.gateway
  let times = 0
  Object.assign(world.gateway, {
    refund: (ask: Parameters<typeof refund>[0]) =>
      refund({ ...ask, operationId: `${ask.operationId}-${times++}` }),
  })
}
