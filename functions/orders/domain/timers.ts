import type { Deadlines } from './deadline.ts'
import { isHolding, type Order } from './order.ts'
import { partDue } from './parts.ts'
import { ENDING, TERMINAL } from './status.ts'

/** What the sweeper does with an order at a time of its own, beside looking whether it stands still. */
export const TIMERS = [
  /** A hold's deadline has passed. */
  'hold',
  /** The payer of a delayed payment is reminded. */
  'reminder',
  /** What is due for goods that have left was not captured, while others are still here. */
  'part',
  /** The authorization ends soon. */
  'authorization',
  /** The goods have not left, and the promise cannot be kept. */
  'delay',
  /** The money is taken some days after the hand-over. */
  'capture',
  /** Payments has not answered about a refund. */
  'refund',
  /** Inventory has not answered about what is sent once more. */
  'reship',
  /** Payments has not answered about another way to pay. */
  'choice',
] as const
export type Timer = (typeof TIMERS)[number]

/** When each of an order's timers rings, RFC 3339 UTC: a function of its state alone. */
export function timersOf(
  order: Order,
  now: Date,
  { deadlines, captureAfter }: TimerSettings,
): Order['timers'] {
  const isOver = TERMINAL.has(order.status) || ENDING.has(order.status)
  const askedAgain = (timer: Timer): string => order.timers?.[timer] ?? later(now.getTime(), deadlines.step)
  const all: Record<Timer, string | undefined> = {
    hold: isOver ? undefined : firstDeadline(order),
    reminder: isOver ? undefined : reminder(order, deadlines.paymentReminder),
    part: isOver || partDue(order) === undefined ? undefined : askedAgain('part'),
    authorization: isOver ? undefined : authorizationEnds(order, deadlines.authorizationMargin),
    delay: isOver ? undefined : delay(order),
    capture: isOver ? undefined : captureTime(order, captureAfter),
    refund: order.refunding?.length ? askedAgain('refund') : undefined,
    reship: order.reshipping?.length ? askedAgain('reship') : undefined,
    choice: order.confirmedAt && order.choosing && !isOver ? askedAgain('choice') : undefined,
  }
  const set = Object.entries(all).flatMap(([name, at]) => (at === undefined ? [] : [[name, at] as const]))
  return set.length > 0 ? Object.fromEntries(set) : undefined
}

export interface TimerSettings {
  readonly deadlines: Pick<Deadlines, 'paymentReminder' | 'authorizationMargin' | 'step'>
  /** Milliseconds from the last hand-over to the capture; undefined: it is not taken by time. */
  readonly captureAfter: number | undefined
}

const later = (at: number, milliseconds: number): string => new Date(at + milliseconds).toISOString()

const firstDeadline = ({ holds }: Order): string | undefined =>
  holds
    .filter(({ escalated }) => !escalated)
    .map(({ deadline }) => deadline)
    .toSorted()[0]

const reminder = (order: Order, before: number): string | undefined =>
  order.status === 'payment_required' &&
  order.payment.kind === 'delayed' &&
  order.paymentDeadline &&
  !order.remindedAt
    ? later(Date.parse(order.paymentDeadline), -before)
    : undefined

/** Of an order that is held, and whose payer or staff were asked already, there is nothing more to do. */
function authorizationEnds(order: Order, margin: number): string | undefined {
  const { captureBefore } = order.payment
  const hold = order.holds.find(({ reason }) => reason === 'payment')
  const isAsked = hold && (order.claims.length > 0 || order.paymentDeadline === hold.deadline)
  return order.confirmedAt && isHolding(order) && captureBefore && !isAsked
    ? later(Date.parse(captureBefore), -margin)
    : undefined
}

/** The first time at the planned hand-over; afterwards so many days later as the promise was moved. */
function delay({
  leavesBy,
  promisedBy,
  delayedTo,
  shippedAt,
  confirmedAt,
  status,
}: Order): string | undefined {
  if (!leavesBy || !promisedBy || shippedAt || !(confirmedAt || status === 'placed')) return undefined
  const moved = delayedTo ? Date.parse(delayedTo) - Date.parse(promisedBy) : 0
  return later(Date.parse(leavesBy), moved)
}

const captureTime = (order: Order, after: number | undefined): string | undefined =>
  after !== undefined && order.shippedAt && isHolding(order)
    ? later(Date.parse(order.shippedAt), after)
    : undefined
