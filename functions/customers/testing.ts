import { SYSTEM } from '#shared/actor.ts'
import { minutes } from '#shared/clock.ts'
import { type CustomerId, makeIds } from '#shared/ids.ts'
import { makeSealedText } from '#shared/sealed-text.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import type { SignedIn } from './contract/sign-in-operations.ts'
import type { VerificationId } from './contract/verifications.ts'
import type { CustomerPool, IdentityDeps, TwoFactorDeps } from './use-cases/ports.ts'
import { makeConfirmRegistration, makeRegister } from './use-cases/register.ts'
import { makeProvePassword, makeStartSignIn } from './use-cases/sign-in.ts'

export const PASSWORD = 'Horse-Staple-42'
export const CAUSE = { correlationId: 'req-1', causationId: 'req-1', actor: SYSTEM }

/** A pool in memory, which takes the password itself for its proof. */
export function makeMemoryPool() {
  const passwords = new Map<CustomerId, string>()
  const refreshable = new Map<string, CustomerId>()
  let born = 0
  const pool: CustomerPool = {
    name: 'pool',
    async setPassword(id, password) {
      if (password.includes('pool refuses')) return 'weak'
      passwords.set(id, password)
      return 'set'
    },
    challenge: async () => ({ salt: 'ab', srpB: 'cd', secretBlock: 'block' }),
    async prove(id, { signature }) {
      if (passwords.get(id) !== signature) return undefined
      born += 1
      refreshable.set(`refresh-${born}`, id)
      const session = `00000000-0000-4000-8000-${String(born).padStart(12, '0')}`
      return {
        ...{ accessToken: `access-${born}`, idToken: `id-${born}`, expiresIn: 300 },
        ...{ refreshToken: `refresh-${born}`, session },
      }
    },
    async refresh(id, token) {
      if (refreshable.get(token) !== id) return undefined
      born += 1
      return { accessToken: `access-${born}`, idToken: `id-${born}`, expiresIn: 300 }
    },
    async signOut(id) {
      for (const [token, owner] of refreshable) if (owner === id) refreshable.delete(token)
    },
    async remove(id) {
      passwords.delete(id)
    },
  }
  return { pool, passwords }
}

/** Numbers that look drawn by chance, and are the same in each run. */
export function makeDice(): (below: number) => number {
  let state = 1
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 16) % below
  }
}

/** Accounts on a store in memory, with a clock that a test moves; codes are drawn in turn. */
export function givenAccounts() {
  const store = makeMemoryStore()
  const { pool, passwords } = makeMemoryPool()
  let [now, drawn, codes] = [new Date('2026-11-24T01:00:00.000Z'), 0, 0]
  const personal = makeTestPersonal()
  const deps: IdentityDeps & TwoFactorDeps = {
    ...{ store, personal, pool },
    clock: { now: () => now },
    ids: makeIds(() => String(++drawn).padStart(26, '0')),
    signInSeal: makeSealedText('customer-sign-in', aSecret('a secret of the tests')),
    newCode: () => String(++codes).padStart(6, '0'),
    newSecret: () => 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    random: makeDice(),
    issuer: 'Cartwright',
  }
  return {
    ...{ deps, store, passwords },
    now: () => now,
    later: (milliseconds: number) => {
      now = new Date(now.getTime() + milliseconds)
    },
    /** The code that was mailed last; `000000` where none was. */
    lastCode: () => String(codes).padStart(6, '0'),
    /** The types of all events, in the order in which they were written. */
    told: () => store.all().flatMap(({ event }) => (event ? [(event as { type: string }).type] : [])),
  }
}
export type Accounts = ReturnType<typeof givenAccounts>

export async function ask(accounts: Accounts, email = 'hanako@example.com') {
  const begun = await makeRegister(accounts.deps)({ email, name: 'Hanako', locale: 'ja' }, CAUSE)
  if (!begun.ok) throw new Error(begun.detail)
  return begun.value
}

export const confirm = ({ deps }: Accounts, given: { id: VerificationId; code: string; password?: string }) =>
  makeConfirmRegistration(deps)({ password: PASSWORD, ...given }, CAUSE)

/** Somebody who has registered. */
export async function givenMember(accounts: Accounts, email = 'hanako@example.com'): Promise<CustomerId> {
  const { id } = await ask(accounts, email)
  const made = await confirm(accounts, { id, code: accounts.lastCode() })
  if (!made.ok) throw new Error(made.detail)
  return made.value.customerId
}

/** What the two first steps of a sign-in answer. */
export async function trySignIn({ deps }: Accounts, email = 'hanako@example.com', password = PASSWORD) {
  const begun = await makeStartSignIn(deps)({ email, srpA: 'ab' })
  if (!begun.ok) return begun
  const { session } = begun.value
  return makeProvePassword(deps)({ session, signature: password, timestamp: 'now', device: 'a browser' })
}

/** Somebody who is signed in, and by which sign-in. */
export async function givenSignedIn(accounts: Accounts, email = 'hanako@example.com') {
  const id = await givenMember(accounts, email)
  const { signedIn, session } = await signInAgain(accounts, email)
  return { id, who: { id, session }, signedIn }
}

export async function signInAgain(
  accounts: Accounts,
  email = 'hanako@example.com',
): Promise<{ signedIn: SignedIn; session: string }> {
  const done = await trySignIn(accounts, email)
  if (!done.ok || !done.value.signedIn) throw new Error('nobody was signed in')
  const session = accounts.store
    .all()
    .filter(({ sk }) => sk.startsWith('SESSION#'))
    .at(-1)?.['id']
  return { signedIn: done.value.signedIn, session: String(session) }
}

/** So long that a sign-in is not fresh any more. */
export const A_WHILE = minutes(16)
