import type { Transaction } from './outside.ts'
import type { Payment } from './payment.ts'
import type { Refund } from './refund.ts'

/** What must hold of a payment after every commit: the rules that do not, in words. */
export function brokenRules(
  payment: Payment,
  refunds: readonly Refund[] = [],
  transactions: readonly Transaction[] = [],
): string[] {
  const { authorized, captured, refunded, capturing, refunding, status, attempt, closed, outside } = payment
  const { received, unapplied } = payment
  const given = (state: Refund['state']) =>
    refunds.filter((one) => one.state === state).reduce((sum, { amount }) => sum + amount, 0)
  const moved = (direction: Transaction['direction']) =>
    transactions.filter((one) => one.direction === direction).reduce((sum, { amount }) => sum + amount, 0)
  const byHand = transactions.reduce((sum, one) => sum + (one.captured ?? 0), 0)
  const rules: Record<string, boolean> = {
    'amounts are not negative': [
      authorized,
      captured,
      refunded,
      capturing,
      refunding,
      received,
      unapplied,
    ].every((n) => n >= 0),
    'captured and what is being captured are at most what was authorized': captured + capturing <= authorized,
    'refunded and what is being refunded are at most what was captured': refunded + refunding <= captured,
    'what is refunded is the sum of its refunds, and of what was returned by hand':
      refunded === given('succeeded') + byHand,
    'what is being refunded is the sum of its refunds': refunding === given('pending'),
    'money is held or taken only by an attempt, or came from outside':
      authorized === 0 || attempt !== undefined || outside !== undefined,
    'a card and a way outside of the gateway are never in force together': !attempt || !outside,
    'what came is the sum of its transactions': received === moved('received'),
    'what came has paid, waits, or was given back':
      received === unapplied + (outside ? captured : 0) + moved('returned') - byHand,
    'a delayed payment has its reference': outside?.kind !== 'delayed' || outside.reference !== undefined,
    'what costs nothing holds nothing': status !== 'not_required' || (authorized === 0 && !attempt),
    'an open dispute holds captured money': payment.dispute === undefined || captured > 0,
    'captured money has a status of its own': captured > 0 === CAPTURED.includes(status),
    'what is being captured has an operation': capturing === 0 || payment.capture !== undefined,
    'what is disputed has its dispute': status !== 'disputed' || payment.dispute !== undefined,
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
