import { rulesOf, violationsOf } from '#shared/invariants.ts'
import type { ConsentEntry } from '../contract/choice-operations.ts'
import { CONSENT_PURPOSES } from '../contract/choices.ts'
import type { Customer } from './customer.ts'
import type { TwoFactor } from './two-factor.ts'

/** What is kept of one customer, beside what is sealed. */
export interface CustomerBooks {
  readonly customer: Pick<Customer, 'id' | 'consents'>
  /** Whose the customer's address is said to be. */
  readonly addressOwner: string | undefined
  readonly twoFactor: TwoFactor | undefined
  /** Every decision, the oldest first. */
  readonly decisions: readonly Pick<ConsentEntry, 'purpose' | 'granted'>[]
}

/** What is wrong with a customer; nothing, always. */
export const violations = violationsOf<CustomerBooks>(
  rulesOf(
    ({ customer, addressOwner, twoFactor, decisions }) =>
      `${customer.id} has an address of ${addressOwner ?? 'nobody'}, a second factor that is ${twoFactor?.status ?? 'not there'} with ${twoFactor?.recovery.length ?? 0} recovery codes, and ${decisions.length} decisions`,
    {
      'the address of a customer is theirs': ({ customer, addressOwner }) => addressOwner === customer.id,
      'a second factor is on after a code of it has come back': ({ twoFactor }) =>
        twoFactor?.status !== 'on' || twoFactor.lastStep > 0,
      'recovery codes are of a second factor that is on': ({ twoFactor }) =>
        !twoFactor || twoFactor.status === 'on' || twoFactor.recovery.length === 0,
      'what is consented to is what was decided last': ({ customer, decisions }) =>
        CONSENT_PURPOSES.every(
          (purpose) =>
            customer.consents[purpose] ===
            (decisions.findLast((decision) => decision.purpose === purpose)?.granted ?? false),
        ),
    },
  ),
)
