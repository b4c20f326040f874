import type Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { givenEndpoint, givenSandbox, held, refusalOf } from './testing.ts'

let sandbox: Awaited<ReturnType<typeof givenSandbox>>
let endpoint: Awaited<ReturnType<typeof givenEndpoint>>
let stripe: Stripe

beforeAll(async () => {
  endpoint = await givenEndpoint()
  sandbox = await givenSandbox({ webhookUrl: endpoint.url, refundSettlementMs: 1 })
  stripe = sandbox.stripe
})
afterAll(async () => {
  await sandbox.close()
  await endpoint.close()
})

const paid = (paymentMethod?: string) =>
  stripe.paymentIntents.create({ ...held(paymentMethod), capture_method: 'automatic' })

const untilRefundIs = (id: string, status: string) =>
  endpoint.until((deliveries) =>
    deliveries.some(
      ({ event }) =>
        event.type === 'refund.updated' && event.data.object.id === id && event.data.object.status === status,
    ),
  )

describe('refunds', () => {
  test('give captured money back, in parts, and never more than it', async () => {
    const { id, latest_charge } = await paid()
    const first = await stripe.refunds.create({
      payment_intent: id,
      amount: 1000,
      reason: 'requested_by_customer',
      metadata: { operationId: 'op_1' },
    })
    expect(first).toMatchObject({ status: 'succeeded', amount: 1000, metadata: { operationId: 'op_1' } })
    expect(await refusalOf(stripe.refunds.create({ payment_intent: id, amount: 2301 }))).toMatchObject({
      statusCode: 400,
      param: 'amount',
    })

    const rest = await stripe.refunds.create({ charge: String(latest_charge) })
    expect(rest.amount).toBe(2300)
    expect(await refusalOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({
      code: 'charge_already_refunded',
    })
    expect(await stripe.charges.retrieve(String(latest_charge))).toMatchObject({
      amount_refunded: 3300,
      refunded: true,
    })
    const listed = await stripe.refunds.list({ payment_intent: id })
    expect(listed.data.map((refund) => refund.id)).toEqual([rest.id, first.id])
  })

  test('what a partial capture let go cannot be refunded', async () => {
    const { id } = await stripe.paymentIntents.create(held())
    await stripe.paymentIntents.capture(id, { amount_to_capture: 1000 })
    expect(await refusalOf(stripe.refunds.create({ payment_intent: id, amount: 1001 }))).toMatchObject({
      param: 'amount',
    })
    expect(await stripe.refunds.create({ payment_intent: id })).toMatchObject({ amount: 1000 })
  })

  test('held money is canceled, not refunded', async () => {
    const { id } = await stripe.paymentIntents.create(held())
    expect(await refusalOf(stripe.refunds.create({ payment_intent: id }))).toMatchObject({ statusCode: 400 })
  })

  test('pm_card_pendingRefund succeeds later', async () => {
    const { id } = await paid('pm_card_pendingRefund')
    const refund = await stripe.refunds.create({ payment_intent: id })
    expect(refund.status).toBe('pending')
    await untilRefundIs(refund.id, 'succeeded')
    expect((await stripe.refunds.retrieve(refund.id)).status).toBe('succeeded')
  })

  test('pm_card_refundFail fails later, and the money can be refunded again', async () => {
    const { id, latest_charge } = await paid('pm_card_refundFail')
    const refund = await stripe.refunds.create({ payment_intent: id })
    expect(refund.status).toBe('succeeded')
    await untilRefundIs(refund.id, 'failed')
    expect(await stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: 'failed',
      failure_reason: 'expired_or_canceled_card',
    })
    expect(await stripe.charges.retrieve(String(latest_charge))).toMatchObject({ amount_refunded: 0 })
    expect(await stripe.refunds.create({ payment_intent: id })).toMatchObject({ amount: 3300 })
  })
})

describe('disputes', () => {
  const disputeOf = async (paymentMethod: string) => {
    const { id } = await paid(paymentMethod)
    const { data } = await stripe.disputes.list({ payment_intent: id })
    return { intent: id, dispute: data[0]?.id ?? '' }
  }

  test('an inquiry becomes a chargeback under its id, and its money cannot be refunded then', async () => {
    const { intent, dispute } = await disputeOf('pm_card_createDisputeInquiry')
    expect(await stripe.disputes.retrieve(dispute)).toMatchObject({ status: 'warning_needs_response' })
    await sandbox.control(`payment_intents/${intent}/dispute`, { grounds: 'fraudulent' })
    const { data } = await stripe.disputes.list({ payment_intent: intent })
    expect(data).toMatchObject([{ id: dispute, status: 'needs_response', reason: 'fraudulent' }])
    expect(await refusalOf(stripe.refunds.create({ payment_intent: intent }))).toMatchObject({
      code: 'charge_disputed',
    })
    await endpoint.until(() => endpoint.types().includes('charge.dispute.funds_withdrawn'))
    expect(endpoint.types()).toContain('charge.dispute.updated')
  })

  test('pm_card_createDispute is disputed as fraudulent, and cannot be refunded', async () => {
    const { intent, dispute } = await disputeOf('pm_card_createDispute')
    expect(await stripe.disputes.retrieve(dispute)).toMatchObject({
      amount: 3300,
      reason: 'fraudulent',
      status: 'needs_response',
    })
    expect(await refusalOf(stripe.refunds.create({ payment_intent: intent }))).toMatchObject({
      code: 'charge_disputed',
    })
  })

  test('evidence can win', async () => {
    const { dispute } = await disputeOf('pm_card_createDisputeProductNotReceived')
    const drafted = await stripe.disputes.update(dispute, {
      evidence: { shipping_carrier: 'UPS' },
      submit: false,
    })
    expect(drafted).toMatchObject({ status: 'needs_response', evidence: { shipping_carrier: 'UPS' } })
    const submitted = await stripe.disputes.update(dispute, {
      evidence: { uncategorized_text: 'winning_evidence' },
    })
    expect(submitted.status).toBe('won')
  })

  test('evidence that does not exist is refused', async () => {
    const { dispute } = await disputeOf('pm_card_createDispute')
    const call = stripe.rawRequest('POST', `/v1/disputes/${dispute}`, { evidence: { photo: 'x' } })
    expect(await refusalOf(call)).toMatchObject({ code: 'parameter_unknown', param: 'evidence[photo]' })
  })

  test('closing accepts the loss, and only ends an inquiry', async () => {
    const lost = await disputeOf('pm_card_createDispute')
    expect((await stripe.disputes.close(lost.dispute)).status).toBe('lost')
    const asked = await disputeOf('pm_card_createDisputeInquiry')
    expect((await stripe.disputes.close(asked.dispute)).status).toBe('warning_closed')
    expect(await refusalOf(stripe.disputes.close(asked.dispute))).toMatchObject({ statusCode: 400 })
  })
})
