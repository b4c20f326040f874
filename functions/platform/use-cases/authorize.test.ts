import { expect, test } from 'vitest'
import { SCOPES } from '#shared/actor.ts'
import { type Claims, contextOf, makeAuthorize } from './authorize.ts'

const UNTIL = 1_800_000_000
const CUSTOMER = `cus_${'1'.repeat(26)}`
const authorizeAs = (claims: Omit<Claims, 'pool' | 'exp'>, pool: Claims['pool'] = 'staff') =>
  makeAuthorize({ verify: async () => ({ ok: true, claims: { ...claims, pool, exp: UNTIL } }) })

test('a member of staff has the scopes of all their groups', async () => {
  const authorize = authorizeAs({
    sub: 'person-1',
    client_id: 'console',
    username: 'ada',
    'cognito:groups': ['warehouse', 'finance', 'a group of another product'],
    scope: 'aws.cognito.signin.user.admin',
  })
  const { actor, groups, scopes, problem } = await authorize('Bearer x.y.z')
  expect(actor).toEqual({ kind: 'staff', id: 'person-1' })
  expect(groups).toEqual(['warehouse', 'finance', 'a group of another product'])
  expect(scopes).toContain('stock:write')
  expect(scopes).toContain('payments:write')
  expect(scopes).not.toContain('orders:repair')
  expect(problem).toBeUndefined()
})

test('a member of staff gets no scope from the token itself', async () => {
  const authorize = authorizeAs({
    sub: 'person-1',
    client_id: 'console',
    username: 'ada',
    scope: SCOPES.map((scope) => `cartwright/${scope}`).join(' '),
  })
  expect(await authorize('Bearer x.y.z')).toEqual({
    actor: { kind: 'staff', id: 'person-1' },
    scopes: [],
    groups: [],
    until: UNTIL,
  })
})

test('a customer is known by the name in the pool, and has no scope, whatever the token says', async () => {
  const authorize = authorizeAs(
    {
      ...{ sub: 'person-2', client_id: 'shop', username: CUSTOMER, origin_jti: 'sign-in-1' },
      ...{ 'cognito:groups': ['admin'], scope: 'cartwright/orders:read' },
    },
    'customers',
  )
  expect(await authorize('Bearer x.y.z')).toEqual({
    actor: { kind: 'customer', id: CUSTOMER },
    scopes: [],
    until: UNTIL,
    session: 'sign-in-1',
  })
})

test.each([undefined, 'admin', 'somebody@example.com'])(
  'a token of the customers’ pool that is of no customer (%s) is not believed',
  async (username) => {
    const claims = { sub: 'client-2', client_id: 'client-2', username }
    const caller = await authorizeAs(claims, 'customers')('Bearer x.y.z')
    expect(caller).toMatchObject({ actor: { kind: 'guest' }, scopes: [], problem: expect.any(String) })
  },
)

test('a program has the scopes of its token, without the resource server and without unknown ones', async () => {
  const authorize = authorizeAs({
    sub: 'client-1',
    client_id: 'client-1',
    scope: 'cartwright/orders:read cartwright/fly other/orders:write stock:write',
  })
  const { actor, scopes } = await authorize('bearer x.y.z')
  expect(actor).toEqual({ kind: 'machine', id: 'client-1' })
  expect(scopes).toEqual(['orders:read'])
})

test('a program whose token names no scope has none', async () => {
  const caller = await authorizeAs({ sub: 'client-1', client_id: 'client-1' })('Bearer x.y.z')
  expect(caller).toEqual({ actor: { kind: 'machine', id: 'client-1' }, scopes: [], until: UNTIL })
})

test.each(['Bearer x.y.z', 'bearer x.y.z', '  Bearer   x.y.z '])(
  'the token of "%s" is x.y.z',
  async (header) => {
    const seen: string[] = []
    await makeAuthorize({
      verify: async (token) => {
        seen.push(token)
        return { ok: false, problem: 'it has expired' }
      },
    })(header)
    expect(seen).toEqual(['x.y.z'])
  },
)

test.each([undefined, '', 'Basic abc', 'Bearer', 'Bearerx', 'Bearer a b', 'no Bearer a'])(
  'without a bearer token (%s) nobody is known',
  async (header) => {
    const authorize = makeAuthorize({ verify: () => Promise.reject(new Error('nothing to verify')) })
    const caller = await authorize(header)
    expect(caller).toMatchObject({ actor: { kind: 'guest' }, scopes: [] })
    expect(caller.problem).toContain('Authorization: Bearer')
  },
)

test('a token that is not believed is passed on with its problem and no scope', async () => {
  const authorize = makeAuthorize({ verify: async () => ({ ok: false, problem: 'it has expired' }) })
  expect(await authorize('Bearer x.y.z')).toEqual({
    actor: { kind: 'guest' },
    scopes: [],
    problem: 'it has expired',
  })
})

test('what is handed on is text alone, and leaves out what there is not', () => {
  const actor = { kind: 'staff', id: 's-1' } as const
  expect(
    contextOf({
      actor,
      scopes: ['stock:read', 'stock:write'],
      groups: ['warehouse', 'finance'],
      until: UNTIL,
      session: 'x',
    }),
  ).toEqual({
    actor: '{"kind":"staff","id":"s-1"}',
    scopes: 'stock:read stock:write',
    groups: 'warehouse finance',
    until: String(UNTIL),
    session: 'x',
  })
  expect(contextOf({ actor: { kind: 'guest' }, scopes: [], problem: 'it has expired' })).toEqual({
    actor: '{"kind":"guest"}',
    scopes: '',
    groups: '',
    problem: 'it has expired',
  })
})
