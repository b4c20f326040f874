import { expect, test } from 'vitest'
import { GROUP_SCOPES, SCOPES } from './actor.ts'

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
