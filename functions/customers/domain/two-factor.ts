import { createHash, timingSafeEqual } from 'node:crypto'
import { codeOfStep, totpStep } from '#shared/totp.ts'

/** What the second factor of a customer is checked against. */
export interface TwoFactor {
  /** `begun`: a secret was handed out, and no code of it has come back yet. */
  readonly status: 'begun' | 'on'
  /** The last step of which a code was taken: none of it or before is taken again. */
  readonly lastStep: number
  /** SHA-256, base64url, of the recovery codes that are left. */
  readonly recovery: readonly string[]
}

/** An authenticator's clock may be half a minute off. */
const DRIFT = [0, -1, 1] as const

/** What is left after a code of the authenticator was taken; undefined where it is wrong, or was taken already. */
export function takeCode<State extends TwoFactor>(
  state: State,
  { secret, code, now }: { secret: string; code: string; now: Date },
): State | undefined {
  const step = DRIFT.map((drift) => totpStep(now) + drift).find(
    (one) => one > state.lastStep && isSame(codeOfStep(secret, one), code),
  )
  return step === undefined ? undefined : { ...state, lastStep: step }
}

/** What is left after a recovery code was used up; undefined where it is none of those that are left. */
export function takeRecoveryCode<State extends TwoFactor>(
  state: State,
  { id, code }: { id: string; code: string },
): State | undefined {
  const hash = hashOfRecoveryCode(id, code)
  const left = state.recovery.filter((one) => !isSame(one, hash))
  return left.length === state.recovery.length ? undefined : { ...state, recovery: left }
}

const RECOVERY_CODES = 10
/** Without look-alikes: 5 bits each. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 4

/** New recovery codes of 80 bits, as people write them down. `random` draws a whole number below another. */
export function newRecoveryCodes(random: (below: number) => number): string[] {
  const letter = () => LETTERS.charAt(random(LETTERS.length))
  const group = () => Array.from({ length: 4 }, letter).join('')
  return Array.from({ length: RECOVERY_CODES }, () => Array.from({ length: GROUPS }, group).join('-'))
}

/** `id` is of the customer: the same code of two would look different. */
export const hashOfRecoveryCode = (id: string, code: string): string =>
  createHash('sha256')
    .update(`${id}:${code.toUpperCase().replaceAll('-', '')}`)
    .digest('base64url')

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
