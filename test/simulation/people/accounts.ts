import { CODE } from '../contexts/customers.ts'
import type { World } from '../world.ts'
import { causeOf, GUEST } from './acts.ts'

const PASSWORD = 'Horse-Staple-42'

/** Somebody registers; whose answer was lost asks for another code. */
export async function register(world: World, email: string): Promise<void> {
  const { customers } = world
  const cause = causeOf(world, GUEST)
  const begun = await customers.register({ email, name: 'Hanako', locale: 'ja' }, cause)
  if (!begun.ok) throw new Error(begun.detail)
  await customers.confirmRegistration({ id: begun.value.id, code: CODE, password: PASSWORD }, cause)
  await customers.register({ email, name: 'Somebody', locale: 'en' }, cause)
}

interface Knows {
  readonly email: string
  readonly password?: string
  /** Of the authenticator, or for recovery. */
  readonly code?: string
}

/** Signs in by whatever is asked for; undefined where it did not work. */
export async function signIn(world: World, { email, password = PASSWORD, code }: Knows) {
  const { customers } = world
  const begun = await customers.startSignIn({ email, srpA: 'ab' })
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
