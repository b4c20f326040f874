import { describe, expect, it } from 'vitest'
import { hours, minutes } from '#shared/clock.ts'
import { makeMemoryKeys, makeTestPersonal } from '#shared/testing-personal.ts'
import { readCustomer } from '../adapters/customer-items.ts'
import { readVerification } from '../adapters/verification-items.ts'
import {
  ask,
  CAUSE,
  confirm,
  givenAccounts,
  givenMember,
  givenSignedIn,
  PASSWORD,
  trySignIn,
} from '../testing.ts'
import { makeReadMe } from './me.ts'
import { makeRegister } from './register.ts'
import { makeForgetPassword, makeResetPassword } from './reset-password.ts'

describe('who registers', () => {
  it('has a name of one line', async () => {
    const accounts = givenAccounts()
    const given = { email: 'hanako@example.com', name: 'Hanako\r\nBcc: x@example.com', locale: 'ja' }
    expect(await makeRegister(accounts.deps)(given, CAUSE)).toMatchObject({
      ...{ ok: false, code: 'impossible', errors: [{ pointer: '/name' }] },
    })
    expect(accounts.told()).toEqual([])
  })

  it('has an account once the code has come back, and is welcomed', async () => {
    const accounts = givenAccounts()
    const { id } = await ask(accounts)
    expect(accounts.passwords.size).toBe(0)
    const made = await confirm(accounts, { id, code: accounts.lastCode() })
    if (!made.ok) throw new Error(made.detail)
    expect(await makeReadMe(accounts.deps)(made.value.customerId)).toMatchObject({
      value: { email: 'hanako@example.com', name: 'Hanako', locale: 'ja', version: 1 },
    })
    expect(accounts.told()).toEqual(['customer.code_issued', 'customer.registered'])
  })

  it.each([
    [4, true],
    [5, false],
  ])('types the right code after %i wrong ones, and is let in: %s', async (wrong, letIn) => {
    const accounts = givenAccounts()
    const { id } = await ask(accounts)
    const code = accounts.lastCode()
    for (let tries = 0; tries < wrong; tries += 1)
      expect(await confirm(accounts, { id, code: '999999' })).toMatchObject({ code: 'code_invalid' })
    expect((await confirm(accounts, { id, code })).ok).toBe(letIn)
  })

  it('leaves nothing of a registration that is not finished which does not end by itself', async () => {
    const accounts = givenAccounts()
    const { id } = await ask(accounts)
    const subjects = JSON.stringify(accounts.store.all()).match(/(?<="subjectId":")[^"]+/g)
    expect(new Set(subjects)).toEqual(new Set([id]))
  })

  it('is remembered with what they registered by, so that what was said with it can be erased with them', async () => {
    const accounts = givenAccounts()
    const { id } = await ask(accounts)
    const made = await confirm(accounts, { id, code: accounts.lastCode() })
    if (!made.ok) throw new Error(made.detail)
    const { customerId } = made.value
    expect(await readCustomer(accounts.store, customerId)).toMatchObject({ registration: id })
  })

  it('is refused a code that is a quarter of an hour old, or was used', async () => {
    const accounts = givenAccounts()
    const first = await ask(accounts, 'taro@example.com')
    accounts.later(minutes(15))
    expect(await confirm(accounts, { id: first.id, code: '000001' })).toMatchObject({ code: 'code_invalid' })
    const { id } = await ask(accounts)
    const code = accounts.lastCode()
    expect((await confirm(accounts, { id, code })).ok).toBe(true)
    expect(await confirm(accounts, { id, code })).toMatchObject({ code: 'code_invalid' })
  })

  it('chooses another password where it is weak, by the same code', async () => {
    const accounts = givenAccounts()
    const { id } = await ask(accounts)
    const code = accounts.lastCode()
    for (const password of ['short', 'Aa1-the pool refuses'])
      expect(await confirm(accounts, { id, code, password })).toMatchObject({ code: 'weak_password' })
    expect((await confirm(accounts, { id, code })).ok).toBe(true)
  })

  it('with an address that has an account hears the same; its owner is told', async () => {
    const accounts = givenAccounts()
    await givenMember(accounts)
    const again = await ask(accounts, 'HANAKO@example.com')
    expect(Object.keys(again)).toEqual(['id', 'expiresAt'])
    expect(accounts.told().at(-1)).toBe('customer.registration_repeated')
    expect(await confirm(accounts, { id: again.id, code: accounts.lastCode() })).toMatchObject({
      code: 'code_invalid',
    })
  })

  it('by two codes for one address gets one account, and leaves nobody in the pool beside it', async () => {
    const accounts = givenAccounts()
    const [one, other] = [await ask(accounts), await ask(accounts)]
    expect((await confirm(accounts, { id: one.id, code: '000001' })).ok).toBe(true)
    expect(await confirm(accounts, { id: other.id, code: '000002' })).toMatchObject({ code: 'code_invalid' })
    expect(accounts.passwords.size).toBe(1)
  })

  it('too late by a second code leaves no key of a customer who never was', async () => {
    const keys = makeMemoryKeys()
    const accounts = givenAccounts()
    const own = { ...accounts, deps: { ...accounts.deps, personal: makeTestPersonal(keys) } }
    const [one, other] = [await ask(own), await ask(own)]
    const late = await readVerification(own.store, other.id)
    if (!late) throw new Error('nothing was begun')
    expect((await confirm(own, { id: one.id, code: '000001' })).ok).toBe(true)
    expect(await confirm(own, { id: other.id, code: '000002' })).toMatchObject({ code: 'code_invalid' })
    expect(await keys.toOpen(late.customerId)).toBeUndefined()
  })

  it('is mailed five codes an hour at most, and hears the same for the sixth', async () => {
    const accounts = givenAccounts()
    for (let count = 0; count < 6; count += 1) expect(await ask(accounts)).toHaveProperty('id')
    expect(accounts.told()).toHaveLength(5)
    accounts.later(hours(1))
    await ask(accounts)
    expect(accounts.told()).toHaveLength(6)
  })
})

describe('who has forgotten the password', () => {
  it('sets another by a code, which ends every session', async () => {
    const accounts = givenAccounts()
    const id = await givenMember(accounts)
    await trySignIn(accounts)
    const reset = await makeForgetPassword(accounts.deps)('hanako@example.com', CAUSE)
    const given = { id: reset.id, code: accounts.lastCode(), password: 'Another-Horse-43' }
    expect(await makeResetPassword(accounts.deps)(given, CAUSE)).toEqual({
      ok: true,
      value: { customerId: id },
    })
    expect(await trySignIn(accounts, 'hanako@example.com', PASSWORD)).toMatchObject({
      code: 'sign_in_failed',
    })
    expect((await trySignIn(accounts, 'hanako@example.com', 'Another-Horse-43')).ok).toBe(true)
    expect(accounts.told()).toContain('customer.security_changed')
    expect(accounts.store.all().filter(({ sk }) => sk.startsWith('SESSION#'))).toHaveLength(1)
  })

  it('can do so once more where it broke off, as long as a session may be left', async () => {
    const accounts = givenAccounts()
    await givenMember(accounts)
    const reset = await makeForgetPassword(accounts.deps)('hanako@example.com', CAUSE)
    const given = { id: reset.id, code: accounts.lastCode(), password: 'Another-Horse-43' }
    const signOut = () => Promise.reject(new Error('the pool is down'))
    const broken = { ...accounts.deps, pool: { ...accounts.deps.pool, signOut } }
    await expect(makeResetPassword(broken)(given, CAUSE)).rejects.toThrow('the pool is down')
    expect(await makeResetPassword(accounts.deps)(given, CAUSE)).toMatchObject({ ok: true })
  })

  it('leaves no older session where it broke off just after the password was set', async () => {
    const accounts = givenAccounts()
    const { signedIn } = await givenSignedIn(accounts)
    const reset = await makeForgetPassword(accounts.deps)('hanako@example.com', CAUSE)
    const given = { id: reset.id, code: accounts.lastCode(), password: 'Another-Horse-43' }
    const { pool } = accounts.deps
    const setPassword: typeof pool.setPassword = async (...of) => {
      await pool.setPassword(...of)
      throw new Error('the function was ended')
    }
    const broken = { ...accounts.deps, pool: { ...pool, setPassword } }
    await expect(makeResetPassword(broken)(given, CAUSE)).rejects.toThrow('the function was ended')
    expect([...accounts.passwords.values()]).toEqual(['Another-Horse-43'])
    expect(accounts.store.all().filter(({ sk }) => sk.startsWith('SESSION#'))).toEqual([])
    const [id] = accounts.passwords.keys()
    expect(id && (await pool.refresh(id, signedIn.refreshToken))).toBeUndefined()
  })

  it('without an account hears the same, and is mailed nothing', async () => {
    const accounts = givenAccounts()
    const reset = await makeForgetPassword(accounts.deps)('nobody@example.com', CAUSE)
    expect(Object.keys(reset)).toEqual(['id', 'expiresAt'])
    expect(accounts.told()).toEqual([])
    const given = { id: reset.id, code: '000001', password: PASSWORD }
    expect(await makeResetPassword(accounts.deps)(given, CAUSE)).toMatchObject({ code: 'code_invalid' })
  })

  it('does not get in by a code for something else', async () => {
    const accounts = givenAccounts()
    const { id } = await ask(accounts)
    const given = { id, code: accounts.lastCode(), password: PASSWORD }
    expect(await makeResetPassword(accounts.deps)(given, CAUSE)).toMatchObject({ code: 'code_invalid' })
  })
})
