import { beforeAll, describe, expect, it } from 'vitest'
import { ALL_OPERATIONS } from '#contexts/reference/domain/all-operations.ts'
import { SAME_AS } from './coverage.ts'
import { type Repeat, sentAgain } from './repeats.ts'
import { type Outcome, run } from './run.ts'
import { SCENARIOS } from './scenarios/all.ts'

/** Every operation that takes an Idempotency-Key, by the name of its use case. */
const KEYED = [
  ...new Set(
    ALL_OPERATIONS.filter(({ idempotent }) => idempotent)
      .map(({ context, id }) => `${context}.${id}`)
      .map((name) => SAME_AS[name] ?? name),
  ),
]

describe('a request under an Idempotency-Key', () => {
  const repeats: Repeat[] = []
  const outcomes: Outcome[] = []
  beforeAll(async () => {
    const aroundRequest = sentAgain((repeat) => repeats.push(repeat))
    for (const scenario of SCENARIOS) outcomes.push(await run(scenario, [], { aroundRequest }))
  })

  it(`is sent again of each of the ${KEYED.length} use cases that take one`, () => {
    const seen = new Set(repeats.map(({ operation }) => operation))
    expect(KEYED.filter((name) => !seen.has(name))).toEqual([])
    console.log(`${repeats.length} requests of ${seen.size} use cases were sent again`)
  })

  it('is told the same when it is sent again', () => {
    expect(repeats.filter(({ isSame }) => !isSame)).toEqual([])
  })

  it('is refused as idempotency_key_reused where another one came under its key', () => {
    expect(repeats.filter(({ other }) => other !== 'idempotency_key_reused')).toEqual([])
  })

  it('has its effect once, however often it is sent', () => {
    expect(outcomes.flatMap(({ failures, violations }) => [...failures, ...violations])).toEqual([])
  })
})
