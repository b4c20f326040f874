import type { CustomerId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { readSession } from '../adapters/session-items.ts'
import { isFresh } from '../domain/session.ts'
import type { CustomerDeps } from './ports.ts'

/** Who acts, and by which sign-in. */
export interface SignedInAs {
  readonly id: CustomerId
  readonly session: string | undefined
}

/**
 * What guards an account is changed by somebody who signed in lately and was not signed out since, so that a token that
 * was left somewhere does not take the account over. Refusal: `sign_in_again`.
 */
export async function checkFresh(
  { store, clock }: Pick<CustomerDeps, 'store' | 'clock'>,
  { id, session }: SignedInAs,
): Promise<Outcome<'fresh', 'sign_in_again'>> {
  const known = session === undefined ? undefined : await readSession(store, id, session)
  return known && isFresh(known, clock.now()) ? success('fresh') : signInAgain()
}

export const signInAgain = () =>
  refuse('sign_in_again', 'This needs a sign-in of the last 15 minutes. Sign in again, then repeat it.')
