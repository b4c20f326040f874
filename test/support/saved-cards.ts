import * as z from 'zod/mini'
import type { Customer } from './customer.ts'
import { type Shop, unique } from './shop.ts'

const savedMethods = z.object({
  items: z.array(z.object({ id: z.string(), last4: z.string(), isDefault: z.boolean() })),
})
const begun = z.object({ setupId: z.string(), clientSecret: z.string() })
const setup = z.object({ status: z.string() })

type Whose = Pick<Customer, 'api'>

/** A card that no other test has. */
export const card = (name = 'pm_card_visa') => `${name}__${unique('x').slice(2)}`

export const savedBy = async ({ api }: Whose) => (await api.get('/me/payment-methods')).as(savedMethods).items

export const beginToSave = async ({ api }: Whose) =>
  (await api.post('/me/payment-methods', { body: { kind: 'card' } })).as(begun)

/** What Stripe.js does in the customer's browser, which has nothing but a publishable key and the secret. */
export async function confirmInBrowser(
  { outputs }: Shop,
  { setupId, clientSecret }: z.infer<typeof begun>,
  payment_method: string,
) {
  const answer = await fetch(`${outputs.stripeUrl}/v1/setup_intents/${setupId}/confirm`, {
    method: 'POST',
    headers: { authorization: 'Bearer pk_test_browser' },
    body: new URLSearchParams({ payment_method, client_secret: clientSecret }),
  })
  return setup.parse(await answer.json())
}

/** A card that somebody has saved; its id. */
export async function givenSaved(shop: Shop, customer: Whose, name = card()): Promise<string> {
  const before = await savedBy(customer)
  await confirmInBrowser(shop, await beginToSave(customer), name)
  const added = (await savedBy(customer)).find(({ id }) => before.every((one) => one.id !== id))
  if (!added) throw new Error(`${name} is not among the saved cards`)
  return added.id
}
