import type { redeemPromotions, withdrawGiftCards } from '#contexts/checkout/contract/calls.ts'
import type { reallocateStock } from '#contexts/inventory/contract/calls.ts'
import type {
  authorizePayment,
  refundPayment,
  renewAuthorization,
} from '#contexts/payments/contract/calls.ts'
import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import type { changeRecipient } from '#contexts/shipping/contract/calls.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { Outside } from './outside.ts'

/** The other contexts, as far as orders ask them: what they answer is set by a test, what they were asked is kept. */
export function makeFakeOutside() {
  let payment: PaymentSummary = { sequence: 0, status: 'pending', authorized: 0, captured: 0, refunded: 0 }
  const refunds = new Map<string, number>()
  const fake = {
    ordersWithinAnHour: 0,
    reallocated: { outcome: 'reallocated', allocations: [], short: [] } as AnswerOf<typeof reallocateStock>,
    redeemed: { outcome: 'redeemed' } as AnswerOf<typeof redeemPromotions>,
    withdrawn: { outcome: 'withdrawn' } as AnswerOf<typeof withdrawGiftCards>,
    /** What shipping answers next about where the parcels go, as it is asked; then it changes it. */
    recipient: [] as AnswerOf<typeof changeRecipient>[],
    authorized: 'authorized' as AnswerOf<typeof authorizePayment>['outcome'],
    renewed: 'renewed' as AnswerOf<typeof renewAuthorization>['outcome'],
    /** What the next authorization ends at. */
    captureBefore: undefined as string | undefined,
    refusesRefunds: false,
    /** Payments does not answer when a capture is asked for. */
    losesCaptures: false,
    asked: {
      reallocate: [] as RequestOf<typeof reallocateStock>[],
      captured: [] as number[],
      /** What was due by then, while more followed. */
      parts: [] as number[],
      refund: [] as RequestOf<typeof refundPayment>[],
      voids: 0,
      redeem: [] as RequestOf<typeof redeemPromotions>[],
      withdraw: [] as RequestOf<typeof withdrawGiftCards>[],
      changeRecipient: [] as RequestOf<typeof changeRecipient>[],
      /** Orders whose promotions were given back. */
      released: [] as string[],
    },
    /** The payment as payments knows it. */
    knows(known: Partial<PaymentSummary>): PaymentSummary {
      payment = { ...payment, ...known, sequence: known.sequence ?? payment.sequence + 1 }
      return payment
    },
    get payment() {
      return payment
    },
  }
  const asks: Outside = {
    authorize: async ({ amount }) => {
      if (fake.authorized !== 'authorized')
        return { outcome: fake.authorized, payment: fake.knows({ status: 'failed' }) }
      const { captureBefore } = fake
      const held = {
        status: 'authorized' as const,
        authorized: amount,
        ...(captureBefore ? { captureBefore } : {}),
      }
      return { outcome: 'authorized', payment: fake.knows(held) }
    },
    renew: async ({ due }) => {
      if (fake.renewed === 'not_renewed') return { outcome: 'not_renewed', payment }
      const { captureBefore } = fake
      const held = {
        status: 'authorized' as const,
        authorized: due,
        ...(captureBefore ? { captureBefore } : {}),
      }
      return { outcome: 'renewed', payment: fake.knows(held) }
    },
    capture: async ({ due, moreFollows }) => {
      if (fake.losesCaptures) throw new Error('payments does not answer')
      if (moreFollows) {
        fake.asked.parts.push(due)
        const part = { status: 'partially_captured' as const, captured: due, held: payment.authorized - due }
        return { outcome: 'captured', payment: fake.knows(part) }
      }
      fake.asked.captured.push(due)
      const last = { status: 'captured' as const, captured: due, held: undefined }
      return { outcome: 'captured', payment: fake.knows(last) }
    },
    void: async () => {
      fake.asked.voids += 1
      return { outcome: 'voided', payment: fake.knows({ status: 'voided' }) }
    },
    refund: async (request) => {
      fake.asked.refund.push(request)
      const isTooMuch = !refunds.has(request.refundId) && payment.refunded + request.amount > payment.captured
      if (fake.refusesRefunds || isTooMuch)
        return { outcome: 'refused', payment, detail: 'The gateway says no.' }
      if (!refunds.has(request.refundId)) fake.knows({ refunded: payment.refunded + request.amount })
      refunds.set(request.refundId, request.amount)
      return { outcome: 'succeeded', payment }
    },
    reallocate: async (request) => {
      fake.asked.reallocate.push(request)
      return fake.reallocated
    },
    redeemPromotions: async (request) => {
      fake.asked.redeem.push(request)
      return fake.redeemed
    },
    releasePromotions: async ({ orderId }) => {
      fake.asked.released.push(orderId)
      return { outcome: 'released' }
    },
    withdrawGiftCards: async (request) => {
      fake.asked.withdraw.push(request)
      return fake.withdrawn
    },
    changeRecipient: async (request) => {
      fake.asked.changeRecipient.push(request)
      return fake.recipient.shift() ?? { outcome: 'changed', version: request.knownVersion + 1 }
    },
  }
  return Object.assign(fake, { asks })
}
