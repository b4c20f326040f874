import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isOfAnotherStage, paymentOf, readNotice, refundOf } from './stripe-objects.ts'

const ORDER = `ord_${'1'.padStart(26, '0')}`

const intent = (changes: object = {}) => ({
  id: 'pi_1',
  object: 'payment_intent',
  status: 'requires_capture',
  amount: 3_300,
  amount_received: 0,
  currency: 'jpy',
  metadata: { orderId: ORDER, operationId: 'op_1' },
  latest_charge: 'ch_1',
  last_payment_error: null,
  ...changes,
})

describe("Stripe's PaymentIntent", () => {
  it.each([
    ['requires_payment_method', 'working'],
    ['requires_confirmation', 'working'],
    ['processing', 'working'],
    ['a status of a later version', 'working'],
    ['requires_action', 'requires_action'],
    ['requires_capture', 'authorized'],
    ['succeeded', 'captured'],
    ['canceled', 'voided'],
  ])('%s is %s', (status, state) => {
    expect(paymentOf(intent({ status }))).toMatchObject({ state, orderId: ORDER, operationId: 'op_1' })
  })

  it.each([
    ['requires_capture', 'partly_captured'],
    ['succeeded', 'captured'],
    ['canceled', 'captured'],
  ])('%s with money taken is %s', (status, state) => {
    expect(paymentOf(intent({ status, amount_received: 1_000 }))).toMatchObject({ state, captured: 1_000 })
  })

  it.each([
    ['available', true],
    ['unavailable', false],
  ])('says whether it can be captured in parts: %s', (status, inParts) => {
    const latest_charge = {
      created: 1_763_607_600,
      payment_method_details: { card: { multicapture: { status } } },
    }
    expect(paymentOf(intent({ latest_charge })).inParts).toBe(inParts)
    expect(paymentOf(intent()).inParts).toBeUndefined()
  })

  it("is declined with the bank's word, or else Stripe's", () => {
    const declined = (last_payment_error: object) =>
      paymentOf(intent({ status: 'requires_payment_method', last_payment_error }))
    expect(declined({ code: 'card_declined', decline_code: 'insufficient_funds' })).toMatchObject({
      state: 'declined',
      gatewayCode: 'insufficient_funds',
    })
    expect(declined({ code: 'expired_card' })).toMatchObject({ gatewayCode: 'expired_card' })
  })

  it('says from when until when money is held, where its charge is with it', () => {
    const card = { capture_before: 1_764_212_400 }
    const latest_charge = { created: 1_763_607_600, disputed: false, payment_method_details: { card } }
    expect(paymentOf(intent({ latest_charge }))).toMatchObject({
      authorizedAt: '2025-11-20T03:00:00.000Z',
      captureBefore: '2025-11-27T03:00:00.000Z',
    })
    expect(paymentOf(intent())).toMatchObject({ authorizedAt: undefined, captureBefore: undefined })
  })

  it('keeps neither its client secret nor anything else', () => {
    const kept = paymentOf(intent({ client_secret: 'pi_1_secret_x', receipt_email: 'payer@example.com' }))
    expect(JSON.stringify(kept)).not.toMatch(/secret|payer/)
  })

  it('of another shop has no order of ours', () => {
    expect(paymentOf(intent({ metadata: { orderId: '1001' } })).orderId).toBeUndefined()
  })
})

describe('an account that stages share', () => {
  const madeBy = (stage?: string) => ({ metadata: { orderId: ORDER, ...(stage ? { stage } : {}) } })

  it.each<[string, object, string | undefined, boolean]>([
    ['of the other stage', madeBy('staging'), 'dev', true],
    ['of ours', madeBy('dev'), 'dev', false],
    ['that names no stage, as a refund', madeBy(), 'dev', false],
    ['without metadata, as a dispute', { id: 'dp_1' }, 'dev', false],
    ['whose metadata is empty', { metadata: null }, 'dev', false],
    ['for one who looks at all stages', madeBy('staging'), undefined, false],
  ])('has an object %s', (_, object, ours, isOther) => {
    expect(isOfAnotherStage(object, ours)).toBe(isOther)
  })

  it.each<[string, string | undefined, string | undefined]>([
    ['staging', 'dev', undefined],
    ['dev', 'dev', ORDER],
    ['staging', undefined, ORDER],
  ])('shows a payment of %s to %s as one of %s', (stage, ours, orderId) => {
    const payment = intent(madeBy(stage))
    const body = JSON.stringify({ type: 'payment_intent.succeeded', data: { object: payment } })
    expect(paymentOf(payment, ours)).toMatchObject({ id: 'pi_1', orderId })
    expect(readNotice(body, ours)).toMatchObject({ about: 'payment', object: { id: 'pi_1', orderId } })
  })
})

describe("Stripe's Refund", () => {
  it.each([
    ['pending', 'pending'],
    ['requires_action', 'pending'],
    ['succeeded', 'succeeded'],
    ['failed', 'failed'],
    ['canceled', 'failed'],
  ])('%s is %s', (status, state) => {
    expect(refundOf({ id: 're_1', amount: 500, currency: 'jpy', status })).toMatchObject({
      state,
      amount: 500,
    })
  })
})

const SAMPLES = process.env['WEBHOOK_SAMPLES'] ?? join(process.cwd(), '..', 'shared', 'webhook-samples')
const present = existsSync(join(SAMPLES, 'stripe'))
if (!present) console.warn(`No webhook samples at ${SAMPLES}: set WEBHOOK_SAMPLES to test against them.`)

describe.skipIf(!present)('real bodies of Stripe', () => {
  it.each([
    ['account.updated', 'something_else'],
    ['charge.succeeded.djstripe', 'something_else'],
    ['charge.refunded.partial', 'something_else'],
    ['charge.dispute.created', 'something_else'],
    ['payment_intent.succeeded', 'payment'],
    ['payment_intent.amount_capturable_updated', 'payment'],
  ])('%s is about %s', (name, about) => {
    const body = readFileSync(join(SAMPLES, 'stripe', `${name}.json`), 'utf8')
    expect(readNotice(body).about).toBe(about)
  })
})
