import { expect, test } from 'vitest'
import type { EventDefinition } from '#shared/events.ts'
import type { Operation } from '#shared/operation.ts'
import {
  environmentRule,
  eventNameRule,
  fromContracts,
  handlerRule,
  importRule,
  keyRule,
  operationPathRule,
  personalFields,
  pureDomainRule,
  type Rule,
  type SourceFile,
  sameEverywhereRule,
  sourcesOf,
} from '#support/house-rules.ts'

const isEvent = (value: unknown): value is EventDefinition =>
  typeof value === 'object' && value !== null && 'schema' in value && 'source' in value && 'data' in value
const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'method' in value && 'servedBy' in value

const functions = sourcesOf('functions/**/*.ts')
const contexts = functions.filter(({ path }) => !path.startsWith('functions/shared/'))
const events = (await fromContracts('events', isEvent)).map(({ value }) => value)
const operations = (await fromContracts('operations', isOperation)).map(({ value }) => value)

function holds(name: string, rule: Rule, files: readonly SourceFile[], planted: SourceFile) {
  test(`${name} (${files.length} files)`, () => {
    expect(files.length).toBeGreaterThan(10)
    expect(rule(planted)).not.toEqual([])
    expect(files.flatMap(rule)).toEqual([])
    console.info(`house rule: ${name}: ${files.length} files checked`)
  })
}

holds('a context knows of another only its contract', importRule, contexts, {
  path: 'functions/orders/domain/planted.ts',
  text: "import { x } from '#contexts/payments/domain/payment.ts'",
})
holds('data flows one way', importRule, contexts, {
  path: 'functions/orders/domain/planted.ts',
  text: "import { x } from '../adapters/order-repository.ts'",
})
holds('the domain is pure', pureDomainRule, contexts, {
  path: 'functions/orders/domain/planted.ts',
  text: 'export const now = () => Date.now()',
})
holds('a handler has at most 40 lines', handlerRule, contexts, {
  path: 'functions/orders/handlers/planted.ts',
  text: 'if (true) run()\n'.repeat(41),
})
holds('the environment is read at one place', environmentRule, functions, {
  path: 'functions/orders/use-cases/planted.ts',
  text: "const stage = process.env['STAGE']",
})
holds('the code is the same everywhere', sameEverywhereRule, functions, {
  path: 'functions/orders/use-cases/planted.ts',
  text: 'const url = isLocal ? a : b',
})
holds('an event has its name once', eventNameRule(events.map(({ type }) => type)), contexts, {
  path: 'functions/orders/use-cases/planted.ts',
  text: "emit('order.placed')",
})
holds('an operation has its path once', operationPathRule(operations.map(({ path }) => path)), contexts, {
  path: 'functions/orders/handlers/planted.ts',
  text: "get('/v1/orders')",
})

const keyed = operations.filter(({ idempotent }) => idempotent)
holds('an Idempotency-Key is handed on', keyRule(keyed.map(({ id }) => id)), contexts, {
  path: 'functions/orders/handlers/planted.ts',
  text: 'route(operations.payOrder, async ({ params, body, cause }) => pay({ ...params, body, cause }))',
})

test(`what takes an Idempotency-Key refuses another request under it (${keyed.length} operations)`, () => {
  expect(keyed.length).toBeGreaterThan(20)
  expect(keyed.filter(({ refusals }) => !refusals.includes('idempotency_key_reused'))).toEqual([])
})

test(`no event carries personal data outside its personal block (${events.length} events)`, () => {
  /** The stock location's own address is the business's, not a person's. */
  const businesses = new Set(['stock_location.changed'])
  const found = events
    .filter(({ type }) => !businesses.has(type))
    .flatMap(({ type, data }) => personalFields(data).map((path) => `${type} data${path}`))
  expect(found).toEqual([])
  expect(events.length).toBeGreaterThan(20)
  const planted = events.find(({ personal }) => personal !== undefined)
  expect(personalFields(planted?.personal)).not.toEqual([])
  console.info(`house rule: personal data: ${events.length} events checked`)
})

test(`names of events and operations are unique (${events.length} events, ${operations.length} operations)`, () => {
  const types = events.map(({ type, schema }) => `${type} ${schema}`)
  const ids = operations.map(({ id }) => id)
  const routes = operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`)
  for (const names of [types, ids, routes]) expect(names.toSorted()).toEqual([...new Set(names)].toSorted())
})
