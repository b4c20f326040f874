import * as z from 'zod/mini'
import { beginSrp } from '#shared/srp.ts'
import { type Api, makeApi } from './api.ts'
import { eventually } from './eventually.ts'
import { messagesTo } from './outside.ts'
import { type Shop, unique } from './shop.ts'

const begun = z.object({ id: z.string() })
const challenge = z.object({
  ...{ session: z.string(), userId: z.string(), poolName: z.string() },
  ...{ salt: z.string(), srpB: z.string(), secretBlock: z.string() },
})
const tokens = z.object({
  ...{ accessToken: z.string(), idToken: z.string(), expiresIn: z.number() },
  refreshToken: z.string(),
})
const signedIn = z.object({ signedIn: tokens })
const proved = z.object({
  signedIn: z.optional(tokens),
  secondFactor: z.optional(z.object({ session: z.string() })),
})
export type SignedIn = z.infer<typeof tokens>

export const PASSWORD = 'Horse-Staple-42'

/** Somebody who has an account, and is signed in. */
export interface Customer {
  readonly id: string
  readonly email: string
  readonly password: string
  /** The API as they use it. */
  readonly api: Api
}

/** A customer whom no other test has: registers, confirms by the code in the mail, signs in. */
export async function givenCustomer(
  shop: Shop,
  { name = '山田 花子', locale = 'ja', password = PASSWORD, email = `${unique('member')}@example.com` } = {},
): Promise<Customer> {
  const { id: verification } = (await register(shop, { email, name, locale })).as(begun)
  const code = await codeMailedTo(shop, email)
  const path = `/me/registrations/${verification}/confirmation`
  const made = await shop.guest.post(path, { body: { code, password } })
  const { customerId: id } = made.as(z.object({ customerId: z.string() }))
  return { id, email, password, api: customerApi(shop, { email, password }) }
}

export const register = (shop: Shop, body: { email: string; name: string; locale: string }) =>
  shop.guest.post('/me/registrations', { body })

/** The code in the newest mail of a kind to an address. */
export const codeMailedTo = (shop: Shop, email: string, kind = 'registration_code'): Promise<string> =>
  eventually(`the code in the mail ${kind}`, async () => {
    const mail = (await messagesTo(shop, email)).findLast((message) => message.kind === kind)
    return /\b\d{6}\b/.exec(mail?.text ?? '')?.[0]
  })

/** The API as a customer uses it, whose token is renewed before it ends. */
export function customerApi(shop: Shop, who: { email: string; password: string }): Api {
  let token = { text: '', until: 0 }
  return makeApi(shop.outputs.apiUrl, async () => {
    if (token.until > Date.now()) return token.text
    const { accessToken, expiresIn } = await signInAs(shop, who)
    token = { text: accessToken, until: Date.now() + (expiresIn - 60) * 1_000 }
    return token.text
  })
}

/** The tokens of somebody who signs in by SRP. */
export const signInAs = async (shop: Shop, who: { email: string; password: string }): Promise<SignedIn> =>
  (await trySignIn(shop, who)).as(signedIn).signedIn

/** Somebody who has a second factor: what the password alone opens. */
export async function secondFactorOf(shop: Shop, who: { email: string; password: string }): Promise<string> {
  const answer = (await trySignIn(shop, who)).as(proved)
  if (answer.signedIn || !answer.secondFactor) throw new Error('no second factor was asked for')
  return answer.secondFactor.session
}

/** What the last step of a sign-in by SRP answers. */
export async function trySignIn(shop: Shop, { email, password }: { email: string; password: string }) {
  const srp = beginSrp()
  const first = await shop.guest.post('/me/sign-ins', { body: { email, srpA: srp.srpA } })
  if (first.status !== 200) return first
  const given = first.as(challenge)
  const proof = srp.prove(password, given)
  return shop.guest.post('/me/sign-ins/password', { body: { session: given.session, ...proof } })
}
