import { expect, test } from 'vitest'
import { actor, GROUP_SCOPES, RESOURCE_SERVER, SCOPES, SYSTEM } from './actor.ts'

test.each([
  ['orders:read', ['support', 'warehouse', 'finance', 'admin']],
  ['orders:write', ['support', 'admin']],
  ['orders:repair', ['admin']],
  ['catalog:read', ['support', 'warehouse', 'admin']],
  ['catalog:write', ['admin']],
  ['stock:read', ['support', 'warehouse', 'admin']],
  ['stock:write', ['warehouse', 'admin']],
  ['fulfillment:read', ['support', 'warehouse', 'admin']],
  ['fulfillment:write', ['warehouse', 'admin']],
  ['payments:read', ['support', 'finance', 'admin']],
  ['payments:write', ['support', 'finance', 'admin']],
  ['channel:write', ['admin']],
] as const)('%s is given to %j', (scope, groups) => {
  expect(
    Object.entries(GROUP_SCOPES).flatMap(([group, scopes]) => (scopes.includes(scope) ? [group] : [])),
  ).toEqual(groups)
  expect(SCOPES).toContain(scope)
})

test('there are no other scopes', () => {
  expect(SCOPES).toHaveLength(12)
})

test.each(['staff', 'machine', 'customer', 'guest', 'gateway', 'carrier', 'system'])(
  'a change may be caused by %s, with an id or without',
  (kind) => {
    expect(actor.parse({ kind })).toEqual({ kind })
    expect(actor.parse({ kind, id: 'a' })).toEqual({ kind, id: 'a' })
  },
)

test('a change is caused by nobody else', () => {
  expect(actor.safeParse({ kind: '' }).success).toBe(false)
  expect(actor.safeParse({ kind: 'staff', name: 'Ada' }).success).toBe(false)
  expect(actor.parse(SYSTEM)).toEqual({ kind: 'system' })
})

test('scopes are asked for under the name that user pools were made with', () => {
  expect(`${RESOURCE_SERVER}/orders:read`).toBe('cartwright/orders:read')
})
