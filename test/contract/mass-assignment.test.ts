import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ALL_OPERATIONS } from '#contexts/reference/domain/all-operations.ts'
import { readRequest } from '#shared/http/request.ts'
import { defineOperation, type Operation } from '#shared/operation.ts'
import {
  exampleBody,
  isStrict,
  objectSchemas,
  openPlaces,
  serverOwned,
  withField,
} from '#support/server-owned.ts'

const withBody = ALL_OPERATIONS.flatMap((operation) =>
  operation.body && !operation.rawBody ? [{ operation, schema: operation.body }] : [],
)

/** The request as API Gateway hands it on, by a caller who may do everything. */
function eventOf({ access, path }: Operation, body: unknown): APIGatewayProxyEventV2 {
  const kind = access === 'customer' ? 'customer' : 'machine'
  const until = String(Date.now() / 1_000 + 60)
  const authorizer = { lambda: { scopes: access, actor: JSON.stringify({ kind, id: 'm-1' }), until } }
  return {
    ...{ version: '2.0', rawPath: path, rawQueryString: '', routeKey: '', isBase64Encoded: false },
    headers: { 'content-type': 'application/json', 'idempotency-key': 'key-0123456789abcdef' },
    body: JSON.stringify(body),
    requestContext: Object.assign(
      {
        ...{ accountId: '', apiId: '', domainName: '', domainPrefix: '', requestId: 'r-1', routeKey: '' },
        ...{ stage: '$default', time: '', timeEpoch: 0 },
        http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
      },
      { authorizer },
    ),
  }
}

/** What the request is refused with, by the pointers of its unknown fields. */
function unknownFields(operation: Operation, body: unknown): string[] {
  const outcome = readRequest({ ...operation, params: undefined, query: undefined }, eventOf(operation, body))
  if (outcome.ok || outcome.code !== 'malformed') return []
  return (outcome.errors ?? []).filter(({ code }) => code === 'unknown_field').map(({ pointer }) => pointer)
}

test(`a field that the server owns is refused by its name in every body (${withBody.length} operations)`, () => {
  expect(withBody.length).toBeGreaterThan(30)
  const taken: string[] = []
  let tried = 0
  for (const { operation, schema } of withBody) {
    const example = exampleBody(operation)
    expect(z.safeParse(schema, example).success, operation.id).toBe(true)
    for (const { path, known } of openPlaces(schema, example))
      for (const name of serverOwned(operation).filter((field) => !known.has(field))) {
        tried += 1
        const pointer = `/${[...path, name].join('/')}`
        if (!unknownFields(operation, withField(example, path, name)).includes(pointer))
          taken.push(`${operation.id} ${pointer}`)
      }
  }
  console.info(`mass assignment: ${tried} fields tried in ${withBody.length} bodies`)
  expect(tried).toBeGreaterThan(2_000)
  expect(taken).toEqual([])
})

test('a field that the server owns is refused in every query', () => {
  const withQuery = ALL_OPERATIONS.flatMap(({ id, query }) => (query ? [{ id, query }] : []))
  expect(withQuery.length).toBeGreaterThan(10)
  const taken = withQuery.flatMap(({ id, query }) =>
    ['price', 'version', 'role', 'customerId']
      .filter((name) => {
        const { error } = z.safeParse(query, { [name]: '1' })
        return !error?.issues.some((issue) => issue.code === 'unrecognized_keys' && issue.keys.includes(name))
      })
      .map((name) => `${id}?${name}`),
  )
  // 3-D Secure leads a browser back to this page with parameters of the gateway's own.
  expect(taken.filter((found) => !found.startsWith('payReturnPage'))).toEqual([])
})

test('no object of a body takes fields that it does not know, whichever alternative is sent', () => {
  const objects = withBody.flatMap(({ operation: { id }, schema }) =>
    objectSchemas(schema).map((object) => ({ id, fields: Object.keys(object.def.shape).join(), object })),
  )
  expect(objects.length).toBeGreaterThan(withBody.length)
  expect(
    objects.filter(({ object }) => !isStrict(object)).map(({ id, fields }) => `${id}: ${fields}`),
  ).toEqual([])
})

test('the checks see a body that takes any field', () => {
  const body = z.object({ reason: z.string() })
  const lax = defineOperation({
    ...{ id: 'lax', context: 'orders', method: 'POST', path: '/v1/lax', summary: '', access: 'public' },
    body,
  })
  expect(unknownFields(lax, { reason: 'x', price: 1 })).toEqual([])
  expect(objectSchemas(body).map(isStrict)).toEqual([false])
})
