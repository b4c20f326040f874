import { commitChange } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { forgetAttempts } from '../adapters/attempt-items.ts'
import { customerKey, ownerOf, readWhole } from '../adapters/customer-items.ts'
import { customerSecurityChanged } from '../contract/events.ts'
import type { BegunVerification } from '../contract/verifications.ts'
import { codeInvalid } from '../domain/verification.ts'
import type { IdentityDeps } from './ports.ts'
import type { Confirmation } from './register.ts'
import { endAllSessions } from './sessions.ts'
import { refuseWeak, setPassword } from './set-password.ts'
import { beginVerification, byCode, outcomeOf, type Verified } from './verify.ts'

/** Begins to set a new password: a code is mailed where there is an account, and the answer is the same where not. */
export const makeForgetPassword =
  (deps: IdentityDeps) =>
  async (email: string, cause: Cause): Promise<BegunVerification> => {
    const { store, personal, ids } = deps
    const fingerprint = personal.fingerprint('email', email)
    const owner = await ownerOf(store, personal.fingerprints('email', email))
    const known = owner && (await readWhole(deps, owner))
    const to = known && { ...known.who, locale: known.customer.locale }
    const customerId = known?.customer.id ?? ids.customer()
    return beginVerification(deps, { purpose: 'password_reset', customerId, to, fingerprint }, cause)
  }

/**
 * Sets a new password by the code that was mailed.
 * 1. Refuse a wrong code, which is counted, and a weak password, which uses nothing up.
 * 2. End every session, so that none is left wherever it breaks off once the new password is good.
 * 3. Set the password, and end what the old one began meanwhile.
 * 4. Use the code up and tell the owner in one commit. Where it breaks off before, the code is good still, and all of
 *    it is done again.
 * 5. Forget the failures.
 * Refusals: `code_invalid`, `weak_password`.
 */
export const makeResetPassword =
  (deps: IdentityDeps) =>
  async (
    { id, code, password }: Confirmation,
    cause: Cause,
  ): Promise<Outcome<{ customerId: CustomerId }, 'weak_password' | 'code_invalid'>> => {
    const reset = await byCode(deps, { id, code, purpose: 'password_reset' }, cause, async (verified) => {
      const { customerId } = verified
      const weak = refuseWeak(password, verified.asked.email)
      if (weak) return weak
      await endAllSessions(deps, customerId)
      const refused = await setPassword(deps, customerId, password)
      if (refused) return refused
      await endAllSessions(deps, customerId)
      return useUp(deps, verified, cause)
    })
    if (!reset.ok) return reset
    const { customerId } = reset.value
    await forgetAttempts(deps.store, `PASSWORD#${reset.value.fingerprint}`)
    return { ok: true, value: { customerId } }
  }

async function useUp(deps: IdentityDeps, { customerId, use }: Verified, cause: Cause) {
  const found = await readWhole(deps, customerId)
  if (!found) return codeInvalid()
  const { customer: known, who } = found
  const committed = await commitChange<typeof known>(deps, {
    ...{ key: customerKey(customerId), subject: customerId, before: known, after: known, cause },
    events: [
      happened(
        customerSecurityChanged,
        { customerId, locale: known.locale, change: 'password' },
        { subjectId: customerId, value: { email: who.email } },
      ),
    ],
    writes: [use],
  })
  return outcomeOf(committed, { customerId, fingerprint: known.emailFingerprint }, codeInvalid)
}
