import type Stripe from 'stripe'
import { invalidRequest } from '../http/refusal.ts'
import { idOf, type World } from '../world.ts'
import { existing } from './operation.ts'
import { attemptPayment, declined } from './payment-attempt.ts'
import { paymentMethodFor } from './payment-methods.ts'
import { intentNamed } from './release.ts'
import { finishSetup } from './setup-intents.ts'

export type AuthenticationOutcome = 'succeed' | 'fail'

/**
 * The payer authenticates for a payment, or fails to. After success the bank is asked for the money, and may
 * still decline; either way the answer is the intent as it then stands.
 */
export function authenticatePayment(
  world: World,
  id: string,
  outcome: AuthenticationOutcome,
): Stripe.PaymentIntent {
  const intent = intentNamed(world, id)
  const named = idOf(intent.payment_method)
  if (intent.status !== 'requires_action' || !named) throw nothingToAuthenticate(intent)
  const method = paymentMethodFor(world, named)
  const attempt =
    outcome === 'succeed'
      ? attemptPayment(world, intent, method, { offSession: false, authenticated: true })
      : declined(world, intent, method, {
          type: 'invalid_request_error',
          code: 'payment_intent_authentication_failure',
          message:
            'We are unable to authenticate your payment method. Please choose a different payment method and try again.',
        })
  return attempt.intent
}

export function authenticateSetup(
  world: World,
  id: string,
  outcome: AuthenticationOutcome,
): Stripe.SetupIntent {
  const setup = existing(world.tables.setupIntents, 'setupintent', id, 'intent')
  if (setup.status !== 'requires_action') throw nothingToAuthenticate(setup)
  return finishSetup(world, setup, outcome === 'succeed')
}

const nothingToAuthenticate = ({ id, status }: { id: string; status: string }) =>
  invalidRequest(`${id} has a status of ${status}; only one that is requires_action can be authenticated.`)
