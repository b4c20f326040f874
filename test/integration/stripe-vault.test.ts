import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '#contexts/payments/adapters/stripe-client.ts'
import { makeStripeGateway } from '#contexts/payments/adapters/stripe-gateway.ts'
import { makeStripeVault } from '#contexts/payments/adapters/stripe-vault.ts'
import { type StripeSandbox, startStripeSandbox } from '#local/stripe-sandbox/main.ts'
import { makeIds } from '#shared/ids.ts'

const ids = makeIds()
let sandbox: StripeSandbox

beforeAll(async () => {
  sandbox = await startStripeSandbox()
})
afterAll(() => sandbox.close())

const settings = () => ({ apiKey: async () => 'sk_test_sandbox', apiUrl: sandbox.url, stage: 'test' })
const vaultOf = () => makeStripeVault(settings())
const stripe = () => connect(settings())

/** A customer of ours as Stripe knows them, who has saved these cards, one after the other. */
async function givenSaved(...cards: string[]) {
  const customer = await vaultOf().register(ids.customer())
  for (const payment_method of cards) {
    const { id } = await vaultOf().begin(customer)
    await stripe().setupIntents.confirm(id, { payment_method })
  }
  return customer
}

const hold = (customer: string | undefined, paymentMethodId: string, renewable = false) =>
  makeStripeGateway(settings()).authorize({
    ...{ orderId: ids.order(), operationId: `op_${ids.unique()}`, amount: 3_300, currency: 'JPY' },
    ...{ paymentMethodId, customer, reusable: renewable },
  })

describe('the vault at Stripe', () => {
  it('registers a customer of ours once, without a word about them', async () => {
    const id = ids.customer()
    const registered = await vaultOf().register(id)
    expect(await vaultOf().register(id)).toBe(registered)
    expect(await stripe().customers.retrieve(registered)).toMatchObject({
      ...{ email: null, name: null, metadata: { customerId: id, stage: 'test' } },
    })
  })

  it('has the cards that were saved, the newest first, each its customer’s alone', async () => {
    const customer = await givenSaved('pm_card_visa', 'pm_card_jcb')
    const other = await givenSaved('pm_card_visa')
    const cards = await vaultOf().list(customer)
    expect(cards).toMatchObject([
      { brand: 'jcb', last4: '0505', expiryMonth: 12 },
      { brand: 'visa', last4: '4242' },
    ])
    const [{ id } = { id: '' }] = cards
    expect(await vaultOf().find(customer, id)).toEqual(cards[0])
    expect(await vaultOf().find(other, id)).toBeUndefined()
    expect(await vaultOf().find(customer, 'pm_nobody')).toBeUndefined()
  })

  it('saves a card whose bank asks its customer once they have answered', async () => {
    const customer = await vaultOf().register(ids.customer())
    const { id, clientSecret } = await vaultOf().begin(customer)
    expect(clientSecret).toContain(`${id}_secret_`)
    await stripe().setupIntents.confirm(id, { payment_method: 'pm_card_authenticationRequiredOnSetup' })
    expect(await vaultOf().list(customer)).toEqual([])
    const url = `${sandbox.url}/_sandbox/setup_intents/${id}/authenticate`
    await fetch(url, { method: 'POST', body: JSON.stringify({ outcome: 'succeed' }) })
    expect(await vaultOf().list(customer)).toHaveLength(1)
  })

  it('lets a card pay for its customer, and for nobody else', async () => {
    const customer = await givenSaved('pm_card_visa')
    const other = await givenSaved('pm_card_visa')
    const [{ id } = { id: '' }] = await vaultOf().list(customer)
    expect(await hold(customer, id)).toMatchObject({ outcome: 'done', object: { state: 'authorized' } })
    expect(await hold(customer, id, true)).toMatchObject({ outcome: 'done', object: { state: 'authorized' } })
    for (const stranger of [other, undefined, 'cus_nobody'])
      expect(await hold(stranger, id)).toMatchObject({ outcome: 'refused' })
  })

  it('removes a card for good, also when it is removed twice', async () => {
    const customer = await givenSaved('pm_card_visa')
    const [{ id } = { id: '' }] = await vaultOf().list(customer)
    for (let times = 0; times < 2; times += 1) await vaultOf().remove(id)
    expect(await vaultOf().list(customer)).toEqual([])
    expect(await hold(customer, id)).toMatchObject({ outcome: 'refused' })
  })

  it('forgets a customer with all cards, also twice', async () => {
    const customer = await givenSaved('pm_card_visa')
    const [{ id } = { id: '' }] = await vaultOf().list(customer)
    for (let times = 0; times < 2; times += 1) await vaultOf().forget(customer)
    expect(await vaultOf().list(customer)).toEqual([])
    expect(await hold(customer, id)).toMatchObject({ outcome: 'refused' })
  })
})
