import * as z from 'zod/mini'
import { type Actor, actor, type Scope } from '../actor.ts'
import type { Operation } from '../operation.ts'
import { type Outcome, refuse, success } from '../outcomes.ts'

interface Caller {
  readonly actor: Actor
  readonly groups: readonly string[]
}

const GUEST: Caller = { actor: { kind: 'guest' }, groups: [] }

/** As API Gateway hands on what the authorizer found; lists have a space between their names. */
const authorized = z.object({
  authorizer: z.object({
    lambda: z.object({
      scopes: z.string(),
      actor: z.string(),
      groups: z.optional(z.string()),
      problem: z.optional(z.string()),
    }),
  }),
})

/**
 * Who sends a request, if they may: everybody where the operation is public, else who was given its scope.
 * The authorizer passes a bad token on, so that its answer is a problem document of ours.
 */
export function callerOf(
  { id, access }: Pick<Operation, 'id' | 'access'>,
  requestContext: unknown,
): Outcome<Caller> {
  if (access === 'public') return success(GUEST)
  const given = authorized.safeParse(requestContext).data?.authorizer.lambda
  if (!given || given.problem)
    return refuse(
      'unauthenticated',
      given?.problem ?? 'Send a current access token as "Authorization: Bearer ...".',
    )
  if (!given.scopes.split(' ').includes(access satisfies Scope))
    return refuse('forbidden', `${id} needs the scope ${access}; the token gives: ${given.scopes || 'none'}.`)
  return success({
    actor: actor.parse(JSON.parse(given.actor)),
    groups: given.groups?.split(' ').filter(Boolean) ?? [],
  })
}
