import { dayAfter, instantOf, wallTime, workingDayFrom } from '#shared/calendar.ts'
import { days, minutes } from '#shared/clock.ts'
import { type FieldError, type Outcome, refuse, success } from '#shared/outcomes.ts'
import { linesBySku, sumBySku } from '#shared/sum-by-sku.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { QuantityOf } from '../contract/types.ts'
import { type AttentionReason, because } from './attention.ts'
import { wantedOf } from './bill.ts'
import { decideCancel, isCancellable } from './decide.ts'
import { ask } from './decided.ts'
import type { OrderDetails } from './details.ts'
import type { Fact } from './facts.ts'
import type { Order } from './order.ts'
import { ENDING } from './status.ts'

type Contract = Pick<OrderDetails, 'lines' | 'destination'>

/** A client that heard no answer sends the same declaration again within so many milliseconds. */
const SENT_AGAIN_WITHIN = minutes(10)

/**
 * The customer withdraws from the contract, in whole or by units: from its making until so many days after the
 * delivery (Directive 2011/83/EU, articles 9 and 11a). What has not left is cancelled with the whole; else staff
 * arrange the return. Each declaration is for units that none before it was for. One for nothing else, and the same
 * again within ten minutes, changes nothing.
 * Refusals: unknown_sku and impossible for what was not ordered, or not so often; not_withdrawable.
 */
export function decideWithdrawal(
  order: Order,
  contract: Contract,
  command: {
    readonly lines?: readonly QuantityOf[] | undefined
    readonly now: Date
    /** Milliseconds, whole days. */
    readonly period: number
  },
): Outcome<readonly Fact[], 'not_withdrawable' | 'unknown_sku' | 'impossible'> {
  const { lines, now, period } = command
  const strange = (lines ?? []).flatMap((line, index) => notOrdered(line, index, contract))
  if (strange[0]) return refuse(strange[0].code, strange[0].detail, strange)
  const open = leftToWithdraw(order, contract)
  const declared = lines ? within(lines, open) : open
  if (declared.length === 0 || isSentAgain(order, declared, now)) return success([])
  if (!isWithdrawable(order, contract, { now, period }))
    return refuse(
      'not_withdrawable',
      `The order is ${order.status}, and the time to withdraw is over or nothing is left to withdraw from.`,
    )
  const withdrawn: Fact = {
    ...{ type: 'withdrawn', at: now.toISOString(), lines: declared },
    all: unitsOf(declared) === unitsOf(open),
  }
  const cancelled = !lines && isCancellable(order) ? decideCancel(order, { reason: 'withdrawal' }).facts : []
  const told = cancelled.length > 0 ? [] : ask(order, reasonOf(declared, now))
  return success([withdrawn, ...cancelled, ...told])
}

/** Each declaration has words of its own, so that staff are told of each. */
const reasonOf = (declared: readonly QuantityOf[], now: Date): AttentionReason =>
  because('withdrawn', { units: unitsOf(declared), at: now.toISOString() })

/** What was ordered, and no declaration was for. */
export function leftToWithdraw({ withdrawn }: Order, { lines }: Pick<Contract, 'lines'>): QuantityOf[] {
  const gone = sumBySku(withdrawn?.lines ?? [])
  return linesBySku(lines)
    .map(({ sku, quantity }) => ({ sku, quantity: quantity - (gone.get(sku) ?? 0) }))
    .filter(({ quantity }) => quantity > 0)
}

function within(wanted: readonly QuantityOf[], open: readonly QuantityOf[]): QuantityOf[] {
  const asked = sumBySku(wanted)
  return open
    .map(({ sku, quantity }) => ({ sku, quantity: Math.min(quantity, asked.get(sku) ?? 0) }))
    .filter(({ quantity }) => quantity > 0)
}

function notOrdered(
  { sku, quantity }: QuantityOf,
  index: number,
  { lines }: Contract,
): (FieldError & { code: 'unknown_sku' | 'impossible' })[] {
  const ordered = wantedOf(lines, sku)
  if (ordered === 0) {
    const detail = `The order has no ${sku}; it has ${lines.map((line) => line.sku).join(', ')}.`
    return [{ pointer: `/lines/${index}/sku`, code: 'unknown_sku', detail }]
  }
  if (quantity <= ordered) return []
  const detail = `${quantity} of ${sku} were to be withdrawn from; ${ordered} were ordered.`
  return [{ pointer: `/lines/${index}/quantity`, code: 'impossible', detail }]
}

function isSentAgain({ withdrawnAt, withdrawn }: Order, declared: readonly QuantityOf[], now: Date): boolean {
  if (!withdrawnAt || !withdrawn || now.getTime() - Date.parse(withdrawnAt) > SENT_AGAIN_WITHIN) return false
  const before = sumBySku(withdrawn.latest)
  return (
    before.size === declared.length && declared.every(({ sku, quantity }) => before.get(sku) === quantity)
  )
}

const unitsOf = (lines: readonly { readonly quantity: number }[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0)

/** Whether the customer may still withdraw; `period` is in milliseconds, whole days. */
export function isWithdrawable(
  order: Order,
  { destination: { country } }: Pick<Contract, 'destination'>,
  { now, period }: { readonly now: Date; readonly period: number },
): boolean {
  if (ENDING.has(order.status) || ['rejected', 'cancelled', 'returned'].includes(order.status)) return false
  return !order.deliveredAt || now < withdrawalEnds(order.deliveredAt, { period, country })
}

/**
 * The instant from which nobody withdraws any more. The day of the delivery does not count (Directive 2011/83/EU,
 * article 9(2)(b)), and the period ends with the last hour of its last day, where goods are received; where that is
 * a Saturday or a Sunday, of the next Monday (Regulation 1182/71, article 3(1), (2)(b) and (4), by recital 41 of the
 * directive). Public holidays, which make it longer too, are not known here.
 */
export function withdrawalEnds(
  deliveredAt: string,
  { period, country }: { readonly period: number; readonly country: string },
): Date {
  const zone = zoneOf(country)
  let last = wallTime(new Date(deliveredAt), zone).date
  for (let left = Math.ceil(period / days(1)); left > 0; left -= 1) last = dayAfter(last)
  return instantOf({ date: dayAfter(workingDayFrom(last, [])), time: '00:00' }, zone)
}
