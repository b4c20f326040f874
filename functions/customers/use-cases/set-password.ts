import type { CustomerId } from '#shared/ids.ts'
import { type Refusal, refuse } from '#shared/outcomes.ts'
import { weaknessesOf } from '../domain/password.ts'
import type { IdentityDeps } from './ports.ts'

/** Why a password is not taken; undefined where it is strong enough. */
export function refuseWeak(password: string, email: string): Refusal<'weak_password'> | undefined {
  const weaknesses = weaknessesOf(password, email)
  return weaknesses.length > 0 ? weak(`It needs ${weaknesses.join(', ')}.`) : undefined
}

/** Sets a password, and makes the user where there is none; a refusal where the pool does not take it. */
export const setPassword = async (
  { pool }: Pick<IdentityDeps, 'pool'>,
  id: CustomerId,
  password: string,
): Promise<Refusal<'weak_password'> | undefined> =>
  (await pool.setPassword(id, password)) === 'weak'
    ? weak('It is one that the pool does not take.')
    : undefined

const weak = (why: string) =>
  refuse('weak_password', `The password is too weak. ${why}`, [
    { pointer: '/password', code: 'weak_password', detail: why },
  ])
