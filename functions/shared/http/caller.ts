import * as z from 'zod/mini'
import { type Actor, actor } from '../actor.ts'
import type { Operation } from '../operation.ts'
import { type Outcome, refuse, success } from '../outcomes.ts'

interface Caller {
  readonly actor: Actor
  readonly groups: readonly string[]
  /** The sign-in that the token came from. */
  readonly session?: string
}

const GUEST: Caller = { actor: { kind: 'guest' }, groups: [] }

/** As API Gateway hands on what the authorizer found; lists have a space between their names. */
const authorized = z.object({
  authorizer: z.object({
    lambda: z.object({
      scopes: z.string(),
      actor: z.string(),
      groups: z.optional(z.string()),
      /** Seconds since 1970 at which the token ends; a token that is believed has it. */
      until: z.optional(z.string()),
      session: z.optional(z.string()),
      problem: z.optional(z.string()),
    }),
  }),
})

type Given = z.infer<typeof authorized>['authorizer']['lambda']

/**
 * Who sends a request, if they may: everybody where the operation is public, customers where it is theirs, else
 * who was given its scope. The authorizer passes a bad token on, so that its answer is a problem document of ours;
 * as its answers are kept for a while, the end of a token is looked at here.
 */
export function callerOf(
  operation: Pick<Operation, 'id' | 'access'>,
  requestContext: unknown,
  now: Date = new Date(),
): Outcome<Caller> {
  if (operation.access === 'public') return success(GUEST)
  const given = authorized.safeParse(requestContext).data?.authorizer.lambda
  if (!given) return refuse('unauthenticated', 'Send a current access token as "Authorization: Bearer ...".')
  const problem = problemOf(given, now)
  if (problem) return refuse('unauthenticated', problem)
  const who = actor.parse(JSON.parse(given.actor))
  const lacking = lackOf(operation, given, who)
  if (lacking) return refuse('forbidden', lacking)
  return success({
    ...{ actor: who, groups: given.groups?.split(' ').filter(Boolean) ?? [] },
    ...(given.session ? { session: given.session } : {}),
  })
}

function problemOf({ problem, until }: Given, now: Date): string | undefined {
  if (problem) return problem
  return Number(until) * 1_000 > now.getTime()
    ? undefined
    : 'The access token has expired. Sign in again, or refresh it.'
}

function lackOf(
  { id, access }: Pick<Operation, 'id' | 'access'>,
  { scopes }: Given,
  who: Actor,
): string | undefined {
  if (access === 'customer') return who.kind === 'customer' ? undefined : `${id} is for customers alone.`
  return scopes.split(' ').includes(access)
    ? undefined
    : `${id} needs the scope ${access}; the token gives: ${scopes || 'none'}.`
}
