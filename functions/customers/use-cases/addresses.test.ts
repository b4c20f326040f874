import { expect, it } from 'vitest'
import type { PostalAddress } from '#shared/address.ts'
import { CAUSE, givenAccounts, givenMember } from '../testing.ts'
import { makeAddAddress, makeListAddresses, makePutAddress } from './addresses.ts'

const TOKYO: PostalAddress = {
  ...{ name: '山田 花子', line1: '千代田1-1', city: '千代田区', region: '東京都' },
  ...{ postalCode: '100-0001', country: 'JP' },
}

it.each<[string, Partial<PostalAddress>]>([
  ['country', { country: 'ZZ' }],
  ['postalCode', { postalCode: '1234' }],
  ['region', { country: 'US', postalCode: '95014', region: undefined }],
  ['phone', { country: 'CN', postalCode: '266033' }],
])('an address whose %s an order would refuse is not taken into the book', async (field, changes) => {
  const accounts = givenAccounts()
  const customer = await givenMember(accounts)
  const add = makeAddAddress(accounts.deps)
  const added = await add(customer, { address: TOKYO, defaultFor: [] }, CAUSE)
  if (!added.ok) throw new Error(added.detail)
  const wrong = { address: { ...TOKYO, ...changes }, defaultFor: [] }
  const refusal = { ok: false, code: 'address_invalid', errors: [{ pointer: `/address/${field}` }] }
  expect(await add(customer, wrong, CAUSE)).toMatchObject(refusal)
  const { id, version } = added.value
  expect(
    await makePutAddress(accounts.deps)(customer, { id, body: wrong, ifMatch: version }, CAUSE),
  ).toMatchObject(refusal)
  expect((await makeListAddresses(accounts.deps)(customer)).items).toEqual([added.value])
})
