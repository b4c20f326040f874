import { postalAddress } from '#shared/address.ts'
import { minutes } from '#shared/clock.ts'
import { totpCode } from '#shared/totp.ts'
import { CODE } from '#simulation/contexts/customers.ts'
import { causeOf, GUEST } from '#simulation/people/acts.ts'
import type { World } from '#simulation/world.ts'
import type { Scenario } from '../scenario.ts'

const EMAIL = 'member@example.com'
const PASSWORD = 'Horse-Staple-42'

const address = postalAddress.parse({
  ...{ name: 'Hanako', line1: '1-1', city: '千代田区', postalCode: '100-0001', country: 'JP' },
})

/** Somebody registers; whose answer was lost asks for another code. */
async function register(world: World): Promise<void> {
  const { customers } = world
  const cause = causeOf(world, GUEST)
  const { id } = await customers.register({ email: EMAIL, name: 'Hanako', locale: 'ja' }, cause)
  await customers.confirmRegistration({ id, code: CODE, password: PASSWORD }, cause)
  await customers.register({ email: EMAIL, name: 'Somebody', locale: 'en' }, cause)
}

/** Signs in by whatever is asked for; undefined where it did not work. */
async function signIn(world: World, password: string, code?: string) {
  const { customers } = world
  const begun = await customers.startSignIn({ email: EMAIL, srpA: 'ab' })
  if (!begun.ok) return undefined
  const given = { session: begun.value.session, signature: password, timestamp: 'now', device: 'a browser' }
  const proved = await customers.provePassword(given)
  if (!proved.ok) return undefined
  const second = proved.value.secondFactor
  if (second && code)
    await customers.proveSecondFactor({ ...second, code, device: 'a browser' }, causeOf(world, GUEST))
  if (!second && proved.value.signedIn) await customers.refreshSignIn(proved.value.signedIn.refreshToken)
  const { userId: id } = begun.value
  const { items } = await customers.listSessions({ id, session: undefined })
  return { id, session: items[0]?.id }
}

export const customers: readonly Scenario[] = [
  {
    name: 'a customer who registers, says who they are, and moves',
    ends: [],
    run: async (world) => {
      await register(world)
      await world.agenda.settle()
      const who = await signIn(world, PASSWORD)
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
      await register(world)
      const who = await signIn(world, PASSWORD)
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
      await signIn(world, PASSWORD, code())
      const [recoveryCode = 'none'] = renewed.ok ? renewed.value.recoveryCodes : []
      await signIn(world, PASSWORD, recoveryCode)
      await world.agenda.pass(minutes(2))
      await shop.removeTwoFactor(who, code(), cause)
      if (who.session) await shop.endSession(who.id, who.session)
      const { id } = await shop.forgetPassword(EMAIL, cause)
      await shop.resetPassword({ id, code: CODE, password: 'Another-Horse-43' }, cause)
      await signIn(world, 'Another-Horse-43')
      await shop.endSessions(who.id)
      await world.agenda.settle()
    },
  },
]
