import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { beforeEach, expect, test, vi } from 'vitest'
import * as z from 'zod/mini'
import { ForeignCursor } from '../foreign-cursor.ts'
import { note } from '../observability.ts'
import { defineOperation } from '../operation.ts'
import { refuse } from '../outcomes.ts'
import { apiHandler, etag, nextPage, reply, route } from './api.ts'

/** Seconds since 1970 at which the token ends. */
const UNTIL = String(Date.parse('2999-01-01T00:00:00Z') / 1_000)

const adjust = defineOperation({
  id: 'adjust',
  context: 'inventory',
  method: 'POST',
  path: '/v1/things/{id}',
  summary: 'A change',
  access: 'stock:write',
  idempotent: true,
  refusals: ['precondition_failed'],
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({ lines: z.array(z.strictObject({ quantity: z.int().check(z.minimum(1)) })) }),
  answer: z.strictObject({ id: z.string(), by: z.string() }),
})

const pick = defineOperation({
  ...{ id: 'pick', context: 'inventory', method: 'POST', path: '/v1/picks', summary: 'Another change' },
  ...{ access: 'stock:write', idempotent: 'optional', answer: z.strictObject({ key: z.string() }) },
})

const handler = apiHandler('inventory.api', [
  route(adjust, async ({ params, actor }) => {
    if (params.id === 'missing') return refuse('not_found', 'There is none.')
    if (params.id === 'elsewhere') throw new ForeignCursor()
    if (params.id === 'broken') throw new Error('a secret of the machine room')
    note({ subject: params.id })
    return reply({ id: params.id, by: actor.id ?? '' }, etag(3))
  }),
  route(pick, async ({ idempotencyKey }) => reply({ key: idempotencyKey })),
])

/** With every answer, for browsers. */
const SAFE = { 'strict-transport-security': 'max-age=31536000', 'x-content-type-options': 'nosniff' }

const printed: string[] = []
beforeEach(() => {
  printed.length = 0
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed.push(String(text))
    return true
  })
})

async function send(overrides: { path?: string; body?: unknown; headers?: object; lambda?: object } = {}) {
  const path = overrides.path ?? '/v1/things/a'
  const event = {
    version: '2.0',
    rawPath: path,
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': 'key-0123456789abcdef',
      ...overrides.headers,
    },
    requestContext: {
      requestId: 'r-1',
      http: { method: 'POST', path },
      authorizer: {
        lambda: overrides.lambda ?? {
          scopes: 'stock:read stock:write',
          actor: '{"kind":"staff","id":"s-1"}',
          until: UNTIL,
        },
      },
    },
    body:
      typeof overrides.body === 'string'
        ? overrides.body
        : JSON.stringify(overrides.body ?? { lines: [{ quantity: 1 }] }),
    isBase64Encoded: false,
  } as unknown as APIGatewayProxyEventV2
  const answer = await handler(event, { awsRequestId: 'r-1' } as Context, {
    signal: new AbortController().signal,
  })
  if (!answer) throw new Error('no answer')
  return { status: answer.statusCode, headers: answer.headers ?? {}, body: JSON.parse(answer.body ?? 'null') }
}

test('a parsed request is answered, with its version', async () => {
  expect(await send()).toEqual({
    status: 200,
    headers: { ...SAFE, 'content-type': 'application/json', 'cache-control': 'no-store', etag: '"3"' },
    body: { id: 'a', by: 's-1' },
  })
})

test.each([
  ['malformed JSON', { body: '{"lines": [' }, 400, 'payload_unreadable'],
  ['an unknown field', { body: { lines: [], price: 1 } }, 400, 'malformed'],
  ['a fraction', { body: { lines: [{ quantity: 1.5 }] } }, 400, 'malformed'],
  ['a body over 256 kB', { body: ' '.repeat(256 * 1024 + 1) }, 413, 'too_large'],
  ['another content type', { headers: { 'Content-Type': 'text/plain' } }, 415, 'unsupported_media_type'],
  ['a version without quotes', { headers: { 'If-Match': '3' } }, 400, 'malformed'],
  ['an empty If-Match', { headers: { 'If-Match': '' } }, 400, 'malformed'],
  [
    'a short key where none is needed',
    { path: '/v1/picks', headers: { 'Idempotency-Key': 'short' } },
    400,
    'idempotency_key_missing',
  ],
  [
    'an empty idempotency key where it is optional',
    { path: '/v1/picks', headers: { 'Idempotency-Key': '' } },
    400,
    'idempotency_key_missing',
  ],
  ['no idempotency key', { headers: { 'Idempotency-Key': '' } }, 400, 'idempotency_key_missing'],
  [
    'a bad token',
    { lambda: { scopes: '', actor: '', problem: 'The token has expired.' } },
    401,
    'unauthenticated',
  ],
  ['no authorizer', { lambda: {} }, 401, 'unauthenticated'],
  [
    'a missing scope',
    { lambda: { scopes: 'stock:read', actor: '{"kind":"staff"}', until: UNTIL } },
    403,
    'forbidden',
  ],
  ['a missing thing', { path: '/v1/things/missing' }, 404, 'not_found'],
  ['a missing address', { path: '/v1/nothing' }, 404, 'not_found'],
])('%s is a problem document', async (_, request, status, code) => {
  const answer = await send(request)
  expect(answer).toMatchObject({
    status,
    headers: { ...SAFE, 'content-type': 'application/problem+json' },
    body: { status, code, requestId: 'r-1' },
  })
  expect(answer.body.detail.length).toBeGreaterThan(10)
})

test('an idempotency key may be left out where it is optional, and is given on', async () => {
  const sendWith = (key: string | undefined) =>
    send({ path: '/v1/picks', headers: { 'Idempotency-Key': key } })
  expect((await sendWith(undefined)).body).toEqual({ key: '' })
  expect((await sendWith('key-0123456789abcdef')).body).toEqual({ key: 'key-0123456789abcdef' })
})

test('pointers name what is wrong', async () => {
  const { body } = await send({ body: { lines: [{ quantity: 0, price: 1 }], 'a/b': 1 } })
  expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).toSorted()).toEqual(
    ['/a/b', '/lines/0/price', '/lines/0/quantity'].toSorted(),
  )
})

test('a cursor of another list is the mistake of who sent it, and no fault', async () => {
  expect(await send({ path: '/v1/things/elsewhere' })).toMatchObject({
    status: 400,
    body: { code: 'malformed', errors: [{ pointer: '/query/cursor' }] },
  })
  expect(JSON.parse(printed[0] ?? '')).toMatchObject({ level: 'info', refusal: 'malformed', Faults: 0 })
})

test('a fault is 500 and says nothing of the inside; its line says where, and no more', async () => {
  const { status, headers, body } = await send({ path: '/v1/things/broken' })
  expect(status).toBe(500)
  expect(headers).toMatchObject(SAFE)
  expect(JSON.stringify(body) + printed.join('')).not.toContain('machine room')
  expect(JSON.parse(printed[0] ?? '')).toMatchObject({ level: 'error', error: 'Error', Faults: 1 })
})

test('each invocation prints one line, with what was noted in it alone', async () => {
  await Promise.all([send({ path: '/v1/things/a' }), send({ path: '/v1/things/b' })])
  const lines = printed.map((line) => JSON.parse(line))
  expect(lines.map(({ subject }) => subject).toSorted()).toEqual(['a', 'b'])
})

test('the header of a page of text leads to the next with the same question', () => {
  const asked = { format: 'jsonl', status: undefined, personal: 'false' }
  expect(nextPage('/exports', asked, 'a#b')).toEqual({
    link: '</exports?format=jsonl&personal=false&cursor=a%23b>; rel="next"',
  })
  expect(nextPage('/exports', asked, null)).toEqual({})
})
