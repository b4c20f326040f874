import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { after, minutes } from '#shared/clock.ts'
import { type CustomerId, customerId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { ownerOf } from '../adapters/customer-items.ts'
import type { SignedIn } from '../contract/sign-in-operations.ts'
import { attempt, checkNotLocked } from './attempt.ts'
import type { Challenge, IdentityDeps, Tokens } from './ports.ts'

/** So long somebody may take for one step. */
const STEP_LIFE = minutes(5)

const started = z.object({
  step: z.literal('password'),
  id: customerId,
  fingerprint: z.string(),
  secretBlock: z.string(),
  until: z.string(),
})

const refreshable = z.object({ step: z.literal('refresh'), id: customerId, token: z.string() })

/** Whatever is wrong: no answer tells who exists. */
const failed = () =>
  refuse('sign_in_failed', 'Address, password or code is wrong, or it took too long. Begin the sign-in anew.')

export interface StartedSignIn extends Challenge {
  readonly session: string
  readonly userId: CustomerId
  readonly poolName: string
}

/**
 * Begins a sign-in: asks the pool for what the proof of the password is made with. An address without an account gets
 * the same, by a made-up user whom nobody can be. Refusal: `too_many_attempts`.
 */
export const makeStartSignIn =
  ({ store, clock, personal, pool, signInSeal }: IdentityDeps) =>
  async (given: { email: string; srpA: string }): Promise<Outcome<StartedSignIn, 'too_many_attempts'>> => {
    const fingerprint = personal.fingerprint('email', given.email)
    const mayTry = await checkNotLocked({ store, clock }, `PASSWORD#${fingerprint}`)
    if (!mayTry.ok) return mayTry
    const id = (await ownerOf(store, personal.fingerprints('email', given.email))) ?? nobodyOf(fingerprint)
    const challenge = await pool.challenge(id, given.srpA)
    const session = signInSeal.seal({
      ...{ step: 'password', id, fingerprint, secretBlock: challenge.secretBlock },
      until: after(clock.now(), STEP_LIFE),
    } satisfies z.input<typeof started>)
    return success({ session, userId: id, poolName: pool.name, ...challenge })
  }

/**
 * Signs in.
 * 1. Open the session that was begun.
 * 2. Count the attempt, then let the pool look at the proof.
 * Refusals: `sign_in_failed`, `too_many_attempts`.
 */
export const makeProvePassword =
  (deps: IdentityDeps) =>
  async (given: {
    session: string
    signature: string
    timestamp: string
  }): Promise<Outcome<SignedIn, 'sign_in_failed' | 'too_many_attempts'>> => {
    const session = started.safeParse(deps.signInSeal.open(given.session)).data
    if (!session || Date.parse(session.until) <= deps.clock.now().getTime()) return failed()
    const { id, fingerprint, secretBlock } = session
    const tried = await attempt(deps, `PASSWORD#${fingerprint}`, () =>
      deps.pool.prove(id, { ...given, secretBlock }),
    )
    if (!tried.ok) return tried
    return tried.value ? success(handOut(deps, id, tried.value)) : failed()
  }

/** The refresh token is good for us alone, as the pool asks for the client's secret with it. */
const handOut = (
  { signInSeal }: Pick<IdentityDeps, 'signInSeal'>,
  id: CustomerId,
  { refreshToken, ...tokens }: Tokens,
): SignedIn => ({
  ...tokens,
  refreshToken: signInSeal.seal({
    ...{ step: 'refresh', id, token: refreshToken },
  } satisfies z.input<typeof refreshable>),
})

/** Gives a new access token. Refusal: `sign_in_failed`, also of who was signed out. */
export const makeRefreshSignIn =
  ({ pool, signInSeal }: IdentityDeps) =>
  async (refreshToken: string): Promise<Outcome<Omit<Tokens, 'refreshToken'>, 'sign_in_failed'>> => {
    const known = refreshable.safeParse(signInSeal.open(refreshToken)).data
    const tokens = known && (await pool.refresh(known.id, known.token))
    return tokens ? success(tokens) : failed()
  }

const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'

/** Always the same for an address, and looks like everybody's id. */
function nobodyOf(fingerprint: string): CustomerId {
  const bytes = createHash('sha256').update(`nobody:${fingerprint}`).digest()
  const letters = [...bytes].map((byte) => LETTERS.charAt(byte % LETTERS.length)).join('')
  return customerId.parse(`cus_01k${letters.slice(0, 23)}`)
}
