import { commitChange } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { claimEmail, customerKey, freeEmail, ownerOf, readWhole } from '../adapters/customer-items.ts'
import { customerChanged, customerRegistrationRepeated, customerSecurityChanged } from '../contract/events.ts'
import type { BegunVerification, VerificationId } from '../contract/verifications.ts'
import { codeInvalid } from '../domain/verification.ts'
import { factsOf } from './facts.ts'
import { checkFresh, type SignedInAs, signInAgain } from './fresh.ts'
import type { IdentityDeps } from './ports.ts'
import { beginVerification, byCode, outcomeOf, type Verified } from './verify.ts'

/**
 * Begins a change of the address: a code is mailed to the new one; where that has an account, its owner is told so
 * instead, and the answer is the same. Refusal: `sign_in_again`.
 */
export const makeChangeEmail =
  (deps: IdentityDeps) =>
  async (
    who: SignedInAs,
    email: string,
    cause: Cause,
  ): Promise<Outcome<BegunVerification, 'sign_in_again'>> => {
    const fresh = await checkFresh(deps, who)
    if (!fresh.ok) return fresh
    const known = await readWhole(deps, who.id)
    if (!known) return signInAgain()
    const { locale } = known.customer
    const fingerprint = deps.personal.fingerprint('email', email)
    const owner = await ownerOf(deps.store, deps.personal.fingerprints('email', email))
    const wanted = { purpose: 'email_change', customerId: who.id, fingerprint } as const
    if (!owner) {
      const to = { email, name: known.who.name, locale }
      return success(await beginVerification(deps, { ...wanted, to }, cause))
    }
    const instead = happened(
      customerRegistrationRepeated,
      { customerId: owner, locale },
      { subjectId: owner, value: { email } },
    )
    return success(await beginVerification(deps, { ...wanted, to: undefined, instead }, cause))
  }

/**
 * Changes the address of mails by the code that was mailed to the new one.
 * 1. Refuse a wrong code, which is counted, and one that somebody else asked for.
 * 2. Write the new address, its claim, the freed old one and the events in one commit, which uses the code up.
 * Refusals: `code_invalid`, `sign_in_again`.
 */
export const makeConfirmEmailChange =
  (deps: IdentityDeps) =>
  async (
    who: SignedInAs,
    { id, code }: { id: VerificationId; code: string },
    cause: Cause,
  ): Promise<Outcome<{ email: string }, 'code_invalid' | 'sign_in_again'>> => {
    const fresh = await checkFresh(deps, who)
    if (!fresh.ok) return fresh
    return byCode(deps, { id, code, purpose: 'email_change' }, cause, (verified) =>
      change(deps, who.id, verified, cause),
    )
  }

async function change(
  deps: IdentityDeps,
  id: CustomerId,
  { customerId, asked, use }: Verified,
  cause: Cause,
) {
  const found = await readWhole(deps, id)
  if (!found || customerId !== id) return codeInvalid()
  const { customer: known, who: before } = found
  const { email } = asked
  const who = { ...before, email }
  const emailFingerprint = deps.personal.fingerprint('email', email)
  const after = { ...known, emailFingerprint, person: await deps.personal.seal(id, who) }
  const committed = await commitChange<typeof known>(deps, {
    ...{ key: customerKey(id), subject: id, before: known, after, cause },
    events: [
      happened(customerChanged, factsOf(after), { subjectId: id, value: who }),
      happened(
        customerSecurityChanged,
        { customerId: id, locale: known.locale, change: 'email' },
        { subjectId: id, value: { email: before.email } },
      ),
    ],
    writes: [use, claimEmail(emailFingerprint, id), freeEmail(known.emailFingerprint)],
  })
  return outcomeOf(committed, { email }, codeInvalid)
}
