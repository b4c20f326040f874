const CUSTOMER = 'cus_01kagrvw8e5c9t3m6z0x4n7q2b'

/** Of accounts: somebody who registers, signs in, and says who they are. */
export const CUSTOMER_EXAMPLES: Readonly<Record<string, unknown>> = {
  customerId: CUSTOMER,
  userId: CUSTOMER,
  'readMe.id': CUSTOMER,
  'putMe.id': CUSTOMER,
  verificationId: 'vrf_01kagrvw8e5c9t3m6z0x4n7q2b',
  'register.id': 'vrf_01kagrvw8e5c9t3m6z0x4n7q2b',
  'register.name': 'Hanako Yamada',
  'readMe.name': 'Hanako Yamada',
  'putMe.name': 'Hanako Yamada',
  'confirmRegistration.code': '493021',
  password: 'Horse-Staple-42',
  registeredAt: '2026-11-24T01:02:03.000Z',
  srpA: '5f3ab70c1e9d',
  srpB: '8c21f04be67a',
  salt: '3d0c9e5fa1b27c48',
  poolName: 'a1B2c3D4e',
  secretBlock: 'c2VjcmV0IGJsb2Nr',
  session: 'aB3dE6.q1bqVspMUbJSMkpOU9JRykxRsjI0MtZRys0vSk0BAA.x9Yz',
  signature: 'dGhlIHByb29m',
  timestamp: 'Tue Nov 24 01:02:03 UTC 2026',
  accessToken: 'eyJraWQiOiJhYmMifQ.eyJ0b2tlbl91c2UiOiJhY2Nlc3MifQ.c2ln',
  idToken: 'eyJraWQiOiJhYmMifQ.eyJ0b2tlbl91c2UiOiJpZCJ9.c2ln',
  refreshToken: 'aB3dE6.q1bqVspMUbJSMkpOU9JRykxRsjI0MtZRykxRsgIA.x9Yz',
  expiresIn: 300,
}
