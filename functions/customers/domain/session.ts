import { days, minutes } from '#shared/clock.ts'

/** A device on which a customer is signed in. */
export interface Session {
  readonly id: string
  readonly startedAt: string
  readonly lastUsedAt: string
}

/** As long as the pool's refresh tokens live. */
export const SESSION_LIFE = days(30)

/** So long after signing in one may change what guards the account, without signing in again. */
const FRESH_FOR = minutes(15)

export const isFresh = ({ startedAt }: Pick<Session, 'startedAt'>, now: Date): boolean =>
  now.getTime() - Date.parse(startedAt) <= FRESH_FOR
