import type Stripe from 'stripe'
import { Fault } from '#shared/outcomes.ts'
import type { SavedCard, Vault } from '../use-cases/vault.ts'
import { ask, connect, type StripeSettings } from './stripe-client.ts'

/** As many as Stripe lists at once; a customer may save fewer. */
const MOST = 100

/** Cards as Stripe keeps them: PaymentMethods of a Customer, saved by SetupIntents that its own page confirms. */
export function makeStripeVault(settings: StripeSettings): Vault {
  const stripe = connect(settings)
  const ofStage = settings.stage ? { stage: settings.stage } : {}
  return {
    async register(customerId) {
      const made = await ask('register a customer', () =>
        stripe.customers.create(
          { metadata: { customerId, ...ofStage } },
          { idempotencyKey: `wallet_${settings.stage ?? ''}_${customerId}` },
        ),
      )
      return known(made, 'a new customer').id
    },

    async begin(customer) {
      const made = await ask('begin to save a card', () =>
        stripe.setupIntents.create({
          customer,
          usage: 'off_session',
          automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
          metadata: ofStage,
        }),
      )
      const { id, client_secret: clientSecret } = known(made, `the customer ${customer}`)
      if (!clientSecret) throw new Fault(`Stripe gave no secret for ${id}`)
      return { id, clientSecret }
    },

    async list(customer) {
      const found = await ask('list cards', () =>
        stripe.customers.listPaymentMethods(customer, { type: 'card', limit: MOST }),
      )
      return found?.data.flatMap(cardsOf) ?? []
    },

    async find(customer, id) {
      const found = await ask('find a card', () => stripe.paymentMethods.retrieve(id))
      return found?.customer === customer ? cardsOf(found)[0] : undefined
    },

    async remove(id) {
      const found = await ask('find a card', () => stripe.paymentMethods.retrieve(id))
      if (found?.customer) await ask('remove a card', () => stripe.paymentMethods.detach(id))
    },

    async forget(customer) {
      await ask('forget a customer', () => stripe.customers.del(customer))
    },
  }
}

function known<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Fault(`Stripe does not know ${what}`)
  return found
}

const cardsOf = ({ id, card, created }: Stripe.PaymentMethod): SavedCard[] =>
  card
    ? [
        {
          id,
          ...{ brand: card.brand, last4: card.last4 },
          ...{ expiryMonth: card.exp_month, expiryYear: card.exp_year },
          savedAt: new Date(created * 1_000).toISOString(),
        },
      ]
    : []
