import { type Actor, GROUP_SCOPES, RESOURCE_SERVER, SCOPES, type Scope } from '#shared/actor.ts'
import { customerId } from '#shared/ids.ts'

/** What a verified access token says. */
export interface Claims {
  /** Whose pool it is of. */
  readonly pool: 'staff' | 'customers'
  /** Seconds since 1970 at which it ends. */
  readonly exp: number
  /** The sign-in that it came from, kept when it is refreshed. */
  readonly origin_jti?: string | undefined
  /** The person; a program's own client id. */
  readonly sub: string
  readonly client_id: string
  /** Of people only: programs have none. A customer's is the id of the customer. */
  readonly username?: string | undefined
  readonly 'cognito:groups'?: readonly string[] | undefined
  /** Names with a space between. */
  readonly scope?: string | undefined
}

/** Checks signature, issuer, expiry, client and use. A refusal says in the caller's words what is wrong. */
export type VerifyToken = (
  token: string,
) => Promise<
  { readonly ok: true; readonly claims: Claims } | { readonly ok: false; readonly problem: string }
>

/** What the functions behind the API get to know of the caller. */
export interface Caller {
  readonly scopes: readonly Scope[]
  readonly actor: Actor
  /** Of a person: the staff groups. */
  readonly groups?: readonly string[]
  /** Seconds since 1970 at which the token ends. */
  readonly until?: number
  /** The sign-in that it came from. */
  readonly session?: string | undefined
  /** Why the token is not believed; such a caller may do nothing. */
  readonly problem?: string
}

/** What API Gateway hands on of a caller: texts alone, lists with a space between. */
export const contextOf = ({ scopes, actor, groups = [], until, session, problem }: Caller) => ({
  scopes: scopes.join(' '),
  actor: JSON.stringify(actor),
  groups: groups.join(' '),
  ...(until === undefined ? {} : { until: String(until) }),
  ...(session ? { session } : {}),
  ...(problem ? { problem } : {}),
})

const stranger = (problem: string): Caller => ({ scopes: [], actor: { kind: 'guest' }, problem })

/**
 * Says who calls and what they may do.
 * 1. The header carries a bearer token.
 * 2. The token is a current access token of the staff's or the customers' pool.
 * 3. A customer has no scopes: they act under `/v1/me`, for themselves alone. The scopes of a member of the staff
 *    come from the groups, a program's from the token.
 * Refusals: none. A token that is not believed is passed on with its problem, so that the function
 * answers 401 as a problem document.
 */
export const makeAuthorize =
  (deps: { verify: VerifyToken }) =>
  async (authorization: string | undefined): Promise<Caller> => {
    const token = authorization && /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1]
    if (!token) return stranger('Send the access token as "Authorization: Bearer <token>".')
    const verified = await deps.verify(token)
    return verified.ok ? callerOf(verified.claims) : stranger(verified.problem)
  }

const callerOf = (claims: Claims): Caller => ({
  ...knownAs(claims),
  until: claims.exp,
  ...(claims.origin_jti ? { session: claims.origin_jti } : {}),
})

function knownAs({ pool, sub, client_id, username, scope, 'cognito:groups': groups = [] }: Claims): Caller {
  if (pool === 'customers') {
    const customer = customerId.safeParse(username)
    return customer.success
      ? { actor: { kind: 'customer', id: customer.data }, scopes: [] }
      : stranger('The token is not of a customer.')
  }
  return username === undefined
    ? { actor: { kind: 'machine', id: client_id }, scopes: scopesOfMachine(scope) }
    : { actor: { kind: 'staff', id: sub }, scopes: scopesOfGroups(groups), groups }
}

function scopesOfMachine(scope: string | undefined): readonly Scope[] {
  const given = new Set(scope?.split(' '))
  return SCOPES.filter((known) => given.has(`${RESOURCE_SERVER}/${known}`))
}

function scopesOfGroups(groups: readonly string[]): readonly Scope[] {
  const theirs = Object.entries(GROUP_SCOPES).filter(([group]) => groups.includes(group))
  return SCOPES.filter((known) => theirs.some(([, scopes]) => scopes.includes(known)))
}
