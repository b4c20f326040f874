import { once } from 'node:events'
import { createServer } from 'node:http'
import { z } from 'zod'
import { type Customer, givenCustomer, signInAs, trySignIn } from '#support/customer.ts'
import type { Shop } from '#support/shop.ts'

const listening = z.object({ port: z.int() })

export interface Wicket {
  /** On this machine alone; each GET answers a new access token. */
  readonly url: string
  /** Whose token it is, until their account is closed. */
  readonly customer: Customer
  readonly close: () => void
}

/**
 * Where a program that cannot sign in by SRP gets a customer's token: one lasts five minutes, and some of what it may
 * be used for ends it. Where the account is closed, another customer comes.
 */
export async function openWicket(shop: Shop): Promise<Wicket> {
  const customer = await givenCustomer(shop)
  let now = customer
  const server = createServer(async (_, response) => {
    if ((await trySignIn(shop, now)).status !== 200) now = await givenCustomer(shop)
    response.end((await signInAs(shop, now)).accessToken)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = listening.parse(server.address())
  return { url: `http://127.0.0.1:${port}/`, customer, close: () => server.close() }
}
