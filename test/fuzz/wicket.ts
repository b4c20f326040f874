import { once } from 'node:events'
import { createServer } from 'node:http'
import { z } from 'zod'
import { type Customer, givenCustomer, signInAs } from '#support/customer.ts'
import type { Shop } from '#support/shop.ts'

const listening = z.object({ port: z.int() })

export interface Wicket {
  /** On this machine alone: `staying` after it is a new access token of the customer's, `leaving` one of a new customer. */
  readonly url: string
  /** Whose token `staying` is. */
  readonly customer: Customer
  readonly close: () => void
}

/**
 * Where a program that cannot sign in by SRP gets a customer's token: one lasts five minutes, and some of what it may
 * be used for ends its session. What ends the account is to be asked for by those who leave.
 */
export async function openWicket(shop: Shop): Promise<Wicket> {
  const customer = await givenCustomer(shop)
  const tokenFor = async (path: string) =>
    (await signInAs(shop, path === '/leaving' ? await givenCustomer(shop) : customer)).accessToken
  const server = createServer((request, response) => {
    tokenFor(request.url ?? '').then(
      (token) => response.end(token),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = listening.parse(server.address())
  return { url: `http://127.0.0.1:${port}/`, customer, close: () => server.close() }
}
