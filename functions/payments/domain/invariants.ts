import type { Payment } from './payment.ts'
import type { Refund } from './refund.ts'

/** What must hold of a payment after every commit: the rules that do not, in words. */
export function brokenRules(payment: Payment, refunds: readonly Refund[] = []): string[] {
  const { authorized, captured, refunded, capturing, refunding, status, attempt, closed } = payment
  const given = (state: Refund['state']) =>
    refunds.filter((one) => one.state === state).reduce((sum, { amount }) => sum + amount, 0)
  const rules: Record<string, boolean> = {
    'amounts are not negative': [authorized, captured, refunded, capturing, refunding].every((n) => n >= 0),
    'captured and what is being captured are at most what was authorized': captured + capturing <= authorized,
    'refunded and what is being refunded are at most what was captured': refunded + refunding <= captured,
    'what is refunded is the sum of its refunds': refunded === given('succeeded'),
    'what is being refunded is the sum of its refunds': refunding === given('pending'),
    'money is held or taken only by an attempt': authorized === 0 || attempt !== undefined,
    'captured money has a status of its own': captured > 0 === CAPTURED.includes(status),
    'what is being captured has an operation': capturing === 0 || payment.capture !== undefined,
    'a void leaves nothing taken': status !== 'voided' || (captured === 0 && capturing === 0),
    'what was never tried and is void has its tombstone':
      status !== 'voided' || attempt !== undefined || closed !== undefined,
  }
  return Object.entries(rules).flatMap(([rule, holds]) => (holds ? [] : [rule]))
}

const CAPTURED: readonly Payment['status'][] = [
  'partially_captured',
  'captured',
  'partially_refunded',
  'refunded',
  'disputed',
]
