import { describe, expect, it } from 'vitest'
import { callerOf } from './caller.ts'

const seconds = (time: string) => String(Date.parse(time) / 1_000)
const UNTIL = seconds('2999-01-01T00:00:00Z')
const STAFF = {
  scopes: 'stock:read stock:write',
  actor: '{"kind":"staff","id":"s-1"}',
  groups: 'warehouse admin',
  until: UNTIL,
}
const ask = (lambda: object | undefined) =>
  callerOf({ id: 'adjust', access: 'stock:write' }, lambda && { authorizer: { lambda } })

describe('what is a customer’s', () => {
  const me = (lambda: object) => callerOf({ id: 'readMe', access: 'customer' }, { authorizer: { lambda } })

  it('is open to customers, who are known with their sign-in', () => {
    const actor = { kind: 'customer', id: 'cus_1' }
    expect(me({ scopes: '', actor: JSON.stringify(actor), until: UNTIL, session: 'sign-in-1' })).toEqual({
      ok: true,
      value: { actor, groups: [], session: 'sign-in-1' },
    })
  })

  it('is closed to everybody else, whatever their scopes', () => {
    expect(me({ ...STAFF, scopes: 'customer stock:write' })).toMatchObject({ ok: false, code: 'forbidden' })
  })
})

describe('whoever calls', () => {
  it('may do what their scopes say, and is known by actor and groups', () => {
    expect(ask(STAFF)).toEqual({
      ok: true,
      value: { actor: { kind: 'staff', id: 's-1' }, groups: ['warehouse', 'admin'] },
    })
  })

  it.each([undefined, ''])('is in no group where the authorizer names none (%j)', (groups) => {
    expect(ask({ ...STAFF, groups })).toMatchObject({ ok: true, value: { groups: [] } })
  })

  it.each([
    ['stock:read', 'stock:read'],
    ['stock:write-off', 'stock:write-off'],
    ['', 'none'],
  ])('is refused what "%s" does not give', (scopes, told) => {
    expect(ask({ ...STAFF, scopes })).toMatchObject({
      ok: false,
      code: 'forbidden',
      detail: `adjust needs the scope stock:write; the token gives: ${told}.`,
    })
  })

  it.each([
    ['without an authorizer', undefined],
    ['without scopes', { actor: STAFF.actor }],
    ['without an actor', { scopes: STAFF.scopes }],
  ])('is nobody %s', (_, lambda) => {
    expect(ask(lambda)).toMatchObject({
      ok: false,
      code: 'unauthenticated',
      detail: expect.stringContaining('Authorization: Bearer'),
    })
  })

  it('is told why their token is not believed, whatever else is said of them', () => {
    expect(ask({ ...STAFF, problem: 'It has expired.' })).toMatchObject({
      ok: false,
      code: 'unauthenticated',
      detail: 'It has expired.',
    })
  })

  it('is nobody any more once the token has ended, however long the authorizer remembers it', () => {
    const until = seconds('2026-11-24T01:00:00Z')
    const at = (time: string) =>
      callerOf(
        { id: 'adjust', access: 'stock:write' },
        { authorizer: { lambda: { ...STAFF, until } } },
        new Date(time),
      )
    expect(at('2026-11-24T00:59:59Z')).toMatchObject({ ok: true })
    expect(at('2026-11-24T01:00:00Z')).toMatchObject({ ok: false, code: 'unauthenticated' })
  })

  it('is nobody where it is not said when the token ends', () => {
    expect(ask({ ...STAFF, until: undefined })).toMatchObject({ ok: false, code: 'unauthenticated' })
  })

  it('is a guest where the operation is public, whatever is said of them', () => {
    expect(callerOf({ id: 'getQuote', access: 'public' }, { authorizer: { lambda: STAFF } })).toEqual({
      ok: true,
      value: { actor: { kind: 'guest' }, groups: [] },
    })
  })
})
