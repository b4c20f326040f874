import { commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, type EventOf, happened } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import type { Write } from '#shared/store/store.ts'
import { customerKey, readWhole, type Whole } from '../adapters/customer-items.ts'
import {
  readTwoFactor,
  type StoredTwoFactor,
  secretShape,
  twoFactorRemoval,
  twoFactorWrite,
} from '../adapters/two-factor-items.ts'
import { customerSecurityChanged } from '../contract/events.ts'
import type { TwoFactorResource } from '../contract/two-factor-operations.ts'
import { hashOfRecoveryCode, newRecoveryCodes, takeCode, takeRecoveryCode } from '../domain/two-factor.ts'
import { attempt } from './attempt.ts'
import { checkFresh, type SignedInAs } from './fresh.ts'
import { gone } from './me.ts'
import type { CustomerDeps, TwoFactorDeps } from './ports.ts'

/** Not in the words of codes that are mailed: a customer who reads of a mail here waits for one that never comes. */
const wrongCode = () =>
  refuse(
    'code_invalid',
    'The code is wrong, or was used. Type the one that the authenticator shows now; each is taken once.',
  )

type SecurityChange = EventOf<typeof customerSecurityChanged>['data']['change']

/** Whether a second factor is asked for, and how many recovery codes are left. */
export const makeReadTwoFactor =
  ({ store }: Pick<CustomerDeps, 'store'>) =>
  async (id: CustomerId): Promise<TwoFactorResource> =>
    toResource(await readTwoFactor(store, id))

const toResource = (known: StoredTwoFactor | undefined): TwoFactorResource => ({
  enabled: known?.status === 'on',
  recoveryCodesLeft: known?.recovery.length ?? 0,
})

const NOT_ON = 'There is no second factor to confirm or change. Begin with POST /v1/me/two-factor.'

/**
 * Hands out a secret for an authenticator; it is asked for once a code of it has come back.
 * Refusals: `sign_in_again`, `conflict` where one is on already, `not_found`.
 */
export const makeBeginTwoFactor =
  (deps: TwoFactorDeps) =>
  async (
    who: SignedInAs,
  ): Promise<Outcome<{ secret: string; url: string }, 'sign_in_again' | 'conflict' | 'not_found'>> => {
    const fresh = await checkFresh(deps, who)
    if (!fresh.ok) return fresh
    const [found, known] = await Promise.all([readWhole(deps, who.id), readTwoFactor(deps.store, who.id)])
    if (!found) return gone()
    const secret = deps.newSecret()
    const { email } = found.who
    const box = await deps.personal.seal(who.id, secret)
    const begun = { status: 'begun' as const, lastStep: 0, recovery: [], secret: box }
    const isOn = known?.status === 'on'
    const written = !isOn && (await deps.store.commit([twoFactorWrite(who.id, known, begun)])).ok
    return written
      ? success({ secret, url: otpauth(deps.issuer, email, secret) })
      : refuse('conflict', 'A second factor is on already. Remove it first, to set up another.')
  }

/** As authenticators read it (Key URI Format of Google Authenticator). */
const otpauth = (issuer: string, email: string, secret: string): string =>
  `otpauth://totp/${encodeURIComponent(`${issuer}:${email}`)}?${new URLSearchParams({ secret, issuer })}`

type CodeRefusal = 'sign_in_again' | 'conflict' | 'code_invalid' | 'too_many_attempts'

/**
 * Switches the second factor on by a first code, and answers the recovery codes.
 * Refusals: `sign_in_again`, `conflict`, `code_invalid`, `too_many_attempts`.
 */
export const makeConfirmTwoFactor = (deps: TwoFactorDeps) => withNewCodes(deps, 'begun')

/** New recovery codes in place of all earlier ones, by a code of the authenticator. Refusals: as above. */
export const makeRenewRecoveryCodes = (deps: TwoFactorDeps) => withNewCodes(deps, 'on')

const withNewCodes =
  (deps: TwoFactorDeps, from: StoredTwoFactor['status']) =>
  async (
    who: SignedInAs,
    code: string,
    cause: Cause,
  ): Promise<Outcome<{ recoveryCodes: string[] }, CodeRefusal>> => {
    const fresh = await checkFresh(deps, who)
    if (!fresh.ok) return fresh
    const recoveryCodes = newRecoveryCodes(deps.random)
    const recovery = recoveryCodes.map((one) => hashOfRecoveryCode(who.id, one))
    const done = await guarded(
      deps,
      { id: who.id, from, code },
      (before, taken) => ({
        write: twoFactorWrite(who.id, before, { ...taken, status: 'on', recovery }),
        ...(from === 'begun' ? { change: 'two_factor_on' as const } : {}),
      }),
      cause,
    )
    return done.ok ? success({ recoveryCodes }) : done
  }

/** Switches the second factor off, by a code or a recovery code. Refusals: as above. */
export const makeRemoveTwoFactor =
  (deps: CustomerDeps) =>
  async (who: SignedInAs, code: string, cause: Cause): Promise<Outcome<TwoFactorResource, CodeRefusal>> => {
    const fresh = await checkFresh(deps, who)
    if (!fresh.ok) return fresh
    const done = await guarded(
      deps,
      { id: who.id, from: 'on', code },
      (before) => ({
        write: twoFactorRemoval(who.id, before),
        change: 'two_factor_off' as const,
      }),
      cause,
    )
    return done.ok ? success(toResource(undefined)) : done
  }

/** Takes a code at a sign-in: of the authenticator, or a recovery code, each once. */
export async function takeAnyCode(
  deps: CustomerDeps,
  { id, code }: { id: CustomerId; code: string },
  cause: Cause,
): Promise<'taken' | 'wrong' | Refusal<'too_many_attempts'>> {
  const done = await guarded(
    deps,
    { id, from: 'on', code },
    (before, taken) => ({
      write: twoFactorWrite(id, before, taken),
      ...(taken.recovery.length < before.recovery.length ? { change: 'recovery_code_used' as const } : {}),
    }),
    cause,
  )
  if (done.ok) return 'taken'
  return done.code === 'too_many_attempts' ? { ...done, code: done.code } : 'wrong'
}

interface Then {
  readonly write: Write
  /** What its owner is told. */
  readonly change?: SecurityChange
}

/** Does something by a code that may be guessed: counts the attempt, takes the code, and writes what follows with it. */
async function guarded(
  deps: CustomerDeps,
  { id, from, code }: { id: CustomerId; from: StoredTwoFactor['status']; code: string },
  then: (before: StoredTwoFactor, taken: StoredTwoFactor) => Then,
  cause: Cause,
): Promise<Outcome<'done', Exclude<CodeRefusal, 'sign_in_again'>>> {
  const found = await readTwoFactor(deps.store, id)
  if (found?.status !== from) return refuse('conflict', NOT_ON)
  const tried = await attempt(deps, `SECOND_FACTOR#${id}`, async () => {
    const result = await untilNoConflict(async () => {
      const [before, found] = await Promise.all([readTwoFactor(deps.store, id), readWhole(deps, id)])
      const taken = before?.status === from ? await take(deps, { id, code }, before) : undefined
      if (!before || !found || !taken) return wrongCode()
      return write(deps, found, then(before, taken), cause)
    })
    return result.ok ? result.value : undefined
  })
  if (!tried.ok) return tried
  return tried.value ? success(tried.value) : wrongCode()
}

async function take(
  { personal, clock }: CustomerDeps,
  { id, code }: { id: CustomerId; code: string },
  before: StoredTwoFactor,
): Promise<StoredTwoFactor | undefined> {
  if (code.length !== CODE_LENGTH) return takeRecoveryCode(before, { id, code })
  const secret = await personal.open(before.secret, secretShape)
  return secret === undefined ? undefined : takeCode(before, { secret, code, now: clock.now() })
}

/** Of an authenticator's codes; recovery codes are longer. */
const CODE_LENGTH = 6

async function write(
  deps: CustomerDeps,
  { customer, who: { email } }: Whole,
  { write: first, change }: Then,
  cause: Cause,
) {
  const { id, locale } = customer
  const committed = change
    ? await commitChange<typeof customer>(deps, {
        ...{ key: customerKey(id), subject: id, before: customer, after: customer, cause, writes: [first] },
        events: [
          happened(
            customerSecurityChanged,
            { customerId: id, locale, change },
            { subjectId: id, value: { email } },
          ),
        ],
      })
    : await deps.store.commit([first])
  return committed.ok ? success('done' as const) : ({ ok: false, code: 'version_conflict' } as const)
}
