import { describe, expect, it } from 'vitest'
import * as customers from '#contexts/customers/contract/events.ts'
import { SYSTEM } from '#shared/actor.ts'
import { customerId } from '#shared/ids.ts'
import { LANGUAGES } from '#shared/languages.ts'
import { makeHeard } from '#shared/testing-events.ts'
import { ACCOUNT_KINDS } from '../domain/kinds.ts'
import { renderText } from '../domain/render-text.ts'
import { givenNotifications } from '../testing.ts'
import { makeTellOfAccount } from './tell-of-account.ts'

const CUSTOMER = customerId.parse(`cus_${'1'.repeat(26)}`)
const email = 'hanako@example.com'
const heard = makeHeard({ sequence: 1, correlationId: 'c', causationId: 'c', actor: SYSTEM })

async function mailsIn(locale: string) {
  const given = givenNotifications()
  const tell = makeTellOfAccount(given.deps)
  for (const purpose of ['registration', 'password_reset', 'email_change']) {
    const data = { purpose, locale, expiresAt: '2026-11-24T01:15:00.000Z' }
    const issued = heard(customers.customerCodeIssued, data)
    await tell.codeIssued({ ...issued, personal: { email, code: '493021' } })
  }
  const of = { customerId: CUSTOMER, locale }
  await tell.registrationRepeated({
    ...heard(customers.customerRegistrationRepeated, of),
    personal: { email },
  })
  const consents = { marketing: false, cart_reminders: false, personalization: false }
  const notifications = { mail: { news: true, cartReminders: true }, sms: { parcels: true } }
  await tell.registered({
    ...heard(customers.customerRegistered, { ...of, consents, notifications }),
    personal: { name: 'Hanako', email },
  })
  for (const change of ['email', 'password', 'two_factor_on', 'two_factor_off', 'recovery_code_used'])
    await tell.securityChanged({
      ...heard(customers.customerSecurityChanged, { ...of, change }),
      personal: { email },
    })
  return given
}

describe.each(LANGUAGES)('in %s', (language) => {
  it('there is a mail of each kind, each with a subject of its own', async () => {
    const { mails } = await mailsIn(language)
    expect(mails.map(({ mail }) => mail.kind)).toEqual(ACCOUNT_KINDS)
    expect(new Set(mails.map(({ mail }) => mail.subject)).size).toBe(ACCOUNT_KINDS.length)
    expect(mails.every(({ to, mail }) => to === email && mail.language === language)).toBe(true)
  })

  it('the code is there to be copied, with the time until which it is good', async () => {
    const [first] = (await mailsIn(language)).mails
    expect(first && renderText(first.mail)).toMatch(/493021[\s\S]*2026/)
  })
})

it('an event that comes again is told once, under a delivery of no order', async () => {
  const given = givenNotifications()
  const data = { customerId: CUSTOMER, locale: 'en', change: 'password' }
  const event = {
    ...heard(customers.customerSecurityChanged, data, { subject: CUSTOMER }),
    personal: { email },
  }
  const tell = makeTellOfAccount(given.deps)
  await tell.securityChanged(event)
  await tell.securityChanged(event)
  expect(given.mails).toHaveLength(1)
  expect(given.events()).toMatchObject([
    { type: 'notification.sent', data: { subjectId: CUSTOMER, kind: 'password_changed' } },
  ])
})
