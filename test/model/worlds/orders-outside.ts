import type { authorizePayment, capturePayment } from '#contexts/payments/contract/calls.ts'
import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import type { RequestOf } from '#shared/calls.ts'
import type { Call } from '../checker/processes.ts'
import { ORDERED, type Ordered, totalOf } from './order-records.ts'
import { newStock, reallocate, release, reserve, type StockState } from './orders-stock.ts'

/** What payments and inventory promise to orders, and what the payer's card is like. */
export interface OutsideState {
  readonly payment: PaymentSummary
  readonly isClosed: boolean
  /** The payment method that was tried last. */
  readonly tried: string
  /** What the payer's first card does; every other card pays. */
  readonly card: 'authorized' | 'declined' | 'requires_action'
  readonly stock: StockState
}

export const newOutside = (
  card: OutsideState['card'],
  shelf: 'full' | 'empty',
  ordered: Ordered,
): OutsideState => ({
  payment: { sequence: 0, status: 'pending', authorized: 0, captured: 0, refunded: 0 },
  ...{ isClosed: false, tried: '', card, stock: newStock(shelf === 'full' ? ORDERED[ordered] : []) },
})

interface Answered {
  readonly part: OutsideState
  readonly answer: unknown
  /** News of the payment, which orders will hear of. */
  readonly told: readonly PaymentSummary[]
}

/** Each does once what it is asked, and answers the same to who asks again: the other models hold them to it. */
export async function performOutside(outside: OutsideState, call: Call): Promise<Answered> {
  const { payment } = outside
  const [request] = call.args
  const same = (answer: unknown): Answered => ({ part: outside, answer, told: [] })
  const ofStock = ({ stock, answer }: ReturnType<typeof reserve>): Answered => ({
    ...{ part: stock === outside.stock ? outside : { ...outside, stock }, answer, told: [] },
  })
  switch (call.method) {
    case 'reserve':
      return ofStock(reserve(outside.stock))
    case 'release':
      return ofStock(release(outside.stock))
    case 'reallocate':
      return ofStock(reallocate(outside.stock, request as Parameters<typeof reallocate>[1]))
    case 'authorize':
      return authorize(outside, request as RequestOf<typeof authorizePayment>)
    case 'void': {
      const closed: OutsideState = { ...outside, isClosed: true }
      if (payment.status === 'voided')
        return { part: closed, answer: { outcome: 'voided', payment }, told: [] }
      if (payment.captured > 0)
        return become(closed, { refunded: payment.captured, status: 'refunded' }, 'voided')
      return become(closed, { status: 'voided' }, 'voided')
    }
    case 'capture':
      if (payment.captured > 0) return same({ outcome: 'captured', payment })
      return payment.status === 'authorized' && !outside.isClosed
        ? become(
            outside,
            { status: 'captured', captured: (request as RequestOf<typeof capturePayment>).due },
            'captured',
          )
        : same({ outcome: 'not_capturable', payment })
    default:
      throw new RangeError(`nobody outside can ${call.method}`)
  }
}

function authorize(outside: OutsideState, request: RequestOf<typeof authorizePayment>): Answered {
  const { amount, payment: wish } = request
  const card = wish.kind === 'card' ? wish.paymentMethodId : ''
  const { payment, tried, isClosed } = outside
  const answer = (outcome: string): Answered => ({ part: outside, answer: { outcome, payment }, told: [] })
  if (isClosed) return answer('already_voided')
  const isAnother = tried !== card && (payment.status === 'failed' || payment.status === 'requires_action')
  if (payment.status === 'pending' || isAnother) {
    const begun = { ...outside, tried: card }
    const becomes = card === 'pm_card' ? outside.card : 'authorized'
    if (becomes === 'authorized')
      return become(begun, { status: 'authorized', authorized: amount }, 'authorized')
    return becomes === 'declined'
      ? become(begun, { status: 'failed', gatewayCode: 'insufficient_funds' }, 'declined')
      : become(begun, { status: 'requires_action' }, 'requires_action')
  }
  if (payment.status === 'failed') return answer('declined')
  if (payment.status === 'voided') return answer('method_wanted')
  return answer(payment.status === 'requires_action' ? 'requires_action' : 'authorized')
}

function become(outside: OutsideState, change: Partial<PaymentSummary>, outcome: string): Answered {
  const { gatewayCode: _, ...before } = outside.payment
  const payment: PaymentSummary = { ...before, ...change, sequence: before.sequence + 1 }
  return { part: { ...outside, payment }, answer: { outcome, payment }, told: [payment] }
}

/** The payer does, or does not do, what their bank asks for. */
export const payerActs = (outside: OutsideState, does: 'confirms' | 'fails'): Answered =>
  does === 'confirms'
    ? become(outside, { status: 'authorized', authorized: totalOf(outside.stock.shelf) }, 'authorized')
    : become(outside, { status: 'failed', gatewayCode: 'authentication_failed' }, 'declined')
