import type { Gateway } from '#contexts/payments/use-cases/gateway.ts'
import { type Chance, makeChance } from '#simulation/chance.ts'
import { breaksOf } from '#simulation/ports.ts'
import { unconditional } from '#simulation/sabotage.ts'
import { sideBySide } from '#simulation/side-by-side.ts'
import type { WorldOptions } from '#simulation/world.ts'
import { withoutCalls } from './coverage.ts'
import { type Fault, type Outcome, run } from './run.ts'
import type { Scenario } from './scenario.ts'
import { SCENARIOS } from './scenarios/all.ts'

/** A call, and the scenario that makes it. */
export interface FoundCall {
  readonly call: string
  readonly scenario: Scenario
}

/** Faults of one run, and what was wrong after it. */
export interface Finding {
  readonly scenario: string
  readonly faults: readonly Fault[]
  readonly violations: readonly string[]
}

/**
 * Finds the calls to break by running every scenario unbroken; each call belongs to the first that makes it, and
 * to those that name its use case, so that a new one is found by itself. Throws where a scenario does not hold even so, or a use case makes no call.
 */
export async function findCalls(): Promise<FoundCall[]> {
  const found: FoundCall[] = []
  const known = new Set<string>()
  for (const scenario of SCENARIOS) {
    const outcome = await run(scenario, [])
    const wrong = wrongIn(outcome)
    if (wrong.length > 0)
      throw new Error(`"${scenario.name}" does not hold, though nothing was broken:\n${wrong.join('\n')}`)
    const breaksToo = (call: string) => scenario.breaksToo?.some((name) => call.startsWith(`${name} > `))
    for (const call of outcome.calls) {
      if (!known.has(call) || breaksToo(call)) found.push({ call, scenario })
      known.add(call)
    }
  }
  const silent = withoutCalls(known)
  if (silent.length > 0) throw new Error(`no scenario makes these call the outside: ${silent.join(', ')}`)
  return found
}

/** Every call in every way in which it can break. */
export const allFaults = (calls: readonly FoundCall[]) =>
  calls.flatMap(({ call, scenario }) =>
    breaksOf(call).map((kind) => ({ scenario, faults: [{ call, kind }] as const })),
  )

export type Try = ReturnType<typeof allFaults>[number]

const wrongIn = ({ failures, violations }: Outcome): readonly string[] => [...failures, ...violations]

/** What was wrong with a run; also where it made none of the calls that were to be broken. */
export function findingOf(
  scenario: Scenario,
  faults: readonly [Fault, ...Fault[]],
  outcome: Outcome,
): Finding | undefined {
  const violations = outcome.broken === 0 ? [`${faults[0].call} was not made any more`] : wrongIn(outcome)
  return violations.length > 0 ? { scenario: scenario.name, faults, violations } : undefined
}

/** A few of many, by chance, each at most once. */
export function some<T>(of: readonly T[], count: number, chance: Chance): T[] {
  const left = [...of]
  return Array.from({ length: Math.min(count, left.length) }, () => {
    const [picked] = left.splice(chance.below(left.length), 1)
    if (picked === undefined) throw new RangeError('nothing is left to pick')
    return picked
  })
}

export type Tell = (done: number, finding: Finding | undefined) => void

export interface Report {
  readonly runs: number
  readonly findings: readonly Finding[]
}

/** Breaks one call after the other, each in a world of its own. */
export async function breakEach(tries: readonly Try[], tell: Tell = () => undefined): Promise<Report> {
  const findings: Finding[] = []
  for (const [done, { scenario, faults }] of tries.entries()) {
    const finding = findingOf(scenario, faults, await run(scenario, faults))
    if (finding) findings.push(finding)
    tell(done + 1, finding)
  }
  return { runs: tries.length, findings }
}

/** The same, by several threads at once. */
export async function breakSideBySide(
  tries: readonly Try[],
  every: readonly Try[],
  threads: number,
  tell: Tell,
): Promise<Report> {
  const places = tries.map((one) => every.indexOf(one))
  let done = 0
  const tellEach = ([finding]: readonly Finding[]) => {
    done += 1
    tell(done, finding)
  }
  const worker = new URL('worker.ts', import.meta.url)
  const found = await sideBySide<number, readonly Finding[]>(worker, places, { threads, tell: tellEach })
  return { runs: done, findings: found.flat() }
}

/** Breaks a second call after the first, in what the first was followed by; the second is picked by chance. */
export async function breakPairs(
  tries: readonly Try[],
  chance: Chance,
  tell: Tell = () => undefined,
): Promise<Report> {
  const findings: Finding[] = []
  for (const [done, { scenario, faults }] of tries.entries()) {
    const [first] = faults
    const { calls } = await run(scenario, faults)
    const after = calls.slice(calls.indexOf(first.call) + 1)
    const call = after.length > 0 ? chance.pick(after) : first.call
    const pair = [first, { call, kind: chance.pick(breaksOf(call)) }] as const
    const finding = findingOf(scenario, pair, await run(scenario, pair))
    if (finding) findings.push(finding)
    tell(done + 1, finding)
  }
  return { runs: tries.length, findings }
}

let keys = 0
const forgetful = <Ask extends { readonly operationId: string }>(ask: Ask): Ask => ({
  ...ask,
  operationId: `${ask.operationId}.${++keys}`,
})

/** Mistakes that a run must find: what would be wrong without the things that hold it together. */
export const CONTROLS: Readonly<Record<string, Pick<WorldOptions, 'aroundStore' | 'aroundGateway'>>> = {
  'the conditions of the store are switched off': { aroundStore: unconditional },
  'each try at the gateway has a key of its own': {
    aroundGateway: (gateway: Gateway): Gateway => ({
      ...gateway,
      authorize: (ask) => gateway.authorize(forgetful(ask)),
      refund: (ask) => gateway.refund(forgetful(ask)),
    }),
  },
  'the gateway lets nothing go': {
    aroundGateway: (gateway: Gateway): Gateway => ({
      ...gateway,
      cancel: async ({ gatewayId }) => {
        const object = await gateway.retrieve(gatewayId)
        if (!object) throw new RangeError(`there is no ${gatewayId}`)
        return { outcome: 'done', object: { ...object, state: 'voided' } }
      },
    }),
  },
  'a stock movement is not written': {
    aroundStore: (store) => ({
      ...store,
      commit: (writes) => {
        const kept = writes.filter((write) => !('put' in write && write.put.pk.startsWith('MOVEMENT#')))
        return kept.length > 0 ? store.commit(kept) : store.commit(writes)
      },
    }),
  },
}

/** Those that conditions and keys are there for: what is done again, in whatever use case. */
export const controlFaults = (calls: readonly FoundCall[]): Try[] =>
  allFaults(calls).filter(({ faults: [{ kind }] }) => kind === 'effect_twice' || kind === 'reply_lost')

/**
 * How many of these runs find a violation under each control, until `enough` have; none may find nothing.
 * A run that fails, with all that it could see in order, has found nothing.
 */
export async function tryControls(
  tries: readonly Try[],
  enough = tries.length,
): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const [name, around] of Object.entries(CONTROLS)) {
    found[name] = 0
    for (const { scenario, faults } of tries) {
      if (found[name] >= enough) break
      const { violations } = await run(scenario, faults, around)
      if (violations.length > 0) found[name] += 1
    }
  }
  return found
}

export const chanceOf = makeChance
