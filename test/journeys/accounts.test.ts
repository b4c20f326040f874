import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { totpCode } from '#shared/totp.ts'
import { makeApi } from '#support/api.ts'
import {
  codeMailedTo,
  givenCustomer,
  PASSWORD,
  register,
  secondFactorOf,
  signInAs,
  trySignIn,
} from '#support/customer.ts'
import { eventually } from '#support/eventually.ts'
import { messageOf, messagesTo } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import { problem } from '#support/shapes.ts'
import { unique } from '#support/shop.ts'

const me = z.object({ id: z.string(), email: z.string(), name: z.string(), locale: z.string() })
const begun = z.object({ id: z.string(), expiresAt: z.string() })
const { guest, outputs } = shop

/** The API with one token, as somebody would use it who has got hold of it. */
const withToken = (token: string) => makeApi(outputs.apiUrl, async () => token)
const codeOf = (answer: { body: unknown }) => problem.parse(answer.body).code
/** All that two answers say, but for what is of the request alone. */
const told = (answer: { status: number; body: unknown }) => ({
  status: answer.status,
  body: { ...problem.parse(answer.body), requestId: '' },
})
const nobody = () => `${unique('nobody')}@example.com`

describe('a customer', () => {
  it('registers by a code that is mailed, signs in by SRP, and reads and changes who they are', async () => {
    const customer = await givenCustomer(shop)
    const read = await customer.api.get('/me')
    expect(read.as(me)).toEqual({
      ...{ id: customer.id, email: customer.email, name: '山田 花子', locale: 'ja' },
    })
    const body = { name: 'Hanako Yamada', phone: '+81312345678', locale: 'en', currency: 'JPY' }
    expect((await customer.api.put('/me', { body })).status).toBe(428)
    const etag = read.headers.get('etag') ?? ''
    const changed = await customer.api.put('/me', { body, headers: { 'if-match': etag } })
    expect(changed.body).toMatchObject({ ...body, email: customer.email, version: 2 })
    expect((await messageOf(shop, customer.email, 'welcome')).subject).toBe('会員登録が完了しました')
  })

  it('chooses another password where the first is weak, and may type the code wrongly', async () => {
    const email = nobody()
    const { id } = (await register(shop, { email, name: 'Hanako', locale: 'en' })).as(begun)
    const code = await codeMailedTo(shop, email)
    const confirm = (body: { code: string; password: string }) =>
      guest.post(`/me/registrations/${id}/confirmation`, { body })
    const wrong = code === '000000' ? '000001' : '000000'
    expect(codeOf(await confirm({ code: wrong, password: PASSWORD }))).toBe('code_invalid')
    for (const password of ['password', 'Password-123', '12345678'])
      expect(codeOf(await confirm({ code, password }))).toBe('weak_password')
    expect((await confirm({ code, password: PASSWORD })).status).toBe(201)
    expect(codeOf(await confirm({ code, password: PASSWORD }))).toBe('code_invalid')
  })

  it('keeps addresses, consents with their history, and what they want to hear', async () => {
    const { api } = await givenCustomer(shop)
    const address = { name: '花子', line1: '1-1', city: '千代田区', postalCode: '100-0001', country: 'JP' }
    const added = await api.post('/me/addresses', { body: { address } })
    expect(added.body).toMatchObject({ address, defaultFor: ['shipping', 'billing'], version: 1 })
    await api.post('/me/consents', { body: { purpose: 'marketing', granted: true, wording: 'autumn' } })
    await api.post('/me/consents', { body: { purpose: 'marketing', granted: false } })
    expect((await api.get('/me/consents')).body).toMatchObject({
      now: { marketing: false },
      items: [{ granted: false }, { granted: true, wording: 'autumn' }],
    })
    const wanted = await api.get('/me/notifications')
    const body = { mail: { news: false, cartReminders: true }, sms: { parcels: false } }
    const headers = { 'if-match': wanted.headers.get('etag') ?? '' }
    expect((await api.put('/me/notifications', { body, headers })).body).toMatchObject(body)
    const stranger = await givenCustomer(shop)
    const { id } = added.as(z.object({ id: z.string() }))
    expect((await stranger.api.get(`/me/addresses/${id}`)).status).toBe(404)
    expect((await api.get(`/me/addresses/${id}`)).status).toBe(200)
  })

  it('reaches nothing that is the staff’s, and the staff nothing that is a customer’s', async () => {
    const customer = await givenCustomer(shop)
    const { idToken, refreshToken } = await signInAs(shop, customer)
    expect((await customer.api.get('/orders')).status).toBe(403)
    expect((await shop.machine.get('/me')).status).toBe(403)
    expect((await guest.get('/me')).status).toBe(401)
    for (const token of [idToken, refreshToken]) expect((await withToken(token).get('/me')).status).toBe(401)
  })

  it('gives themselves no rights: a field that is not theirs is refused', async () => {
    const { api } = await givenCustomer(shop)
    const rights = { name: 'x', locale: 'en', groups: ['admin'], 'custom:role': 'admin' }
    expect((await api.put('/me', { body: rights, headers: { 'if-match': '"1"' } })).status).toBe(400)
    expect((await api.get('/orders')).status).toBe(403)
  })
})

describe('nobody is told who exists', () => {
  it('by a sign-in', async () => {
    const { email } = await givenCustomer(shop)
    const password = 'Another-Horse-43'
    const [wrong, unknown] = [
      await trySignIn(shop, { email, password }),
      await trySignIn(shop, { email: nobody(), password }),
    ]
    expect(told(wrong)).toMatchObject({ status: 401, body: { code: 'sign_in_failed' } })
    expect(told(unknown)).toEqual(told(wrong))
  })

  it('nor does a proof that is none get further, or break anything', async () => {
    const begin = await guest.post('/me/sign-ins', { body: { email: nobody(), srpA: 'ab12' } })
    const { session } = begin.as(z.object({ session: z.string() }))
    for (const body of [
      { session, signature: 'bm9uZQ==', timestamp: 'yesterday' },
      { session: 'made up', signature: 'bm9uZQ==', timestamp: 'Tue Nov 24 01:02:03 UTC 2026' },
    ])
      expect((await guest.post('/me/sign-ins/password', { body })).status).toBe(401)
    for (const refreshToken of ['made up', session])
      expect((await guest.post('/me/sign-ins/refresh', { body: { refreshToken } })).status).toBe(401)
  })

  it('by registering: the owner alone is told that there is an account', async () => {
    const { email } = await givenCustomer(shop)
    const taken = await register(shop, { email, name: 'Somebody', locale: 'en' })
    const free = await register(shop, { email: nobody(), name: 'Somebody', locale: 'en' })
    expect([taken.status, Object.keys(taken.as(begun))]).toEqual([free.status, Object.keys(free.as(begun))])
    expect((await messageOf(shop, email, 'account_exists')).subject).toBe('You already have an account')
  })

  it('by a forgotten password', async () => {
    const { email } = await givenCustomer(shop)
    const known = await guest.post('/me/password-resets', { body: { email } })
    const unknown = await guest.post('/me/password-resets', { body: { email: nobody() } })
    expect([known.status, Object.keys(known.as(begun))]).toEqual([
      unknown.status,
      Object.keys(unknown.as(begun)),
    ])
    const body = { code: '123456', password: PASSWORD }
    const [one, other] = await Promise.all(
      [known, unknown].map((answer) =>
        guest.post(`/me/password-resets/${answer.as(begun).id}/confirmation`, { body }),
      ),
    )
    if (!one || !other) throw new Error('there were two resets')
    expect(told(one)).toEqual(told(other))
  })

  it('by being locked out after five failures in a row', async () => {
    const { email } = await givenCustomer(shop)
    for (const who of [
      { email, password: 'Wrong-Horse-44' },
      { email: nobody(), password: PASSWORD },
    ]) {
      for (let tries = 0; tries < 5; tries += 1) expect((await trySignIn(shop, who)).status).toBe(401)
      const locked = await trySignIn(shop, { ...who, password: PASSWORD })
      expect([locked.status, codeOf(locked)]).toEqual([429, 'too_many_attempts'])
      expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
    }
  })
})

describe('a forgotten password', () => {
  it('is set anew by a code, ends every session, and its owner is told', async () => {
    const customer = await givenCustomer(shop)
    const before = await signInAs(shop, customer)
    const { id } = (await guest.post('/me/password-resets', { body: { email: customer.email } })).as(begun)
    const code = await codeMailedTo(shop, customer.email, 'password_reset_code')
    const password = 'Another-Horse-43'
    const path = `/me/password-resets/${id}/confirmation`
    expect((await guest.post(path, { body: { code, password } })).status).toBe(200)
    const refreshed = await guest.post('/me/sign-ins/refresh', {
      body: { refreshToken: before.refreshToken },
    })
    expect(refreshed.status).toBe(401)
    expect((await trySignIn(shop, customer)).status).toBe(401)
    expect((await trySignIn(shop, { ...customer, password })).status).toBe(200)
    await messageOf(shop, customer.email, 'password_changed')
  })
})

describe('sessions', () => {
  it('are listed, and end everywhere: no token is renewed, and those that are out live five minutes', async () => {
    const customer = await givenCustomer(shop)
    const [one, other] = [await signInAs(shop, customer), await signInAs(shop, customer)]
    expect(one.expiresIn).toBeLessThanOrEqual(300)
    const refresh = ({ refreshToken }: { refreshToken: string }) =>
      guest.post('/me/sign-ins/refresh', { body: { refreshToken } })
    const renewed = (await refresh(one)).as(z.object({ accessToken: z.string() }))
    expect((await withToken(renewed.accessToken).get('/me')).status).toBe(200)
    const listed = (await withToken(one.accessToken).get('/me/sessions')).as(
      z.object({ items: z.array(z.object({ current: z.boolean() })) }),
    )
    expect(listed.items.map(({ current }) => current).toSorted()).toEqual([false, true])
    expect((await withToken(one.accessToken).delete('/me/sessions')).body).toEqual({ ended: 2 })
    for (const session of [one, other]) expect((await refresh(session)).status).toBe(401)
    const guarded = await withToken(one.accessToken).post('/me/email-changes', { body: { email: nobody() } })
    expect([guarded.status, codeOf(guarded)]).toEqual([403, 'sign_in_again'])
  })
})

describe('a second factor', () => {
  it('is asked for after the password; codes and recovery codes are good once', async () => {
    const customer = await givenCustomer(shop)
    const begin = (await customer.api.post('/me/two-factor')).as(z.object({ secret: z.string() }))
    const used = new Set<string>()
    /** A code that was not used yet: the next one comes within half a minute. */
    const freshCode = () =>
      eventually('another code of the authenticator', async () => {
        const code = totpCode(begin.secret, new Date())
        return used.has(code) ? undefined : code
      })
    const first = await freshCode()
    used.add(first)
    expect((await customer.api.post('/me/two-factor/confirmation', { body: { code: 'abc' } })).status).toBe(
      400,
    )
    const on = await customer.api.post('/me/two-factor/confirmation', { body: { code: first } })
    const { recoveryCodes } = on.as(z.object({ recoveryCodes: z.array(z.string()) }))
    expect(recoveryCodes).toHaveLength(10)

    const prove = async (code: string) =>
      guest.post('/me/sign-ins/second-factor', {
        body: { session: await secondFactorOf(shop, customer), code },
      })
    expect((await prove(first)).status).toBe(401)
    const wrong = first === '000000' ? '000001' : '000000'
    expect((await prove(wrong)).status).toBe(401)
    const code = await freshCode()
    expect((await prove(code)).status).toBe(200)
    expect((await prove(code)).status).toBe(401)
    const [recoveryCode = ''] = recoveryCodes
    expect((await prove(recoveryCode)).status).toBe(200)
    expect((await prove(recoveryCode)).status).toBe(401)
    expect((await customer.api.get('/me/two-factor')).body).toEqual({ enabled: true, recoveryCodesLeft: 9 })
    await messageOf(shop, customer.email, 'recovery_code_used')
  })
})

describe('the address of mails', () => {
  it('is changed by a code that goes to the new one; the old one is told', async () => {
    const customer = await givenCustomer(shop)
    const email = nobody()
    const { id } = (await customer.api.post('/me/email-changes', { body: { email } })).as(begun)
    const code = await codeMailedTo(shop, email, 'email_change_code')
    const done = await customer.api.post(`/me/email-changes/${id}/confirmation`, { body: { code } })
    expect(done.body).toEqual({ email })
    expect((await trySignIn(shop, { ...customer, email })).status).toBe(200)
    expect((await trySignIn(shop, customer)).status).toBe(401)
    await messageOf(shop, customer.email, 'email_changed')
    expect((await messagesTo(shop, email)).map(({ kind }) => kind)).toEqual(['email_change_code'])
  })
})
