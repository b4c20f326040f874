import { describe, expect, it } from 'vitest'
import { minutes } from '#shared/clock.ts'
import { totpCode } from '#shared/totp.ts'
import {
  A_WHILE,
  type Accounts,
  CAUSE,
  givenAccounts,
  givenMember,
  givenSignedIn,
  PASSWORD,
  signInAgain,
  trySignIn,
} from '../testing.ts'
import { endAllSessions, makeEndSession, makeListSessions } from './sessions.ts'
import { makeProvePassword, makeProveSecondFactor, makeRefreshSignIn, makeStartSignIn } from './sign-in.ts'
import {
  makeBeginTwoFactor,
  makeConfirmTwoFactor,
  makeReadTwoFactor,
  makeRemoveTwoFactor,
  makeRenewRecoveryCodes,
} from './two-factor.ts'

const EMAIL = 'hanako@example.com'

describe('who signs in', () => {
  it('gets tokens by the password, and is listed where they are signed in', async () => {
    const accounts = givenAccounts()
    const { who, signedIn } = await givenSignedIn(accounts)
    expect(signedIn).toMatchObject({ accessToken: 'access-1', expiresIn: 300 })
    expect(await makeListSessions(accounts.deps)(who)).toMatchObject({
      items: [{ id: who.session, device: 'a browser', current: true }],
    })
  })

  it('without an account is answered as with a wrong password', async () => {
    const accounts = givenAccounts()
    await givenMember(accounts)
    const wrong = await trySignIn(accounts, EMAIL, 'Another-Horse-43')
    expect(await trySignIn(accounts, 'nobody@example.com', 'Another-Horse-43')).toEqual(wrong)
  })

  it('without an account is the same made-up user each time, who looks like a real one', async () => {
    const accounts = givenAccounts()
    const begin = () => makeStartSignIn(accounts.deps)({ email: 'nobody@example.com', srpA: 'ab' })
    const [one, other] = [await begin(), await begin()]
    if (!one.ok || !other.ok) throw new Error('the sign-in did not begin')
    expect(one.value.userId).toMatch(/^cus_[0-9a-z]{26}$/)
    expect(one.value.userId).toBe(other.value.userId)
  })

  it.each([EMAIL, 'nobody@example.com'])(
    'as %s is locked out after five failures, for a while',
    async (email) => {
      const accounts = givenAccounts()
      await givenMember(accounts)
      for (let tries = 0; tries < 5; tries += 1)
        expect(await trySignIn(accounts, email, 'Another-Horse-43')).toMatchObject({ code: 'sign_in_failed' })
      expect(await trySignIn(accounts, email)).toMatchObject({ code: 'too_many_attempts' })
      accounts.later(minutes(1))
      expect((await trySignIn(accounts, email)).ok).toBe(email === EMAIL)
    },
  )

  it('with fifty guesses at once has five looked at', async () => {
    const accounts = givenAccounts()
    await givenMember(accounts)
    const begun = await Promise.all(
      Array.from({ length: 50 }, () => makeStartSignIn(accounts.deps)({ email: EMAIL, srpA: 'ab' })),
    )
    const answers = await Promise.all(
      begun.map((one) =>
        makeProvePassword(accounts.deps)({
          ...{ session: one.ok ? one.value.session : '', signature: 'a guess' },
          ...{ timestamp: 'now', device: '' },
        }),
      ),
    )
    const codes = answers.map((answer) => (answer.ok ? 'signed in' : answer.code))
    expect(codes.filter((code) => code === 'sign_in_failed')).toHaveLength(5)
    expect(codes.filter((code) => code === 'too_many_attempts')).toHaveLength(45)
  })

  it('begins anew where a step took too long, or is of another step', async () => {
    const accounts = givenAccounts()
    const { signedIn } = await givenSignedIn(accounts)
    const begun = await makeStartSignIn(accounts.deps)({ email: EMAIL, srpA: 'ab' })
    if (!begun.ok) throw new Error('the sign-in did not begin')
    const prove = (session: string) =>
      makeProvePassword(accounts.deps)({ session, signature: PASSWORD, timestamp: 'now', device: '' })
    expect(await prove(signedIn.refreshToken)).toMatchObject({ code: 'sign_in_failed' })
    expect(await prove('made up')).toMatchObject({ code: 'sign_in_failed' })
    accounts.later(minutes(5))
    expect(await prove(begun.value.session)).toMatchObject({ code: 'sign_in_failed' })
  })
})

describe('who is signed in', () => {
  const refresh = ({ deps }: Accounts, token: string) => makeRefreshSignIn(deps)(token)

  it('stays so, until they sign out on that device', async () => {
    const accounts = givenAccounts()
    const { id, who, signedIn } = await givenSignedIn(accounts)
    expect(await refresh(accounts, signedIn.refreshToken)).toMatchObject({ ok: true })
    expect((await makeEndSession(accounts.deps)(id, who.session)).ok).toBe(true)
    expect(await refresh(accounts, signedIn.refreshToken)).toMatchObject({ code: 'sign_in_failed' })
    expect(await makeEndSession(accounts.deps)(id, who.session)).toMatchObject({ code: 'not_found' })
  })

  it('is signed out everywhere at once', async () => {
    const accounts = givenAccounts()
    const { id, signedIn } = await givenSignedIn(accounts)
    const other = await signInAgain(accounts)
    expect(await endAllSessions(accounts.deps, id)).toBe(2)
    for (const { refreshToken } of [signedIn, other.signedIn])
      expect(await refresh(accounts, refreshToken)).toMatchObject({ code: 'sign_in_failed' })
  })

  it('is not signed out by somebody else', async () => {
    const accounts = givenAccounts()
    const { who, signedIn } = await givenSignedIn(accounts)
    const stranger = await givenMember(accounts, 'taro@example.com')
    expect(await makeEndSession(accounts.deps)(stranger, who.session)).toMatchObject({ code: 'not_found' })
    expect(await refresh(accounts, signedIn.refreshToken)).toMatchObject({ ok: true })
  })
})

describe('a second factor', () => {
  async function givenTwoFactor() {
    const accounts = givenAccounts()
    const { who } = await givenSignedIn(accounts)
    const begun = await makeBeginTwoFactor(accounts.deps)(who)
    if (!begun.ok) throw new Error(begun.detail)
    const code = () => totpCode(begun.value.secret, accounts.now())
    const done = await makeConfirmTwoFactor(accounts.deps)(who, code(), CAUSE)
    if (!done.ok) throw new Error(done.detail)
    const prove = async (given: string) => {
      const first = await trySignIn(accounts)
      if (!first.ok) return first
      expect(first.value.signedIn).toBeUndefined()
      const session = first.value.secondFactor?.session ?? ''
      return makeProveSecondFactor(accounts.deps)({ session, code: given, device: '' }, CAUSE)
    }
    return { accounts, who, code, prove, recoveryCodes: done.value.recoveryCodes, url: begun.value.url }
  }

  it('is asked for after the password, which alone opens nothing', async () => {
    const { accounts, code, prove, url } = await givenTwoFactor()
    expect(url).toBe(
      'otpauth://totp/Cartwright%3Ahanako%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Cartwright',
    )
    const first = await trySignIn(accounts)
    expect(JSON.stringify(first)).not.toContain('access-')
    accounts.later(30_000)
    expect(await prove(code())).toMatchObject({ ok: true, value: { signedIn: { expiresIn: 300 } } })
  })

  it('takes a code once: neither the one that switched it on nor one of a sign-in again', async () => {
    const { accounts, code, prove } = await givenTwoFactor()
    expect(await prove(code())).toMatchObject({ code: 'sign_in_failed' })
    accounts.later(30_000)
    expect((await prove(code())).ok).toBe(true)
    expect(await prove(code())).toMatchObject({ code: 'sign_in_failed' })
  })

  it('takes each recovery code once, and its owner is told', async () => {
    const { accounts, who, prove, recoveryCodes } = await givenTwoFactor()
    const [first = '', second = ''] = recoveryCodes
    expect((await prove(first)).ok).toBe(true)
    expect(await prove(first)).toMatchObject({ code: 'sign_in_failed' })
    expect((await prove(second)).ok).toBe(true)
    expect(await makeReadTwoFactor(accounts.deps)(who.id)).toEqual({ enabled: true, recoveryCodesLeft: 8 })
    expect(accounts.told().filter((type) => type === 'customer.security_changed')).toHaveLength(3)
  })

  it('is locked after five wrong codes, for a while', async () => {
    const { accounts, code, prove } = await givenTwoFactor()
    accounts.later(30_000)
    for (let tries = 0; tries < 5; tries += 1)
      expect(await prove('000000')).toMatchObject({ code: 'sign_in_failed' })
    expect(await prove(code())).toMatchObject({ code: 'too_many_attempts' })
    accounts.later(minutes(1))
    expect((await prove(code())).ok).toBe(true)
  })

  it('is on once a code has come back, and not before', async () => {
    const accounts = givenAccounts()
    const { who } = await givenSignedIn(accounts)
    await makeBeginTwoFactor(accounts.deps)(who)
    expect(await makeConfirmTwoFactor(accounts.deps)(who, '000000', CAUSE)).toMatchObject({
      code: 'code_invalid',
      detail: expect.stringContaining('authenticator'),
    })
    expect((await trySignIn(accounts)).ok).toBe(true)
    expect(await makeReadTwoFactor(accounts.deps)(who.id)).toEqual({ enabled: false, recoveryCodesLeft: 0 })
  })

  it('is renewed and removed by a code; what was there before opens nothing any more', async () => {
    const { accounts, who, code, prove, recoveryCodes } = await givenTwoFactor()
    accounts.later(30_000)
    const renewed = await makeRenewRecoveryCodes(accounts.deps)(who, code(), CAUSE)
    if (!renewed.ok) throw new Error(renewed.detail)
    expect(await prove(recoveryCodes[0] ?? '')).toMatchObject({ code: 'sign_in_failed' })
    const [fresh = ''] = renewed.value.recoveryCodes
    expect(await makeRemoveTwoFactor(accounts.deps)(who, fresh, CAUSE)).toMatchObject({
      value: { enabled: false, recoveryCodesLeft: 0 },
    })
    expect(await trySignIn(accounts)).toMatchObject({ value: { signedIn: { expiresIn: 300 } } })
  })

  it('is changed by who has signed in lately, and not by a session that has ended', async () => {
    const accounts = givenAccounts()
    const { id, who } = await givenSignedIn(accounts)
    accounts.later(A_WHILE)
    expect(await makeBeginTwoFactor(accounts.deps)(who)).toMatchObject({ code: 'sign_in_again' })
    const { session } = await signInAgain(accounts)
    await endAllSessions(accounts.deps, id)
    expect(await makeBeginTwoFactor(accounts.deps)({ id, session })).toMatchObject({ code: 'sign_in_again' })
  })
})
