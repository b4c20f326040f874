import type { PaymentSummary } from '#contexts/payments/contract/types.ts'
import type { Call } from '../checker/processes.ts'
import { BOOK, TOKYO, TOTAL } from './order-records.ts'

/** What payments and inventory promise to orders, and what the card and the shelf are like. */
export interface OutsideState {
  readonly payment: PaymentSummary
  readonly isClosed: boolean
  /** The payment method that was tried last. */
  readonly tried: string
  readonly stock: 'none' | 'held' | 'released'
  /** Whether the goods have left the house. */
  readonly goods: 'here' | 'left'
  /** What the payer's first card does; every other card pays. */
  readonly card: 'authorized' | 'declined' | 'requires_action'
  /** Whether there is enough on the shelf. */
  readonly shelf: 'full' | 'empty'
}

export const newOutside = (card: OutsideState['card'], shelf: OutsideState['shelf']): OutsideState => ({
  payment: { sequence: 0, status: 'pending', authorized: 0, captured: 0, refunded: 0 },
  ...{ isClosed: false, tried: '', stock: 'none', goods: 'here', card, shelf },
})

const ALLOCATIONS = [{ locationId: TOKYO, lines: [{ sku: BOOK, quantity: 1 }] }]

interface Answered {
  readonly part: OutsideState
  readonly answer: unknown
  /** News of the payment, which orders will hear of. */
  readonly told: readonly PaymentSummary[]
}

/** Each does once what it is asked, and answers the same to who asks again: the other models hold them to it. */
export async function performOutside(
  outside: OutsideState,
  { method, args: [request] }: Call,
): Promise<Answered> {
  const { payment, stock } = outside
  const same = (answer: unknown): Answered => ({ part: outside, answer, told: [] })
  switch (method) {
    case 'reserve':
      if (stock === 'released') return same({ outcome: 'already_released' })
      if (outside.shelf === 'empty')
        return same({ outcome: 'out_of_stock', lines: [{ sku: BOOK, requested: 1, available: 0 }] })
      return {
        ...same({ outcome: 'reserved', allocations: ALLOCATIONS }),
        part: { ...outside, stock: 'held' },
      }
    case 'release': {
      const part: OutsideState = outside.goods === 'left' ? outside : { ...outside, stock: 'released' }
      return { part, answer: { outcome: 'released' }, told: [] }
    }
    case 'authorize':
      return authorize(outside, cardOf(request))
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
        ? become(outside, { status: 'captured', captured: TOTAL }, 'captured')
        : same({ outcome: 'not_capturable', payment })
    default:
      throw new RangeError(`nobody outside can ${method}`)
  }
}

function authorize(outside: OutsideState, card: string): Answered {
  const { payment, tried, isClosed } = outside
  const answer = (outcome: string): Answered => ({ part: outside, answer: { outcome, payment }, told: [] })
  if (isClosed) return answer('already_voided')
  const isAnother = tried !== card && (payment.status === 'failed' || payment.status === 'requires_action')
  if (payment.status === 'pending' || isAnother) {
    const begun = { ...outside, tried: card }
    const becomes = card === 'pm_card' ? outside.card : 'authorized'
    if (becomes === 'authorized')
      return become(begun, { status: 'authorized', authorized: TOTAL }, 'authorized')
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
    ? become(outside, { status: 'authorized', authorized: TOTAL }, 'authorized')
    : become(outside, { status: 'failed', gatewayCode: 'authentication_failed' }, 'declined')

function cardOf(request: unknown): string {
  const wish = new Map(Object.entries(request ?? {})).get('payment')
  return String(new Map(Object.entries(wish ?? {})).get('paymentMethodId'))
}
