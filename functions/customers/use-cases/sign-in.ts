import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { after, minutes } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import { type CustomerId, customerId, timelessPartOf } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { sealed } from '#shared/personal.ts'
import { ownerOf } from '../adapters/customer-items.ts'
import { noteUse } from '../adapters/session-items.ts'
import { readTwoFactor } from '../adapters/two-factor-items.ts'
import type { Proved, SignedIn } from '../contract/sign-in-operations.ts'
import { attempt, checkNotLocked } from './attempt.ts'
import type { Challenge, IdentityDeps, RefreshedTokens, Tokens } from './ports.ts'
import { beginSession } from './sessions.ts'
import { takeAnyCode } from './two-factor.ts'

/** So long somebody may take for one step. */
const STEP_LIFE = minutes(5)

const started = z.object({
  step: z.literal('password'),
  id: customerId,
  fingerprint: z.string(),
  secretBlock: z.string(),
  until: z.string(),
})

/** The pool has given its tokens already: sealed, so that they are of use after the second factor alone. */
const proved = z.object({
  step: z.literal('second_factor'),
  id: customerId,
  tokens: sealed,
  until: z.string(),
})

const refreshable = z.object({
  step: z.literal('refresh'),
  id: customerId,
  session: z.string(),
  token: z.string(),
})

const heldTokens = z.object({
  ...{ accessToken: z.string(), idToken: z.string(), expiresIn: z.int() },
  ...{ refreshToken: z.string(), session: z.string() },
})

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
 * the same, by a made-up user whom nobody can be. Refusals: `sign_in_failed`, `too_many_attempts`.
 */
export const makeStartSignIn =
  ({ store, clock, personal, pool, signInSeal }: IdentityDeps) =>
  async (given: {
    email: string
    srpA: string
  }): Promise<Outcome<StartedSignIn, 'sign_in_failed' | 'too_many_attempts'>> => {
    const fingerprint = personal.fingerprint('email', given.email)
    const mayTry = await checkNotLocked({ store, clock }, `PASSWORD#${fingerprint}`)
    if (!mayTry.ok) return mayTry
    const id = (await ownerOf(store, personal.fingerprints('email', given.email))) ?? nobodyOf(fingerprint)
    const challenge = await pool.challenge(id, given.srpA)
    if (!challenge) return failed()
    const session = await signInSeal.seal({
      ...{ step: 'password', id, fingerprint, secretBlock: challenge.secretBlock },
      until: after(clock.now(), STEP_LIFE),
    } satisfies z.input<typeof started>)
    return success({ session, userId: id, poolName: pool.name, ...challenge })
  }

/**
 * Signs in who has no second factor.
 * 1. Open the session that was begun.
 * 2. Count the attempt, then let the pool look at the proof.
 * 3. Where there is a second factor, hand the tokens out sealed; else as they are.
 * Refusals: `sign_in_failed`, `too_many_attempts`.
 */
export const makeProvePassword =
  (deps: IdentityDeps) =>
  async (given: {
    session: string
    signature: string
    timestamp: string
    device: string
  }): Promise<Outcome<Proved, 'sign_in_failed' | 'too_many_attempts'>> => {
    const session = await current(started, deps, given.session)
    if (!session) return failed()
    const { id, fingerprint, secretBlock } = session
    const tried = await attempt(deps, `PASSWORD#${fingerprint}`, () =>
      deps.pool.prove(id, { ...given, secretBlock }),
    )
    if (!tried.ok) return tried
    if (!tried.value) return failed()
    if ((await readTwoFactor(deps.store, id))?.status === 'on')
      return success({ secondFactor: { session: await hold(deps, id, tried.value) } })
    return success({ signedIn: await handOut(deps, id, { tokens: tried.value, device: given.device }) })
  }

/**
 * Signs in by the second factor: a code of the authenticator, or a recovery code, each once.
 * Refusals: `sign_in_failed`, `too_many_attempts`.
 */
export const makeProveSecondFactor =
  (deps: IdentityDeps) =>
  async (
    given: { session: string; code: string; device: string },
    cause: Cause,
  ): Promise<Outcome<{ signedIn: SignedIn }, 'sign_in_failed' | 'too_many_attempts'>> => {
    const session = await current(proved, deps, given.session)
    if (!session) return failed()
    const { id, tokens: box } = session
    const taken = await takeAnyCode(deps, { id, code: given.code }, cause)
    if (taken === 'wrong') return failed()
    if (taken !== 'taken') return taken
    const tokens = await deps.personal.open(box, heldTokens)
    if (!tokens) return failed()
    return success({ signedIn: await handOut(deps, id, { tokens, device: given.device }) })
  }

/** What a step handed out, if it is ours, of that step, and not too old. */
async function current<Step extends { readonly until: string }>(
  shape: z.ZodMiniType<Step>,
  { signInSeal, clock }: Pick<IdentityDeps, 'signInSeal' | 'clock'>,
  text: string,
): Promise<Step | undefined> {
  const found = z.safeParse(shape, await signInSeal.open(text)).data
  return found && Date.parse(found.until) > clock.now().getTime() ? found : undefined
}

const hold = async (
  { signInSeal, personal, clock }: IdentityDeps,
  id: CustomerId,
  tokens: Tokens,
): Promise<string> =>
  signInSeal.seal({
    ...{ step: 'second_factor', id, tokens: await personal.seal(id, tokens) },
    until: after(clock.now(), STEP_LIFE),
  } satisfies z.input<typeof proved>)

/** The refresh token is good for us alone, as the pool asks for the client's secret with it. */
async function handOut(
  deps: IdentityDeps,
  id: CustomerId,
  { tokens, device }: { tokens: Tokens; device: string },
): Promise<SignedIn> {
  const { refreshToken: token, session, ...rest } = tokens
  await beginSession(deps, id, { id: session, device })
  const refreshToken = await deps.signInSeal.seal({
    ...{ step: 'refresh', id, session, token },
  } satisfies z.input<typeof refreshable>)
  return { ...rest, refreshToken }
}

/** Gives a new access token. Refusal: `sign_in_failed`, also of who was signed out. */
export const makeRefreshSignIn =
  ({ pool, signInSeal, store, clock }: IdentityDeps) =>
  async (refreshToken: string): Promise<Outcome<RefreshedTokens, 'sign_in_failed'>> => {
    const known = refreshable.safeParse(await signInSeal.open(refreshToken)).data
    if (!known) return failed()
    const lastUsedAt = clock.now().toISOString()
    if (!(await noteUse(store, known.id, { id: known.session, lastUsedAt }))) return failed()
    const tokens = await pool.refresh(known.id, known.token)
    return tokens ? success(tokens) : failed()
  }

/** Always the same for an address, and looks like everybody's id. */
function nobodyOf(fingerprint: string): CustomerId {
  const hash = createHash('sha256').update(`nobody:${fingerprint}`).digest()
  return customerId.parse(`cus_${timelessPartOf(hash)}`)
}
