import * as z from 'zod/mini'
import { commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { after, days } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { claimEmail, customerKey, ownerOf } from '../adapters/customer-items.ts'
import { readVerification, type StoredVerification, verificationKey } from '../adapters/verification-items.ts'
import { customerCodeIssued, customerRegistered } from '../contract/events.ts'
import { type VerificationId, verificationId } from '../contract/verifications.ts'
import type { Customer } from '../domain/customer.ts'
import { weaknessesOf } from '../domain/password.ts'
import { CODE_LIFE, checkCode, codeInvalid, hashOfCode } from '../domain/verification.ts'
import type { IdentityDeps } from './ports.ts'

const asked = z.object({ email: z.string(), name: z.string(), locale: z.string() })
type Asked = z.infer<typeof asked>

/** For whoever looks into something that did not work; personal data is gone before. */
const KEPT_AFTER = days(1)

/**
 * Begins a registration.
 * 1. Mail a code to the address; to one that has an account, that it has one.
 * 2. Answer the same in both cases: no answer tells who exists.
 * Nobody is made before the code has come back, so that nobody sets a password for somebody else's address.
 */
export const makeRegister =
  (deps: IdentityDeps) =>
  async (given: Asked, cause: Cause): Promise<{ id: VerificationId; expiresAt: string }> => {
    const { ids, clock, personal } = deps
    const id = verificationId.parse(`vrf_${ids.unique()}`)
    const [code, expiresAt] = [deps.newCode(), after(clock.now(), CODE_LIFE)]
    const taken = await ownerOf(deps.store, personal.fingerprints('email', given.email))
    const committed = await commitChange<Omit<StoredVerification, 'version' | 'sequence'>>(deps, {
      key: verificationKey(id),
      subject: id,
      before: undefined,
      after: {
        ...{ id, purpose: 'registration', wrongTries: 0, used: false, expiresAt },
        codeHash: taken ? '' : hashOfCode(id, code),
        customerId: ids.customer(),
        asked: await personal.seal(id, given),
        ttl: Math.ceil((Date.parse(expiresAt) + KEPT_AFTER) / 1_000),
      },
      events: taken
        ? []
        : [
            happened(
              customerCodeIssued,
              { purpose: 'registration', locale: given.locale, expiresAt },
              { subjectId: id, value: { email: given.email, code } },
            ),
          ],
      cause,
    })
    if (!committed.ok) throw new Error(`the new id ${id} is taken`)
    return { id, expiresAt }
  }

export interface Confirmation {
  readonly id: VerificationId
  readonly code: string
  readonly password: string
}

/**
 * Registers whoever has the code.
 * 1. Refuse a weak password, which uses nothing up.
 * 2. Look at the code; a wrong one is counted.
 * 3. Make the user in the pool, then the customer, the claim of the address and the event in one commit.
 * Refusals: `weak_password`, `code_invalid`.
 */
export const makeConfirmRegistration =
  (deps: IdentityDeps) =>
  (
    given: Confirmation,
    cause: Cause,
  ): Promise<Outcome<{ customerId: CustomerId }, 'weak_password' | 'code_invalid'>> =>
    untilNoConflict(async () => {
      const known = await readVerification(deps.store, given.id)
      if (!known) return codeInvalid()
      const who = await deps.personal.open(known.asked, asked)
      if (!who) return codeInvalid()
      const weaknesses = weaknessesOf(given.password, who.email)
      if (weaknesses.length > 0) return weak(`It needs ${weaknesses.join(', ')}.`)
      const checked = checkCode(known, { ...given, now: deps.clock.now() })
      if (!checked.ok) return checked
      const used = { ...known, ...checked.value.after }
      if (!checked.value.right) {
        const counted = await commitChange(deps, {
          ...{ key: verificationKey(known.id), subject: known.id, before: known, after: used },
          ...{ events: [], cause },
        })
        return counted.ok ? codeInvalid() : conflict
      }
      if ((await deps.pool.setPassword(known.customerId, given.password)) === 'weak')
        return weak('It is one that the pool does not take.')
      return welcome(deps, { verification: known, who }, cause)
    })

const conflict = { ok: false, code: 'version_conflict' } as const

const weak = (why: string) =>
  refuse('weak_password', `The password is too weak. ${why}`, [
    { pointer: '/password', code: 'weak_password', detail: why },
  ])

async function welcome(
  deps: IdentityDeps,
  { verification, who }: { verification: StoredVerification; who: Asked },
  cause: Cause,
) {
  const { customerId: id } = verification
  const { email, name, locale } = who
  const emailFingerprint = deps.personal.fingerprint('email', email)
  const committed = await commitChange<Customer>(deps, {
    key: customerKey(id),
    subject: id,
    before: undefined,
    after: {
      ...{ id, locale, emailFingerprint },
      registeredAt: deps.clock.now().toISOString(),
      person: await deps.personal.seal(id, { email, name }),
    },
    events: [
      happened(customerRegistered, { customerId: id, locale }, { subjectId: id, value: { email, name } }),
    ],
    cause,
    writes: [
      claimEmail(emailFingerprint, id),
      {
        update: verificationKey(verification.id),
        set: { used: true, version: verification.version + 1 },
        when: [['version', '=', verification.version]],
      },
    ],
  })
  if (committed.ok) return success({ customerId: id })
  if (committed.code === 'condition_failed' && committed.failed.includes(1)) return conflict
  // The same address was confirmed a moment ago, by another code; or this one was, and is used.
  if (committed.code === 'condition_failed') await deps.pool.remove(id)
  return codeInvalid()
}
