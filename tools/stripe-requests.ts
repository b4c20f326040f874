import type Stripe from 'stripe'

type Send = (stripe: Stripe) => Promise<unknown>

const operation = { idempotencyKey: 'op_01JD8M4Q2T7V0X' }

/** The requests of the payment adapter, with every parameter that it gives. */
export const stripeRequests: Record<string, Send> = {
  'authorize: create and confirm, to be captured later': (stripe) =>
    stripe.paymentIntents.create(
      {
        amount: 3300,
        currency: 'jpy',
        capture_method: 'manual',
        confirm: true,
        payment_method: 'pm_card_visa',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        payment_method_options: { card: { request_three_d_secure: 'automatic' } },
        metadata: { orderId: 'ord_1', operationId: 'op_1' },
        expand: ['latest_charge'],
      },
      operation,
    ),
  'authorize: with a way back for the payer': (stripe) =>
    stripe.paymentIntents.create(
      {
        amount: 3300,
        currency: 'jpy',
        capture_method: 'manual',
        confirm: true,
        payment_method: 'pm_card_visa',
        return_url: 'https://shop.example/track/1',
        metadata: { orderId: 'ord_1' },
      },
      operation,
    ),
  'authorize: again, with a saved card and nobody there': (stripe) =>
    stripe.paymentIntents.create(
      {
        amount: 3300,
        currency: 'jpy',
        capture_method: 'manual',
        confirm: true,
        customer: 'cus_1',
        payment_method: 'pm_1',
        off_session: true,
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        metadata: { orderId: 'ord_1' },
      },
      operation,
    ),
  'authorize: with a saved card of a customer who is there': (stripe) =>
    stripe.paymentIntents.create(
      {
        amount: 3300,
        currency: 'jpy',
        capture_method: 'manual',
        confirm: true,
        customer: 'cus_1',
        payment_method: 'pm_1',
        setup_future_usage: 'off_session',
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
        metadata: { orderId: 'ord_1' },
      },
      operation,
    ),
  'save a card: register its customer': (stripe) =>
    stripe.customers.create({ metadata: { customerId: 'cus_1', stage: 'prod' } }, operation),
  'save a card: begin': (stripe) =>
    stripe.setupIntents.create({
      customer: 'cus_1',
      usage: 'off_session',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      metadata: { stage: 'prod' },
    }),
  'saved cards: list': (stripe) => stripe.customers.listPaymentMethods('cus_1', { type: 'card', limit: 100 }),
  'saved cards: find': (stripe) => stripe.paymentMethods.retrieve('pm_1'),
  'saved cards: remove': (stripe) => stripe.paymentMethods.detach('pm_1'),
  'saved cards: forget their customer': (stripe) => stripe.customers.del('cus_1'),
  'pay again: confirm with another card': (stripe) =>
    stripe.paymentIntents.confirm('pi_1', { payment_method: 'pm_card_mastercard' }, operation),
  'look: retrieve with its charge': (stripe) =>
    stripe.paymentIntents.retrieve('pi_1', { expand: ['latest_charge'] }),
  'look: search by the order': (stripe) =>
    stripe.paymentIntents.search({ query: "metadata['orderId']:'ord_1'", limit: 100 }),
  'capture: all of it': (stripe) => stripe.paymentIntents.capture('pi_1', {}, operation),
  'capture: a part of it': (stripe) =>
    stripe.paymentIntents.capture(
      'pi_1',
      { amount_to_capture: 3000, metadata: { captureId: 'op_2' } },
      operation,
    ),
  'capture: one of several': (stripe) =>
    stripe.paymentIntents.capture('pi_1', { amount_to_capture: 1000, final_capture: false }, operation),
  'void: cancel': (stripe) =>
    stripe.paymentIntents.cancel('pi_1', { cancellation_reason: 'requested_by_customer' }, operation),
  'refund: an amount': (stripe) =>
    stripe.refunds.create(
      {
        payment_intent: 'pi_1',
        amount: 500,
        reason: 'requested_by_customer',
        metadata: { orderId: 'ord_1', operationId: 'op_3' },
      },
      operation,
    ),
  'refund: look': (stripe) => stripe.refunds.list({ payment_intent: 'pi_1', limit: 100 }),
}
