import { describe, expect, test } from 'vitest'
import { nameOf, type Resource, refersTo, STAGE_NAMES, synthesize } from './synth.ts'

const doubles = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index)

const roleOf = (lambda: Resource) => `${lambda.stack}/${refersTo(lambda.Properties['Role'])}`

describe.each(STAGE_NAMES)('functions of %s', (stage) => {
  test('each has a role of its own, a time limit, a memory size, and a log group with a retention', async () => {
    const { ofType } = await synthesize(stage)
    const functions = ofType('AWS::Lambda::Function')
    console.log(`${stage}: ${functions.length} functions checked`)
    expect(functions.length).toBeGreaterThan(20)
    expect(doubles(functions.map(roleOf))).toEqual([])

    const kept = new Set(
      ofType('AWS::Logs::LogGroup')
        .filter(({ Properties }) => Number(Properties['RetentionInDays']) > 0)
        .map(nameOf),
    )
    for (const lambda of functions) {
      const { Timeout, MemorySize, LoggingConfig } = lambda.Properties
      expect.soft(Timeout, nameOf(lambda)).toBeTypeOf('number')
      expect.soft(MemorySize, nameOf(lambda)).toBeTypeOf('number')
      const logGroup = refersTo((LoggingConfig as { LogGroup?: unknown } | undefined)?.LogGroup)
      expect.soft(kept, nameOf(lambda)).toContain(`${lambda.stack}/${logGroup}`)
    }
  })

  test('each is found by its name, and runs on Node 24 on ARM', async () => {
    const functions = (await synthesize(stage)).ofType('AWS::Lambda::Function')
    const names = functions.map(({ Properties }) => String(Properties['FunctionName']))
    expect(doubles(names)).toEqual([])
    for (const name of names) expect.soft(name).toMatch(new RegExp(`^cartwright-${stage}-[a-z-]+$`))
    for (const lambda of functions)
      expect
        .soft(lambda.Properties, nameOf(lambda))
        .toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], Handler: 'index.handler' })
  })
})

test('on the laptop tasks and consumers share few workers; a client is never turned away for want of one', async () => {
  const functions = (await synthesize('local')).ofType('AWS::Lambda::Function')
  const limited = functions.filter(
    ({ Properties }) => Properties['ReservedConcurrentExecutions'] !== undefined,
  )
  const names = limited.map(({ Properties }) => String(Properties['FunctionName']))
  expect(names).toContain('cartwright-local-inventory-reserve')
  expect(names).toContain('cartwright-local-orders-on-event')
  expect(
    names.filter((name) =>
      /-(api|place-order|quote|authorizer|tracking|webhook|claim-hand-over)$/.test(name),
    ),
  ).toEqual([])
})

test('in prod no function is limited', async () => {
  const functions = (await synthesize('prod')).ofType('AWS::Lambda::Function')
  expect(
    functions.filter(({ Properties }) => Properties['ReservedConcurrentExecutions'] !== undefined),
  ).toEqual([])
})
