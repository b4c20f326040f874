import type { Actor } from '#shared/actor.ts'
import { payableStepOf } from '#shared/money.ts'
import { type FieldError, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { QuantityOf } from '../contract/types.ts'
import { type AttentionReason, because } from './attention.ts'
import { type Bill, openUnits, putBack, shareOf, sumOf, takeUnits, wantedOf } from './bill.ts'
import type { Order } from './order.ts'
import { NO_SHIPPING, type Refund } from './refund.ts'

export interface RefundCommand {
  readonly refundId: string
  readonly lines?: readonly QuantityOf[] | undefined
  /** Minor units. */
  readonly amount?: number | undefined
  readonly shipping?: boolean | undefined
  readonly reason: string
  readonly by: Actor
  /** Minor units of one order that this person may give back alone, in all; undefined: any. */
  readonly limit: number | undefined
  readonly now: string
}

export interface RefundDecided {
  readonly refund: Refund
  readonly bill: Bill
}

type Refused = 'not_refundable' | 'unknown_sku'

/**
 * Gives money back: the share of lines, of shipping, an amount, or all that is left. What is taken here can
 * be asked for by nobody else. Of less than lines and shipping cost the lines have theirs first.
 * Refusals: not_refundable with how much is left, unknown_sku.
 */
export function decideRefund(
  order: Order,
  { bill, refunds }: { readonly bill: Bill; readonly refunds: readonly Refund[] },
  command: RefundCommand,
): Outcome<RefundDecided, Refused> {
  const left = refundable(order, refunds)
  if (order.payment.status === 'disputed')
    return refuse('not_refundable', 'The payer disputes this payment: their bank decides about the money.')
  if (order.payment.captured === 0)
    return refuse(
      'not_refundable',
      `Nothing was captured yet: the payment is ${order.payment.status}. Cancel the order, or lines of it, instead.`,
    )
  if (order.payment.held !== undefined)
    return refuse(
      'not_refundable',
      'A part of it was captured, and the rest is still to be: give money back after the last capture, or cancel the lines that are still here.',
    )
  if (left <= 0)
    return refuse(
      'not_refundable',
      `All of the ${order.payment.captured} captured minor units were given back already, or are on their way.`,
    )
  const step = payableStepOf(order.currency)
  if (command.amount !== undefined && command.amount % step !== 0)
    return refuse(
      'not_refundable',
      `${command.amount} minor units were asked for; amounts in ${order.currency} are paid and given back in multiples of ${step}.`,
    )
  const errors = (command.lines ?? []).flatMap(({ sku }, index, lines) =>
    wrongLine(bill, sku, wantedOf(lines, sku), index),
  )
  const [first] = errors
  if (first) return refuse(first.code, first.detail, errors)
  return priced(bill, command, { left, givenBefore: givenBackBy(command.by, refunds) })
}

/** Minor units that can still be given back. */
export const refundable = (order: Order, refunds: readonly Refund[]): number =>
  order.payment.captured -
  Math.max(order.payment.refunded, sumOf(refunds.filter(({ state }) => state === 'succeeded'))) -
  sumOf(refunds.filter(({ state }) => state === 'pending' || state === 'awaiting_approval'))

function wrongLine(
  bill: Bill,
  sku: string,
  quantity: number,
  index: number,
): (FieldError & { code: Refused })[] {
  if (!bill.lines.some((line) => line.sku === sku))
    return [{ pointer: `/lines/${index}/sku`, code: 'unknown_sku', detail: `The order has no ${sku}.` }]
  const most = openUnits(bill, sku)
  if (quantity <= most) return []
  const detail = `${quantity} of ${sku} were asked for; ${most} were neither cancelled nor given back.`
  return [{ pointer: `/lines/${index}/quantity`, code: 'not_refundable', detail }]
}

/** Minor units that this person answers for: refunds that they approved, or asked for and nobody had to approve. */
const givenBackBy = (by: Actor, refunds: readonly Refund[]): number =>
  sumOf(
    refunds
      .filter(({ state }) => state === 'pending' || state === 'succeeded')
      .filter(({ askedBy, approvedBy = askedBy }) => approvedBy.kind === by.kind && approvedBy.id === by.id),
  )

function priced(
  before: Bill,
  command: RefundCommand,
  money: { readonly left: number; readonly givenBefore: number },
): Outcome<RefundDecided, Refused> {
  const { left, givenBefore } = money
  const isAll = !command.lines && command.amount === undefined && !command.shipping
  const wanted = isAll
    ? before.lines.map(({ sku, units }) => ({ sku, quantity: units }))
    : (command.lines ?? [])
  const { bill, parts } = takeUnits(before, wanted, 'refunded')
  const shipping = isAll || command.shipping ? before.shipping : NO_SHIPPING
  const shares = sumOf(parts) + shipping.amount
  const amount = isAll ? left : (command.amount ?? shares)
  const most = command.lines || command.shipping ? Math.min(shares, left) : left
  if (amount > most || amount <= 0)
    return refuse(
      'not_refundable',
      `${amount} minor units were asked for; at most ${most} can be given back${command.lines ? ' for these lines' : ''}.`,
    )
  // What was given back before without lines makes the shares of all lines too much: then it is an amount.
  const isAmount = shares !== amount && !command.lines && !command.shipping
  const ofShipping = isAmount ? NO_SHIPPING : partOf(shipping, Math.max(0, amount - sumOf(parts)))
  return success({
    refund: {
      id: command.refundId,
      state:
        command.limit !== undefined && givenBefore + amount > command.limit ? 'awaiting_approval' : 'pending',
      amount,
      parts: isAmount ? [] : [...parts],
      shipping: ofShipping,
      reason: command.reason,
      askedBy: command.by,
      createdAt: command.now,
    },
    bill: isAmount ? before : withoutShipping(bill, ofShipping),
  })
}

/** So much of the shipping, with its share of the tax, rounded down; all of it has all of its tax. */
const partOf = ({ amount, tax }: Refund['shipping'], wanted: number): Refund['shipping'] => ({
  amount: wanted,
  tax: shareOf(tax, wanted, amount),
})

const withoutShipping = (bill: Bill, shipping: Refund['shipping']): Bill => ({
  ...bill,
  shipping: { amount: bill.shipping.amount - shipping.amount, tax: bill.shipping.tax - shipping.tax },
})

/**
 * A second person approves what is above the asker's limit, within their own for the order's refunds in all.
 * Refusals: not_refundable, self_approval, approval_needed.
 */
export function decideApproval(
  refund: Refund,
  refunds: readonly Refund[],
  command: { readonly by: Actor; readonly limit: number | undefined },
): Outcome<Refund, 'not_refundable' | 'self_approval' | 'approval_needed'> {
  if (refund.state !== 'awaiting_approval')
    return refuse('not_refundable', `The refund is ${refund.state}: there is nothing to approve.`)
  if (command.by.id !== undefined && command.by.id === refund.askedBy.id)
    return refuse('self_approval', 'You asked for this refund: another person must approve it.')
  const givenBefore = givenBackBy(command.by, refunds)
  if (command.limit !== undefined && givenBefore + refund.amount > command.limit)
    return refuse(
      'approval_needed',
      `The refund is of ${refund.amount} minor units, your limit for one order ${command.limit}, of which ${givenBefore} are used. A person with a higher limit can approve it.`,
    )
  return success({ ...refund, state: 'pending', approvedBy: command.by })
}

/** What a person is asked, where the one who asks for a refund may not decide about it alone. */
export const approvalWanted = ({ amount, id }: Refund): AttentionReason =>
  because('refund_awaits_approval', { amount, id })

/** A refund that came to nothing gives back to the bill what it took. */
export function failRefund(
  before: Bill,
  refund: Refund,
  state: 'failed' | 'declined',
  problem: string,
): RefundDecided {
  if (refund.ofCancelled) return { refund: { ...refund, state, problem }, bill: before }
  const bill = putBack(before, refund.parts, 'refunded')
  const shipping = {
    amount: bill.shipping.amount + refund.shipping.amount,
    tax: bill.shipping.tax + refund.shipping.tax,
  }
  return { refund: { ...refund, state, problem }, bill: { ...bill, shipping } }
}
