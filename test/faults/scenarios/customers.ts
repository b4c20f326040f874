import { postalAddress } from '#shared/address.ts'
import { minutes } from '#shared/clock.ts'
import { totpCode } from '#shared/totp.ts'
import { CODE } from '#simulation/contexts/customers.ts'
import { register, signIn } from '#simulation/people/accounts.ts'
import { causeOf } from '#simulation/people/acts.ts'
import type { Scenario } from '../scenario.ts'

const EMAIL = 'member@example.com'

const address = postalAddress.parse({
  ...{ name: 'Hanako', line1: '1-1', city: '千代田区', postalCode: '100-0001', country: 'JP' },
})

export const customers: readonly Scenario[] = [
  {
    name: 'a customer who registers, says who they are, and moves',
    ends: [],
    run: async (world) => {
      await register(world, EMAIL)
      await world.agenda.settle()
      const who = await signIn(world, { email: EMAIL })
      if (!who) return
      const { customers: shop } = world
      const cause = causeOf(world, { kind: 'customer', id: who.id })
      await shop.putMe({ id: who.id, ifMatch: 1 }, { name: '花子', locale: 'en' }, cause)
      const sms = { mail: { news: false, cartReminders: false }, sms: { parcels: false } }
      await shop.putNotifications({ id: who.id, ifMatch: 2 }, sms, cause)
      await shop.decideConsent(who.id, { purpose: 'marketing', granted: true }, cause)
      const added = await shop.addAddress(who.id, { address, defaultFor: [] }, cause)
      if (added.ok) {
        const { id } = added.value
        await shop.putAddress(who.id, { id, body: { address, defaultFor: ['billing'] }, ifMatch: 1 }, cause)
        await shop.removeAddress(who.id, id, cause)
      }
      const begun = await shop.changeEmail(who, 'moved@example.com', cause)
      if (begun.ok) await shop.confirmEmailChange(who, { id: begun.value.id, code: CODE }, cause)
      await world.agenda.settle()
    },
  },
  {
    name: 'a customer with a second factor, who forgets the password and signs out everywhere',
    ends: [],
    run: async (world) => {
      await register(world, EMAIL)
      const who = await signIn(world, { email: EMAIL })
      if (!who) return
      const { customers: shop } = world
      const cause = causeOf(world, { kind: 'customer', id: who.id })
      const begun = await shop.beginTwoFactor(who)
      const secret = begun.ok ? begun.value.secret : ''
      const code = () => totpCode(secret, world.clock.now())
      await shop.confirmTwoFactor(who, code(), cause)
      await world.agenda.pass(minutes(2))
      const renewed = await shop.renewRecoveryCodes(who, code(), cause)
      await world.agenda.pass(minutes(2))
      await signIn(world, { email: EMAIL, code: code() })
      const [recoveryCode = 'none'] = renewed.ok ? renewed.value.recoveryCodes : []
      await signIn(world, { email: EMAIL, code: recoveryCode })
      await world.agenda.pass(minutes(2))
      await shop.removeTwoFactor(who, code(), cause)
      if (who.session) await shop.endSession(who.id, who.session)
      const { id } = await shop.forgetPassword(EMAIL, cause)
      await shop.resetPassword({ id, code: CODE, password: 'Another-Horse-43' }, cause)
      await signIn(world, { email: EMAIL, password: 'Another-Horse-43' })
      await shop.endSessions(who.id)
      await world.agenda.settle()
    },
  },
]
