import { describe, expect, it } from 'vitest'
import { postalAddress } from '#shared/address.ts'
import { currency } from '#shared/money.ts'
import { makeMemoryKeys, makeTestPersonal } from '#shared/testing-personal.ts'
import {
  A_WHILE,
  ask,
  CAUSE,
  confirm,
  givenAccounts,
  givenMember,
  givenSignedIn,
  trySignIn,
} from '../testing.ts'
import {
  makeAddAddress,
  makeGetAddress,
  makeListAddresses,
  makePutAddress,
  makeRemoveAddress,
} from './addresses.ts'
import { makeChangeEmail, makeConfirmEmailChange } from './change-email.ts'
import { makeDecideConsent, makeReadConsents } from './consents.ts'
import { makePutMe, makePutNotifications, makeReadMe } from './me.ts'

const address = postalAddress.parse({
  ...{ name: 'Hanako', line1: '1-1', city: '千代田区', postalCode: '100-0001', country: 'JP' },
})

describe('a profile', () => {
  it('is replaced by who has seen it, but for the address of mails', async () => {
    const accounts = givenAccounts()
    const id = await givenMember(accounts)
    const put = makePutMe(accounts.deps)
    const profile = { name: '花子', phone: '+81312345678', locale: 'en' }
    expect(await put({ id, ifMatch: undefined }, profile, CAUSE)).toMatchObject({
      code: 'precondition_required',
    })
    expect(await put({ id, ifMatch: 1 }, { ...profile, name: '花\n子' }, CAUSE)).toMatchObject({
      ...{ code: 'impossible', errors: [{ pointer: '/name' }] },
    })
    expect(await put({ id, ifMatch: 1 }, profile, CAUSE)).toMatchObject({
      value: { ...profile, email: 'hanako@example.com', version: 2 },
    })
    expect(await put({ id, ifMatch: 1 }, profile, CAUSE)).toMatchObject({ code: 'precondition_failed' })
    expect(accounts.told().at(-1)).toBe('customer.changed')
  })

  it('is shown prices in a currency that there is', async () => {
    const accounts = givenAccounts()
    const id = await givenMember(accounts)
    const put = (code: string) =>
      makePutMe(accounts.deps)(
        { id, ifMatch: 1 },
        { name: '花子', locale: 'ja', currency: currency.parse(code) },
        CAUSE,
      )
    expect(await put('ZZZ')).toMatchObject({ code: 'unknown_currency', errors: [{ pointer: '/currency' }] })
    expect(await put('EUR')).toMatchObject({ value: { currency: 'EUR', version: 2 } })
  })

  it('says by channel what is wanted', async () => {
    const accounts = givenAccounts()
    const id = await givenMember(accounts)
    const wanted = { mail: { news: false, cartReminders: true }, sms: { parcels: false } }
    expect(await makePutNotifications(accounts.deps)({ id, ifMatch: 1 }, wanted, CAUSE)).toEqual({
      ok: true,
      value: { ...wanted, version: 2 },
    })
  })

  it('of one who was erased is not there', async () => {
    const accounts = givenAccounts()
    const keys = makeMemoryKeys()
    const deps = { ...accounts.deps, personal: makeTestPersonal(keys) }
    const own = { ...accounts, deps }
    const id = await givenMember(own)
    await keys.erase(id)
    expect(await makeReadMe(deps)(id)).toMatchObject({ code: 'not_found' })
    expect(await makePutMe(deps)({ id, ifMatch: 1 }, { name: 'x', locale: 'en' }, CAUSE)).toMatchObject({
      code: 'not_found',
    })
  })
})

describe('consents', () => {
  it('hold as they were decided last, and every decision is kept', async () => {
    const accounts = givenAccounts()
    const id = await givenMember(accounts)
    const decide = makeDecideConsent(accounts.deps)
    await decide(id, { purpose: 'marketing', granted: true, wording: 'newsletter-1' }, CAUSE)
    accounts.later(1_000)
    await decide(id, { purpose: 'marketing', granted: false }, CAUSE)
    await decide(id, { purpose: 'cart_reminders', granted: true }, CAUSE)
    const read = await makeReadConsents(accounts.deps)(id, { limit: 20 })
    expect(read).toMatchObject({
      value: {
        now: { marketing: false, cart_reminders: true, personalization: false },
        items: [
          { purpose: 'cart_reminders', granted: true },
          { purpose: 'marketing', granted: false },
          { purpose: 'marketing', granted: true, wording: 'newsletter-1' },
        ],
      },
    })
  })
})

describe('addresses', () => {
  it('are added, changed and removed by their owner, and by nobody else', async () => {
    const accounts = givenAccounts()
    const [id, stranger] = [await givenMember(accounts), await givenMember(accounts, 'taro@example.com')]
    const added = await makeAddAddress(accounts.deps)(id, { address, defaultFor: [] }, CAUSE)
    if (!added.ok) throw new Error(added.detail)
    const change = { id: added.value.id, body: { address: { ...address, city: '港区' }, defaultFor: [] } }
    const put = makePutAddress(accounts.deps)
    expect(await put(stranger, { ...change, ifMatch: 1 }, CAUSE)).toMatchObject({ code: 'not_found' })
    expect(await makeGetAddress(accounts.deps)(stranger, change.id)).toMatchObject({ code: 'not_found' })
    expect(await put(id, { ...change, ifMatch: undefined }, CAUSE)).toMatchObject({
      code: 'precondition_required',
    })
    expect(await put(id, { ...change, ifMatch: 1 }, CAUSE)).toMatchObject({
      value: { version: 2, address: { city: '港区' }, defaultFor: ['shipping', 'billing'] },
    })
    expect((await makeRemoveAddress(accounts.deps)(id, change.id, CAUSE)).ok).toBe(true)
    expect(await makeListAddresses(accounts.deps)(id)).toEqual({ items: [] })
  })

  it('that are added at the same time are all there', async () => {
    const accounts = givenAccounts()
    const id = await givenMember(accounts)
    await Promise.all(
      Array.from({ length: 4 }, () =>
        makeAddAddress(accounts.deps)(id, { address, defaultFor: ['billing'] }, CAUSE),
      ),
    )
    const { items } = await makeListAddresses(accounts.deps)(id)
    expect(items).toHaveLength(4)
    expect(items.filter(({ defaultFor }) => defaultFor.includes('billing'))).toHaveLength(1)
  })
})

describe('the address of mails', () => {
  const NEW = 'yamada@example.com'

  it('is changed by a code that went to the new one; the old one is told, and free again', async () => {
    const accounts = givenAccounts()
    const { id, who } = await givenSignedIn(accounts)
    const begun = await makeChangeEmail(accounts.deps)(who, NEW, CAUSE)
    if (!begun.ok) throw new Error(begun.detail)
    const given = { id: begun.value.id, code: accounts.lastCode() }
    expect(await makeConfirmEmailChange(accounts.deps)(who, given, CAUSE)).toEqual({
      ok: true,
      value: { email: NEW },
    })
    expect((await trySignIn(accounts, NEW)).ok).toBe(true)
    expect(await trySignIn(accounts, 'hanako@example.com')).toMatchObject({ code: 'sign_in_failed' })
    expect(accounts.told()).toEqual(expect.arrayContaining(['customer.changed', 'customer.security_changed']))
    expect(await givenMember(accounts, 'hanako@example.com')).not.toBe(id)
  })

  it('that has an account already is not taken, and the answer does not tell', async () => {
    const accounts = givenAccounts()
    await givenMember(accounts, NEW)
    const { who } = await givenSignedIn(accounts)
    const begun = await makeChangeEmail(accounts.deps)(who, NEW, CAUSE)
    if (!begun.ok) throw new Error(begun.detail)
    expect(Object.keys(begun.value)).toEqual(['id', 'expiresAt'])
    const given = { id: begun.value.id, code: accounts.lastCode() }
    expect(await makeConfirmEmailChange(accounts.deps)(who, given, CAUSE)).toMatchObject({
      code: 'code_invalid',
    })
  })

  it('that is registered by another in between is not taken', async () => {
    const accounts = givenAccounts()
    const { who } = await givenSignedIn(accounts)
    const begun = await makeChangeEmail(accounts.deps)(who, NEW, CAUSE)
    if (!begun.ok) throw new Error(begun.detail)
    const code = accounts.lastCode()
    const other = await ask(accounts, NEW)
    expect((await confirm(accounts, { id: other.id, code: accounts.lastCode() })).ok).toBe(true)
    expect(
      await makeConfirmEmailChange(accounts.deps)(who, { id: begun.value.id, code }, CAUSE),
    ).toMatchObject({
      code: 'code_invalid',
    })
    expect((await trySignIn(accounts, 'hanako@example.com')).ok).toBe(true)
  })

  it('is changed by nobody else’s code, and by nobody who signed in long ago', async () => {
    const accounts = givenAccounts()
    const { who } = await givenSignedIn(accounts)
    const begun = await makeChangeEmail(accounts.deps)(who, NEW, CAUSE)
    if (!begun.ok) throw new Error(begun.detail)
    const given = { id: begun.value.id, code: accounts.lastCode() }
    const stranger = await givenSignedIn(accounts, 'taro@example.com')
    expect(await makeConfirmEmailChange(accounts.deps)(stranger.who, given, CAUSE)).toMatchObject({
      code: 'code_invalid',
    })
    accounts.later(A_WHILE)
    expect(await makeChangeEmail(accounts.deps)(who, NEW, CAUSE)).toMatchObject({ code: 'sign_in_again' })
  })
})
