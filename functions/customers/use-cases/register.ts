import { commitChange } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import { refuseLines } from '#shared/one-line.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { claimEmail, customerKey, ownerOf } from '../adapters/customer-items.ts'
import { ALL_NOTIFICATIONS, NO_CONSENTS } from '../contract/choices.ts'
import { customerRegistered, customerRegistrationRepeated } from '../contract/events.ts'
import type { BegunVerification, VerificationId } from '../contract/verifications.ts'
import type { Customer } from '../domain/customer.ts'
import { codeInvalid } from '../domain/verification.ts'
import { factsOf } from './facts.ts'
import type { IdentityDeps } from './ports.ts'
import { refuseWeak, setPassword } from './set-password.ts'
import { type Asked, beginVerification, byCode, CONFLICT, type Verified } from './verify.ts'

/**
 * Begins a registration.
 * 1. Refuse a name of several lines.
 * 2. Mail a code to the address; to one that has an account, that it has one.
 * 3. Answer the same in both cases: no answer tells who exists.
 * Nobody is made before the code has come back, so that nobody sets a password for somebody else's address.
 * Refusal: `impossible`.
 */
export const makeRegister =
  (deps: IdentityDeps) =>
  async (given: Asked, cause: Cause): Promise<Outcome<BegunVerification, 'impossible'>> => {
    const { email, locale } = given
    const lines = refuseLines({ '/name': given.name })
    if (lines) return lines
    const fingerprint = deps.personal.fingerprint('email', email)
    const owner = await ownerOf(deps.store, deps.personal.fingerprints('email', email))
    const wanted = { purpose: 'registration', fingerprint } as const
    if (!owner)
      return success(
        await beginVerification(deps, { ...wanted, customerId: deps.ids.customer(), to: given }, cause),
      )
    const instead = happened(
      customerRegistrationRepeated,
      { customerId: owner, locale },
      { subjectId: owner, value: { email } },
    )
    return success(
      await beginVerification(deps, { ...wanted, customerId: owner, to: undefined, instead }, cause),
    )
  }

export interface Confirmation {
  readonly id: VerificationId
  readonly code: string
  readonly password: string
}

/**
 * Registers whoever has the code.
 * 1. Refuse a wrong code, which is counted, one whose address was confirmed by another meanwhile, before anything is
 *    made for it, and a weak password, which uses nothing up.
 * 2. Make the user in the pool.
 * 3. Write the customer, the claim of the address and the event in one commit, which uses the code up.
 * Refusals: `code_invalid`, `weak_password`.
 */
export const makeConfirmRegistration =
  (deps: IdentityDeps) =>
  (
    { id, code, password }: Confirmation,
    cause: Cause,
  ): Promise<Outcome<{ customerId: CustomerId }, 'weak_password' | 'code_invalid'>> =>
    byCode(deps, { id, code, purpose: 'registration' }, cause, async (verified) => {
      const { email } = verified.asked
      if (await ownerOf(deps.store, deps.personal.fingerprints('email', email))) return codeInvalid()
      const weak = refuseWeak(password, email)
      if (weak) return weak
      const set = await setPassword(deps, verified.customerId, password)
      return set ?? welcome(deps, { ...verified, registration: id }, cause)
    })

async function welcome(
  deps: IdentityDeps,
  { customerId: id, registration, asked, use }: Verified & { readonly registration: VerificationId },
  cause: Cause,
) {
  const { email, name, locale } = asked
  const emailFingerprint = deps.personal.fingerprint('email', email)
  const customer: Customer = {
    ...{ id, registration, locale, emailFingerprint },
    ...{ consents: NO_CONSENTS, notifications: ALL_NOTIFICATIONS },
    registeredAt: deps.clock.now().toISOString(),
    person: await deps.personal.seal(id, { email, name }),
  }
  const committed = await commitChange<Customer>(deps, {
    ...{ key: customerKey(id), subject: id, before: undefined, after: customer, cause },
    events: [happened(customerRegistered, factsOf(customer), { subjectId: id, value: { email, name } })],
    writes: [use, claimEmail(emailFingerprint, id)],
  })
  if (committed.ok) return success({ customerId: id })
  // The customer is there, or the code was used or tried by another meanwhile: what it is worth is decided anew.
  if (committed.code === 'version_conflict' || committed.failed.includes(0)) return CONFLICT
  // The same address was confirmed a moment ago, by another code.
  await deps.pool.remove(id)
  return codeInvalid()
}
