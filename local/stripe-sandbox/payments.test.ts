import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Ledger } from './switches/ledger.ts'
import { givenSandbox, held, refusalOf } from './testing.ts'

const SEVEN_DAYS = 7 * 24 * 60 * 60

let clock = Date.parse('2026-11-22T03:00:00Z')
let sandbox: Awaited<ReturnType<typeof givenSandbox>>
let stripe: Stripe

beforeAll(async () => {
  sandbox = await givenSandbox({ now: () => clock })
  stripe = sandbox.stripe
})
afterAll(() => sandbox.close())

describe('holding and capturing', () => {
  test('a confirmed payment with manual capture holds the money until capture_before', async () => {
    const intent = await stripe.paymentIntents.create({
      ...held(),
      metadata: { orderId: 'ord_held' },
      expand: ['latest_charge', 'payment_method'],
    })
    expect(intent).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 3300,
      amount_received: 0,
      metadata: { orderId: 'ord_held' },
      payment_method: { card: { brand: 'visa', last4: '4242' } },
      latest_charge: {
        captured: false,
        payment_method_details: { card: { capture_before: intent.created + SEVEN_DAYS } },
      },
    })
  })

  test('a capture takes all of it, and a second one is refused', async () => {
    const { id } = await stripe.paymentIntents.create(held())
    const captured = await stripe.paymentIntents.capture(id)
    expect(captured).toMatchObject({ status: 'succeeded', amount_received: 3300, amount_capturable: 0 })
    expect(await refusalOf(stripe.paymentIntents.capture(id))).toMatchObject({
      statusCode: 400,
      code: 'payment_intent_unexpected_state',
      payment_intent: { id, status: 'succeeded' },
    })
  })

  test('a partial capture lets the rest go, which the charge counts as refunded', async () => {
    const { id } = await stripe.paymentIntents.create(held())
    const captured = await stripe.paymentIntents.capture(id, {
      amount_to_capture: 1200,
      expand: ['latest_charge'],
    })
    expect(captured).toMatchObject({
      status: 'succeeded',
      amount: 3300,
      amount_received: 1200,
      latest_charge: { amount_captured: 1200, amount_refunded: 2100, refunded: false },
    })
  })

  test('more than is held cannot be captured', async () => {
    const { id } = await stripe.paymentIntents.create(held())
    expect(await refusalOf(stripe.paymentIntents.capture(id, { amount_to_capture: 3301 }))).toMatchObject({
      statusCode: 400,
      code: 'amount_too_large',
    })
  })

  test('several captures need multicapture', async () => {
    const plain = await stripe.paymentIntents.create(held())
    const some = { amount_to_capture: 1000, final_capture: false }
    expect(await refusalOf(stripe.paymentIntents.capture(plain.id, some))).toMatchObject({
      param: 'final_capture',
    })

    const { id } = await stripe.paymentIntents.create({
      ...held(),
      payment_method_options: { card: { request_multicapture: 'if_available' } },
    })
    expect(await stripe.paymentIntents.capture(id, some)).toMatchObject({
      status: 'requires_capture',
      amount_capturable: 2300,
      amount_received: 1000,
    })
    expect(await stripe.paymentIntents.capture(id)).toMatchObject({
      status: 'succeeded',
      amount_received: 3300,
    })
  })

  test('a card without multicapture is captured once, whatever is asked for', async () => {
    const { id, latest_charge } = await stripe.paymentIntents.create({
      ...held('pm_card_singleCapture'),
      payment_method_options: { card: { request_multicapture: 'if_available' } },
      expand: ['latest_charge'],
    })
    expect(latest_charge).toMatchObject({
      payment_method_details: { card: { multicapture: { status: 'unavailable' } } },
    })
    const some = { amount_to_capture: 1000, final_capture: false }
    expect(await refusalOf(stripe.paymentIntents.capture(id, some))).toMatchObject({ param: 'final_capture' })
  })

  test.each(['canceled', 'not captured in time'])(
    '%s, the rest of several captures is let go',
    async (how) => {
      const { id } = await stripe.paymentIntents.create({
        ...held(),
        payment_method_options: { card: { request_multicapture: 'if_available' } },
      })
      await stripe.paymentIntents.capture(id, { amount_to_capture: 1000, final_capture: false })
      if (how === 'canceled') await stripe.paymentIntents.cancel(id)
      else clock += SEVEN_DAYS * 1000
      expect(await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] })).toMatchObject({
        status: 'canceled',
        amount_capturable: 0,
        amount_received: 1000,
        latest_charge: { amount_captured: 1000, amount_refunded: 2300 },
      })
    },
  )

  test('what is not captured in time is let go by itself', async () => {
    const { id } = await stripe.paymentIntents.create(held())
    clock += SEVEN_DAYS * 1000
    expect(await refusalOf(stripe.paymentIntents.capture(id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'canceled',
      cancellation_reason: 'automatic',
    })
  })

  test('without manual capture the money is taken at once', async () => {
    const intent = await stripe.paymentIntents.create({ ...held(), capture_method: 'automatic' })
    expect(intent).toMatchObject({ status: 'succeeded', amount_received: 3300 })
  })
})

describe('canceling', () => {
  test('lets held money go, once', async () => {
    const { id } = await stripe.paymentIntents.create(held())
    const canceled = await stripe.paymentIntents.cancel(id, { cancellation_reason: 'requested_by_customer' })
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'requested_by_customer' })
    expect(await refusalOf(stripe.paymentIntents.cancel(id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
    })
  })

  test('is refused once the money is taken', async () => {
    const { id } = await stripe.paymentIntents.create({ ...held(), capture_method: 'automatic' })
    expect(await refusalOf(stripe.paymentIntents.cancel(id))).toMatchObject({
      code: 'payment_intent_unexpected_state',
      payment_intent: { status: 'succeeded' },
    })
  })
})

describe('declines', () => {
  test.each([
    ['pm_card_visa_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_visa_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_visa_chargeDeclinedLostCard', 'card_declined', 'lost_card'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', 'expired_card'],
    ['pm_card_chargeDeclinedProcessingError', 'processing_error', 'processing_error'],
  ])('%s is refused with %s, %s', async (paymentMethod, code, decline_code) => {
    const refusal = await refusalOf(stripe.paymentIntents.create(held(paymentMethod)))
    expect(refusal).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code,
      decline_code,
      payment_intent: { status: 'requires_payment_method', payment_method: null, amount_capturable: 0 },
    })
  })

  test('a declined payment can be tried again with another card', async () => {
    const refusal = await refusalOf(stripe.paymentIntents.create(held('pm_card_visa_chargeDeclined')))
    const id = refusal.payment_intent?.id ?? ''
    const retried = await stripe.paymentIntents.confirm(id, { payment_method: 'pm_card_mastercard' })
    expect(retried).toMatchObject({ status: 'requires_capture', last_payment_error: null })
  })
})

describe('3-D Secure', () => {
  test('waits for the payer, then holds the money', async () => {
    const intent = await stripe.paymentIntents.create(held('pm_card_threeDSecure2Required'))
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'use_stripe_sdk' } })
    expect(intent.client_secret).toContain(`${intent.id}_secret_`)

    await sandbox.control(`payment_intents/${intent.id}/authenticate`, { outcome: 'succeed' })
    const after = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] })
    expect(after).toMatchObject({
      status: 'requires_capture',
      next_action: null,
      latest_charge: { payment_method_details: { card: { three_d_secure: { result: 'authenticated' } } } },
    })
  })

  test('asks for another payment method if the payer fails', async () => {
    const { id } = await stripe.paymentIntents.create(held('pm_card_authenticationRequired'))
    await sandbox.control(`payment_intents/${id}/authenticate`, { outcome: 'fail' })
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
  })

  test('leads a person with a return URL through a page and back', async () => {
    const intent = await stripe.paymentIntents.create({
      ...held('pm_card_threeDSecureRequired'),
      return_url: 'https://shop.test/back',
    })
    const url = intent.next_action?.redirect_to_url?.url ?? ''
    expect(await (await fetch(url)).text()).toContain('<button name="outcome" value="succeed">')
    const back = await fetch(url, {
      method: 'POST',
      body: new URLSearchParams({ outcome: 'succeed' }),
      redirect: 'manual',
    })
    expect(back.headers.get('location')).toContain(`https://shop.test/back?payment_intent=${intent.id}`)
  })

  test('cannot be asked of a payer who is not there', async () => {
    const refusal = await refusalOf(
      stripe.paymentIntents.create({ ...held('pm_card_authenticationRequired'), off_session: true }),
    )
    expect(refusal).toMatchObject({ statusCode: 402, code: 'authentication_required' })
  })

  test('is not needed again off session once the card was set up', async () => {
    const customer = await stripe.customers.create({ email: 'payer@example.com' })
    const method = await stripe.paymentMethods.attach('pm_card_authenticationRequiredOnSetup', {
      customer: customer.id,
    })
    const setup = await stripe.setupIntents.create({
      customer: customer.id,
      payment_method: method.id,
      confirm: true,
    })
    expect(setup.status).toBe('requires_action')
    await sandbox.control(`setup_intents/${setup.id}/authenticate`, { outcome: 'succeed' })

    const intent = await stripe.paymentIntents.create({
      ...held(method.id),
      customer: customer.id,
      off_session: true,
    })
    expect(intent.status).toBe('requires_capture')
  })
})

describe('requests that are not right', () => {
  const card = held()

  test.each([
    ['an unknown parameter', { ...card, order_id: 'ord_1' }, 'parameter_unknown', 'order_id'],
    [
      'an unknown nested one',
      { ...card, payment_method_options: { card: { multicapture: true } } },
      'parameter_unknown',
      'payment_method_options[card][multicapture]',
    ],
    ['a fraction', { ...card, amount: 10.5 }, 'parameter_invalid_integer', 'amount'],
    ['nothing to pay', { ...card, amount: 0 }, 'parameter_invalid_integer', 'amount'],
    ['no currency', { ...card, currency: undefined }, 'parameter_missing', 'currency'],
    ['no such currency', { ...card, currency: 'xyz' }, undefined, 'currency'],
    ['no such capture method', { ...card, capture_method: 'later' }, undefined, 'capture_method'],
    ['no such card', held('pm_card_nonsense'), 'resource_missing', 'payment_method'],
    ['no way back', { ...card, automatic_payment_methods: { enabled: true } }, undefined, 'return_url'],
  ])('%s', async (_, body, code, param) => {
    const refusal = await refusalOf(stripe.rawRequest('POST', '/v1/payment_intents', body))
    expect(refusal).toMatchObject({ statusCode: 400, rawType: 'invalid_request_error', code, param })
  })

  test('a missing object is 404, a wrong key 401', async () => {
    expect(await refusalOf(stripe.paymentIntents.retrieve('pi_none'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
    })
    const call = stripe.paymentIntents.list({}, { apiKey: 'sk_live_1234567890' })
    expect(await refusalOf(call)).toMatchObject({ statusCode: 401, type: 'StripeAuthenticationError' })
  })
})

test('payments are found by their metadata', async () => {
  const { id } = await stripe.paymentIntents.create({ ...held(), metadata: { orderId: 'ord_sought' } })
  await stripe.paymentIntents.create({ ...held(), metadata: { orderId: 'ord_other' } })
  const found = await stripe.paymentIntents.search({
    query: "metadata['orderId']:'ord_sought' AND status:'requires_capture'",
  })
  expect(found.data.map((intent) => intent.id)).toEqual([id])
})

test('lists come newest first and page by page', async () => {
  const customer = await stripe.customers.create({ name: 'Lister' })
  const ids: string[] = []
  for (const amount of [1, 2, 3]) {
    const intent = await stripe.paymentIntents.create({ amount, currency: 'jpy', customer: customer.id })
    ids.unshift(intent.id)
  }
  const listed = await stripe.paymentIntents
    .list({ customer: customer.id, limit: 2 })
    .autoPagingToArray({ limit: 10 })
  expect(listed.map((intent) => intent.id)).toEqual(ids)
})

test('the ledger shows the money of each payment in the order it moved', async () => {
  const alias = 'pm_card_visa__ledger'
  const { id } = await stripe.paymentIntents.create(held(alias))
  const live = await sandbox.control<Ledger>(`ledger?payment_method=${alias}`)
  expect(live).toMatchObject({ liveAuthorizations: 1, paymentIntents: [{ id, liveAuthorization: true }] })

  await stripe.paymentIntents.capture(id, { amount_to_capture: 3000 })
  await stripe.refunds.create({ payment_intent: id, amount: 500 })
  const { paymentIntents, totals } = await sandbox.control<Ledger>(`ledger?payment_method=${alias}`)
  expect(paymentIntents).toHaveLength(1)
  expect(paymentIntents[0]?.movements.map(({ type, amount }) => [type, amount])).toEqual([
    ['authorized', 3300],
    ['captured', 3000],
    ['voided', 300],
    ['refunded', 500],
  ])
  expect(totals['jpy']).toEqual({
    paymentIntents: 1,
    authorized: 3300,
    captured: 3000,
    refunded: 500,
    voided: 300,
    liveAuthorizations: 0,
  })
})

describe("Stripe's units", () => {
  test.each([
    ['isk', 500, 4_010],
    ['ugx', 700_100, 7_001],
    ['kwd', 5_120, 5_124],
  ])('%s: %i is taken, %i is refused', async (currency, amount, refused) => {
    expect((await stripe.paymentIntents.create({ ...held(), currency, amount })).amount).toBe(amount)
    expect(
      await refusalOf(stripe.paymentIntents.create({ ...held(), currency, amount: refused })),
    ).toMatchObject({
      statusCode: 400,
      code: 'invalid_charge_amount_no_decimal_compatible',
      param: 'amount',
    })
  })

  test('hold for captures and refunds too', async () => {
    const { id } = await stripe.paymentIntents.create({ ...held(), currency: 'kwd', amount: 5_120 })
    const code = 'invalid_charge_amount_no_decimal_compatible'
    const capture = (amount: number) => stripe.paymentIntents.capture(id, { amount_to_capture: amount })
    const refund = (amount: number) => stripe.refunds.create({ payment_intent: id, amount })
    expect(await refusalOf(capture(2_005))).toMatchObject({ code, param: 'amount_to_capture' })
    expect((await capture(2_010)).amount_received).toBe(2_010)
    expect(await refusalOf(refund(1_001))).toMatchObject({ code, param: 'amount' })
    expect((await refund(1_010)).amount).toBe(1_010)
  })
})
