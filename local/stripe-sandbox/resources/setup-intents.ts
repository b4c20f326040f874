import type Stripe from 'stripe'
import * as z from 'zod/mini'
import { flag, metadata, parametersOf, text } from '../http/parameters.ts'
import { badParameter, invalidRequest, Refusal } from '../http/refusal.ts'
import { idOf, type World } from '../world.ts'
import { existing, mergedMetadata, operation, referred } from './operation.ts'
import { nextAction } from './payment-attempt.ts'
import { attachTo, cardBehind, checkOwner, markSetUp, paymentMethodFor } from './payment-methods.ts'

const aboutConfirming = {
  payment_method: z.optional(text),
  return_url: z.optional(text),
  use_stripe_sdk: z.optional(flag),
}

/** What Stripe.js proves with that it may: the server's SDK has no name for it. */
interface OfClient {
  client_secret?: string
}

const createParameters = parametersOf<Stripe.SetupIntentCreateParams>()({
  ...aboutConfirming,
  automatic_payment_methods: z.optional(
    z.strictObject({ enabled: flag, allow_redirects: z.optional(z.enum(['always', 'never'])) }),
  ),
  confirm: z.optional(flag),
  customer: z.optional(text),
  description: z.optional(text),
  metadata: z.optional(metadata),
  usage: z.optional(z.enum(['off_session', 'on_session'])),
})

/** Saves a card for later payments, with the payer's consent. */
export const createSetupIntent = operation(createParameters, (world, asked) => {
  if (asked.customer) referred(world.tables.customers, 'customer', asked.customer, 'customer')
  const method = asked.payment_method ? paymentMethodFor(world, asked.payment_method) : null
  checkOwner(method, asked.customer ?? null)
  const setup = saveSetup(world, newSetupIntent(world, asked, method))
  world.emit('setup_intent.created', setup)
  return asked.confirm ? confirmed(world, setup, asked.return_url) : setup
})

export const confirmSetupIntent = operation(
  parametersOf<Stripe.SetupIntentConfirmParams & OfClient>()({
    ...aboutConfirming,
    client_secret: z.optional(text),
  }),
  (world, asked, id) => {
    const setup = ofClient(world, id, asked.client_secret)
    const method = asked.payment_method ? paymentMethodFor(world, asked.payment_method) : null
    checkOwner(method, idOf(setup.customer))
    const named = method?.id ?? setup.payment_method
    return confirmed(world, { ...setup, payment_method: named }, asked.return_url)
  },
)

export const retrieveSetupIntent = operation(
  parametersOf<Stripe.SetupIntentRetrieveParams>()({ client_secret: z.optional(text) }),
  (world, { client_secret }, id) => ofClient(world, id, client_secret),
)

/** Whoever names a secret must name the right one; that a browser has no other proof is looked at before. */
function ofClient(world: World, id: string, secret: string | undefined): Stripe.SetupIntent {
  const setup = existing(world.tables.setupIntents, 'setupintent', id, 'intent')
  if (secret === undefined || secret === setup.client_secret) return setup
  throw badParameter('The client_secret provided does not match the SetupIntent.', 'client_secret')
}

/** What the payer's bank says after authenticating them for a setup. */
export function finishSetup(world: World, setup: Stripe.SetupIntent, succeeded: boolean): Stripe.SetupIntent {
  if (succeeded) return completed(world, setup)
  const failed = saveSetup(world, {
    ...setup,
    status: 'requires_payment_method',
    payment_method: null,
    next_action: null,
    last_setup_error: {
      type: 'invalid_request_error',
      code: 'setup_intent_authentication_failure',
      message: 'The latest attempt to set up the payment method has failed because authentication failed.',
    },
  })
  world.emit('setup_intent.setup_failed', failed)
  return failed
}

function confirmed(
  world: World,
  setup: Stripe.SetupIntent,
  returnUrl: string | undefined,
): Stripe.SetupIntent {
  const methodId = idOf(setup.payment_method)
  if (!methodId || setup.status === 'succeeded') {
    throw invalidRequest(
      methodId
        ? 'You cannot confirm this SetupIntent because it has already succeeded.'
        : "You cannot confirm this SetupIntent because it's missing a payment method.",
      { code: 'setup_intent_unexpected_state', setup_intent: setup },
    )
  }
  const card = cardBehind(world, methodId)
  if (card.authentication === 'always' || card.authentication === 'unless_set_up') {
    const url = `${world.url}/_sandbox/setup_intents/${setup.id}/authenticate`
    const waiting = saveSetup(world, {
      ...setup,
      status: 'requires_action',
      next_action: nextAction(url, returnUrl),
    })
    world.emit('setup_intent.requires_action', waiting)
    return waiting
  }
  if (card.decline && !card.attaches) {
    const error = { type: 'card_error', ...card.decline } as const
    const failed = saveSetup(world, {
      ...setup,
      status: 'requires_payment_method',
      payment_method: null,
      last_setup_error: error,
    })
    world.emit('setup_intent.setup_failed', failed)
    throw new Refusal(402, { ...error, setup_intent: failed })
  }
  return completed(world, setup)
}

function completed(world: World, setup: Stripe.SetupIntent): Stripe.SetupIntent {
  const method = world.tables.paymentMethods.get(idOf(setup.payment_method) ?? '')
  const customer = idOf(setup.customer)
  if (method) markSetUp(world, method.id)
  if (method && customer) attachTo(world, method, customer)
  const succeeded = saveSetup(world, {
    ...setup,
    status: 'succeeded',
    next_action: null,
    last_setup_error: null,
  })
  world.emit('setup_intent.succeeded', succeeded)
  return succeeded
}

function saveSetup(world: World, setup: Stripe.SetupIntent) {
  world.tables.setupIntents.set(setup.id, setup)
  return setup
}

function newSetupIntent(
  world: World,
  asked: z.output<typeof createParameters>,
  method: Stripe.PaymentMethod | null,
): Stripe.SetupIntent {
  const id = world.newId('seti')
  const { enabled = true, allow_redirects = 'always' } = asked.automatic_payment_methods ?? {}
  return {
    id,
    object: 'setup_intent',
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: { enabled, allow_redirects },
    cancellation_reason: null,
    client_secret: `${id}_secret_${world.newId('').slice(1)}`,
    created: world.now(),
    customer: asked.customer ?? null,
    description: asked.description ?? null,
    excluded_payment_method_types: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    mandate: null,
    metadata: mergedMetadata({}, asked.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: method?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: null,
    payment_method_types: ['card'],
    single_use_mandate: null,
    status: method ? 'requires_confirmation' : 'requires_payment_method',
    usage: asked.usage ?? 'off_session',
  }
}
