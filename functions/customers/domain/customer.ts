import type { CustomerId } from '#shared/ids.ts'
import type { Sealed } from '#shared/personal.ts'
import type { Consents, Notifications } from '../contract/choices.ts'
import type { Profile } from '../contract/profile.ts'
import type { VerificationId } from '../contract/verifications.ts'

/** Who it is and how they are reached: sealed where it is kept. */
export type Person = Pick<Profile, 'name' | 'phone'> & { readonly email: string }

/** A customer as the table keeps them. */
export interface Customer extends Pick<Profile, 'locale' | 'currency'> {
  readonly id: CustomerId
  readonly registeredAt: string
  /** What they registered by: what was said with it is sealed for it, and is erased with them. */
  readonly registration?: VerificationId | undefined
  /** By it the address is found, and is of one customer alone. */
  readonly emailFingerprint: string
  readonly consents: Consents
  readonly notifications: Notifications
  readonly person: Sealed
}
