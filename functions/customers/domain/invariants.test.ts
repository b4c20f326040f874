import { expect, it } from 'vitest'
import { customerId } from '#shared/ids.ts'
import { NO_CONSENTS } from '../contract/choices.ts'
import { type CustomerBooks, violations } from './invariants.ts'

const id = customerId.parse(`cus_${'1'.repeat(26)}`)
const books: CustomerBooks = {
  customer: { id, consents: { ...NO_CONSENTS, marketing: true } },
  addressOwner: id,
  twoFactor: { status: 'on', lastStep: 7, recovery: ['hash'] },
  decisions: [
    { purpose: 'marketing', granted: false },
    { purpose: 'marketing', granted: true },
  ],
}

it('a customer is right as they are', () => {
  expect(violations(books)).toEqual([])
  expect(violations({ ...books, twoFactor: undefined })).toEqual([])
  expect(violations({ ...books, twoFactor: { status: 'begun', lastStep: 0, recovery: [] } })).toEqual([])
})

it.each<[string, Partial<CustomerBooks>]>([
  ['the address of a customer is theirs', { addressOwner: undefined }],
  ['the address of a customer is theirs', { addressOwner: 'cus_2' }],
  [
    'a second factor is on after a code of it has come back',
    { twoFactor: { status: 'on', lastStep: 0, recovery: [] } },
  ],
  [
    'recovery codes are of a second factor that is on',
    { twoFactor: { status: 'begun', lastStep: 0, recovery: ['hash'] } },
  ],
  ['what is consented to is what was decided last', { decisions: [] }],
  ['what is consented to is what was decided last', { customer: { id, consents: NO_CONSENTS } }],
])('it is found that not: %s', (rule, changes) => {
  expect(violations({ ...books, ...changes }).map((text) => text.split(':')[0])).toEqual([rule])
})
