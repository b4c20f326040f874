import { createHash, timingSafeEqual } from 'node:crypto'
import { minutes } from '#shared/clock.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Purpose } from '../contract/verifications.ts'

/** A code that was mailed to an address, and is good for one thing, once. */
export interface Verification {
  readonly purpose: Purpose
  /** SHA-256, base64url; of nothing where no mail went out, so that no code is right. */
  readonly codeHash: string
  readonly wrongTries: number
  readonly expiresAt: string
  readonly used: boolean
}

export const CODE_LIFE = minutes(15)
/** Of a million codes somebody who guesses has so many. */
const MAX_WRONG_TRIES = 5

/** The id is hashed with it, so that the same code looks different each time. */
export const hashOfCode = (id: string, code: string): string =>
  createHash('sha256').update(`${id}:${code}`).digest('base64url')

/** The same words whatever is wrong: whether there is an account, or a code at all, is not told. */
const wrong = () =>
  refuse(
    'code_invalid',
    'The code is wrong, was used, or is older than 15 minutes. Look at the newest mail, or ask for another code.',
  )

export type Checked = { readonly right: boolean; readonly after: Verification }

/** Looks at a code: a wrong one is counted, a right one is used up. Refusal: `code_invalid`, where none is right any more. */
export function checkCode(
  verification: Verification,
  { id, code, now }: { id: string; code: string; now: Date },
): Outcome<Checked, 'code_invalid'> {
  const { used, wrongTries, expiresAt, codeHash } = verification
  if (used || wrongTries >= MAX_WRONG_TRIES || Date.parse(expiresAt) <= now.getTime()) return wrong()
  const right = isSame(codeHash, hashOfCode(id, code))
  return success({
    right,
    after: right ? { ...verification, used: true } : { ...verification, wrongTries: wrongTries + 1 },
  })
}

export const codeInvalid = wrong

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
