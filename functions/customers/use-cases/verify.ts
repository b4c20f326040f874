import * as z from 'zod/mini'
import { type Committed, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { after, days } from '#shared/clock.ts'
import { type Cause, happened, type NewEvent } from '#shared/events.ts'
import type { CustomerId } from '#shared/ids.ts'
import { Fault, type Outcome, type Refusal, type RefusalCode } from '#shared/outcomes.ts'
import type { Write } from '#shared/store/store.ts'
import { mayMail } from '../adapters/allowance-items.ts'
import { readVerification, type StoredVerification, verificationKey } from '../adapters/verification-items.ts'
import { customerCodeIssued } from '../contract/events.ts'
import {
  type BegunVerification,
  type Purpose,
  type VerificationId,
  verificationId,
} from '../contract/verifications.ts'
import { CODE_LIFE, checkCode, codeInvalid, hashOfCode } from '../domain/verification.ts'
import type { IdentityDeps } from './ports.ts'

/** What is sealed with a verification: to whom the code went, and what they said. */
const asked = z.object({ email: z.string(), name: z.string(), locale: z.string() })
export type Asked = z.infer<typeof asked>

/** For whoever looks into something that did not work. */
const KEPT_AFTER = days(1)

export interface Wanted {
  readonly purpose: Purpose
  readonly customerId: CustomerId
  /** To whom a code goes; undefined where none is to, and no code will be right. */
  readonly to: Asked | undefined
  /** What is told instead of the code. */
  readonly instead?: NewEvent | undefined
  /** The address that was named, whether it has an account or not. */
  readonly fingerprint: string
}

/**
 * Begins what is confirmed by a code. The same is answered whether a code goes out or not, so that no answer tells who
 * exists; that its time does not either is up to the one who answers. An address that had its share of mails gets no more for a while.
 */
export async function beginVerification(
  deps: IdentityDeps,
  { purpose, customerId, to, instead, fingerprint }: Wanted,
  cause: Cause,
): Promise<BegunVerification> {
  const id = verificationId.parse(`vrf_${deps.ids.unique()}`)
  // Of a registration that nobody finishes there will be no customer: what was said ends by itself.
  const sealedFor = purpose === 'registration' ? id : customerId
  const [code, expiresAt] = [deps.newCode(), after(deps.clock.now(), CODE_LIFE)]
  const allowed = await mayMail(deps, fingerprint)
  const events = allowed ? mailsFor({ sealedFor, purpose, to, instead, code, expiresAt }) : []
  const committed = await commitChange<Omit<StoredVerification, 'version' | 'sequence'>>(deps, {
    key: verificationKey(id),
    subject: id,
    before: undefined,
    after: {
      ...{ id, purpose, customerId, wrongTries: 0, used: false, expiresAt },
      codeHash: to && allowed ? hashOfCode(id, code) : '',
      ...(to ? { asked: await deps.personal.seal(sealedFor, to) } : {}),
      ttl: Math.ceil((Date.parse(expiresAt) + KEPT_AFTER) / 1_000),
    },
    events,
    cause,
  })
  if (!committed.ok) throw new Fault(`the new id ${id} is taken`)
  return { id, expiresAt }
}

function mailsFor({
  sealedFor,
  purpose,
  to,
  instead,
  code,
  expiresAt,
}: Pick<Wanted, 'purpose' | 'to' | 'instead'> & {
  sealedFor: string
  code: string
  expiresAt: string
}): NewEvent[] {
  if (!to) return instead ? [instead] : []
  const { email, locale } = to
  return [
    happened(
      customerCodeIssued,
      { purpose, locale, expiresAt },
      { subjectId: sealedFor, value: { email, code } },
    ),
  ]
}

export interface Shown {
  readonly id: VerificationId
  readonly purpose: Purpose
  readonly code: string
}

/** Whose code was right: what they asked for, and what is to be written with what follows from it. */
export interface Verified {
  readonly customerId: CustomerId
  readonly asked: Asked
  /** Uses the code up; where it fails, another has. */
  readonly use: Write
}

/**
 * Does something by a code, once.
 * 1. Look at the code; a wrong one is counted.
 * 2. `act`, which writes `use` with its own writes as the first of them.
 * Refusals: `code_invalid`, and those of `act`. `version_conflict` of `act` decides anew.
 */
export const byCode = <T, Code extends RefusalCode>(
  deps: IdentityDeps,
  { id, purpose, code }: Shown,
  cause: Cause,
  act: (verified: Verified) => Promise<Outcome<T, Code> | typeof CONFLICT>,
): Promise<Outcome<T, Code | 'code_invalid'>> =>
  untilNoConflict(async () => {
    const known = await readVerification(deps.store, id)
    if (known?.purpose !== purpose) return codeInvalid()
    const checked = checkCode(known, { id, code, now: deps.clock.now() })
    if (!checked.ok) return checked
    const said = known.asked && (await deps.personal.open(known.asked, asked))
    if (!checked.value.right || !said) {
      const counted = await commitChange(deps, {
        ...{
          key: verificationKey(id),
          subject: id,
          before: known,
          after: { ...known, ...checked.value.after },
        },
        ...{ events: [], cause },
      })
      return counted.ok ? codeInvalid() : CONFLICT
    }
    return act({
      customerId: known.customerId,
      asked: said,
      use: {
        update: verificationKey(id),
        set: { used: true, version: known.version + 1 },
        when: [['version', '=', known.version]],
      },
    })
  })

export const CONFLICT = { ok: false, code: 'version_conflict' } as const

/** What became of a commit whose first write used a code up; another write's failure is `otherwise`. */
export function outcomeOf<State, T, Code extends RefusalCode>(
  committed: Committed<State>,
  value: T,
  otherwise: () => Refusal<Code>,
): Outcome<T, Code> | typeof CONFLICT {
  if (committed.ok) return { ok: true, value }
  if (committed.code === 'version_conflict' || committed.failed.includes(0)) return CONFLICT
  return otherwise()
}
