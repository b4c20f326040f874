import { globSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { insightsSettingsOf, stageConfig } from '#lib/config.ts'
import type { Subscription } from '#shared/consumer.ts'
import type { EventDefinition } from '#shared/events.ts'
import { modulesOf, ROOT } from './contexts.ts'

const definition = z.object({ type: z.string(), source: z.string(), schema: z.int(), data: z.unknown() })
const isDefinition = (value: unknown): value is EventDefinition => z.safeParse(definition, value).success

/** `<aggregate>.<fact>`, in small letters. */
const NAME = /^[a-z]+(_[a-z]+)*\.[a-z]+(_[a-z]+)*$/

describe('events', async () => {
  const contracts = await modulesOf('functions/*/contract/events.ts')
  const defined = [...contracts].flatMap(([context, module]) =>
    [...new Set(Object.values(module).flat())].filter(isDefinition).map((event) => ({ context, event })),
  )

  it('have names of their own, `<aggregate>.<fact>`', () => {
    const names = defined.map(({ event }) => `${event.type} ${event.schema}`)
    expect(names.length).toBeGreaterThan(20)
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([])
    for (const { event } of defined) expect(event.type).toMatch(NAME)
    console.log(`${contracts.size} contexts with ${names.length} events checked`)
  })

  it('all stand in the events.ts of their context, whichever file defines them', async () => {
    const files = globSync('functions/*/contract/!(*.test).ts', { cwd: ROOT })
    const modules = await Promise.all(files.map((file) => import(join(ROOT, file))))
    const events = modules.flatMap((module) => Object.values(module).flat()).filter(isDefinition)
    const listed = new Set(defined.map(({ event }) => event))
    expect(events.filter((event) => !listed.has(event)).map(({ type }) => type)).toEqual([])
    console.log(`${files.length} files of contracts checked`)
  })

  it('say which context they come from', () => {
    for (const { context, event } of defined) expect(event.source, event.type).toBe(context)
  })

  it('would not be called anything else', () => {
    for (const planted of ['orderPlaced', 'order', 'Order.placed', 'order.placed.now', 'order-line.added'])
      expect(planted).not.toMatch(NAME)
  })
})

/** What handlers read at cold start. */
const ENVIRONMENT = {
  STAGE: 'test',
  TABLE_NAME: 'test',
  AWS_REGION: 'us-east-1',
  SITE_URL: 'http://localhost',
  INSIGHTS_SETTINGS: JSON.stringify(insightsSettingsOf(stageConfig('test'))),
}

describe('subscriptions', () => {
  const environment = { ...process.env }
  beforeAll(() => {
    Object.assign(process.env, ENVIRONMENT)
  })
  afterAll(() => {
    process.env = environment
  })

  it('of each consumer are those of its contract, from which the rules of the bus are made', async () => {
    const contracts = await modulesOf('functions/*/contract/subscriptions.ts')
    const consumers = await modulesOf('functions/*/handlers/on-event.ts')
    const listed = [...contracts].map(([context, module]) => [context, typesOf(module['subscriptions'])])
    const handled = [...consumers].map(([context, module]) => [context, handledBy(module['handler'])])
    expect(handled).toEqual(listed)
    console.log(`${consumers.size} consumers checked`)
  })
})

const typesOf = (definitions: unknown): string[] =>
  z
    .parse(z.array(definition), definitions)
    .map((event) => `${event.type} ${event.schema}`)
    .sort()

const handledBy = (handler: unknown): string[] => {
  const { subscriptions } = handler as { subscriptions: readonly Subscription[] }
  return typesOf(subscriptions.map((subscription) => subscription.definition))
}
