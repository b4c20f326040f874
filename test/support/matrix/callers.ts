import type { Outputs } from '#local/outputs.ts'
import { GROUP_SCOPES, SCOPES, type Scope } from '#shared/actor.ts'
import { makeApi } from '../api.ts'
import { givenCustomer, type SignedIn, signInAs } from '../customer.ts'
import { askToken } from '../machine-token.ts'
import type { Shop } from '../shop.ts'
import { signIn } from '../staff-sign-in.ts'
import { foreignTokens } from './foreign-tokens.ts'
import { forgeries } from './forgeries.ts'
import type { Target } from './target.ts'

/** One column of the matrix: what is sent as `Authorization`, and what it should be worth. */
export interface Caller {
  readonly name: string
  readonly authorization?: string
  /** Absent: nobody whom the API believes. */
  readonly scopes?: readonly Scope[]
  /** A customer acts for themselves. */
  readonly isCustomer?: boolean
}

export type StaffGroup = keyof typeof GROUP_SCOPES
const GROUPS: readonly StaffGroup[] = ['support', 'warehouse', 'finance', 'admin']

const bearer = (token: string): string => `Bearer ${token}`

const nobody = (tokens: Readonly<Record<string, string>>): Caller[] =>
  Object.entries(tokens).map(([name, token]) => ({ name, authorization: bearer(token) }))

/** Everybody who calls each operation. */
export async function callersOf(shop: Shop, target: Target): Promise<Caller[]> {
  const { outputs } = shop
  const customer = await signInAs(shop, await givenCustomer(shop))
  await signOutEverywhere(shop, customer)
  const staff = await Promise.all(
    GROUPS.map(async (group) => ({ group, tokens: await signIn(outputs, group) })),
  )
  const tokenOf = (group: StaffGroup) => staff.find((member) => member.group === group)?.tokens
  const [admin, warehouse] = [tokenOf('admin'), tokenOf('warehouse')]
  if (!admin || !warehouse) throw new Error('nobody of the staff could sign in')
  return [
    { name: 'no token' },
    { name: 'another scheme', authorization: 'Basic YWRtaW46YWRtaW4=' },
    { name: 'an empty token', authorization: 'Bearer ' },
    ...nobody({
      'a word': 'nobody',
      'tracking token': target.trackingToken,
      'order token of another order': target.otherOrderToken,
      'ID token': admin.IdToken,
      'refresh token': admin.RefreshToken,
      'ID token of a customer': customer.idToken,
      'refresh token of a customer': customer.refreshToken,
      ...(await forgeries(outputs, { admin: admin.AccessToken, warehouse: warehouse.AccessToken })),
      ...(await foreignTokens(outputs)),
    }),
    ...staff.map(({ group, tokens }) => ({
      name: group,
      authorization: bearer(tokens.AccessToken),
      scopes: GROUP_SCOPES[group],
    })),
    { name: 'customer', authorization: bearer(customer.accessToken), scopes: [], isCustomer: true },
  ]
}

/** What guards the account is refused to them then, in whatever order they are asked for. */
async function signOutEverywhere({ outputs }: Shop, { accessToken }: SignedIn): Promise<void> {
  const ended = await makeApi(outputs.apiUrl, async () => accessToken).delete('/me/sessions')
  if (ended.status !== 200) throw new Error(`signing out answered ${ended.status}: ${ended.text}`)
}

/** Two programs: one that may do this alone, and one that may do all but this. */
export async function programsFor(outputs: Outputs, scope: Scope): Promise<Caller[]> {
  const { machineClient } = outputs
  const only = machineClient.scopes.filter((name) => name.endsWith(`/${scope}`))
  const others = machineClient.scopes.filter((name) => !only.includes(name))
  if (only.length !== 1)
    throw new Error(`the machine client has ${only.length} scopes that end with ${scope}`)
  return [
    await program(outputs, 'machine client with the scope alone', only),
    await program(outputs, 'machine client without the scope', others),
  ]
}

/** One that may do all that programs may, and is no customer. */
export const programForAll = (outputs: Outputs): Promise<Caller> =>
  program(outputs, 'machine client with every scope', outputs.machineClient.scopes)

const program = async (
  { machineClient }: Outputs,
  name: string,
  scopes: readonly string[],
): Promise<Caller> => ({
  name,
  authorization: bearer((await askToken({ ...machineClient, scopes: [...scopes] })).text),
  scopes: SCOPES.filter((known) => scopes.some((full) => full.endsWith(`/${known}`))),
})
