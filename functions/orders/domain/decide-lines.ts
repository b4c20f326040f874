import type { FulfillmentOrderId } from '#shared/ids.ts'
import { type FieldError, type Outcome, refuse, success } from '#shared/outcomes.ts'
import { linesBySku } from '#shared/sum-by-sku.ts'
import type { Allocation, QuantityOf, ReleasedAllocation, Shortage } from '../contract/types.ts'
import { type KeptAllocation, notSentBy, releasedOf, senderOf, takeOut } from './allocations.ts'
import { type Bill, type BillPart, openUnits, sumOf, takeUnits, wantedOf } from './bill.ts'
import { decideCancel } from './decide.ts'
import type { Fact } from './facts.ts'
import type { Logistics } from './logistics.ts'
import { dueOf, type Order } from './order.ts'
import { ENDING, TERMINAL } from './status.ts'

/** What decisions about lines are made on. */
export interface KnownLines {
  readonly bill: Bill
  readonly allocations: readonly KeptAllocation[]
  readonly logistics: Logistics
}

/** What a change of lines comes to, with what is to be written beside the facts. */
export interface LinesChanged {
  readonly facts: readonly Fact[]
  readonly bill: Bill
  readonly allocations: readonly KeptAllocation[]
  /** What left the bill, where its money was captured before: it is to be given back. */
  readonly toRefund: readonly BillPart[]
}

/**
 * Cancels some units, from confirmation until their hand-over is claimed; all that is left is the whole order.
 * Refusals: not_cancellable with what can still be cancelled, unknown_sku.
 */
export function decideCancelLines(
  order: Order,
  known: KnownLines,
  command: {
    readonly lines: readonly QuantityOf[]
    readonly reason: string
    readonly cause: 'customer' | 'staff'
    /** RFC 3339 UTC. */
    readonly now: string
  },
): Outcome<LinesChanged, 'not_cancellable' | 'unknown_sku'> {
  const { bill, allocations } = known
  const { lines, reason, cause, now } = command
  if (!order.confirmedAt || order.shippedAt || ENDING.has(order.status) || TERMINAL.has(order.status))
    return refuse(
      'not_cancellable',
      `The order is ${order.status}: single lines can be cancelled from its confirmation until they are handed over.`,
    )
  const free = notSentBy(order.claims, order.id, allocations)
  const errors = lines.flatMap(({ sku }, index) => tooMany(sku, wantedOf(lines, sku), index, { bill, free }))
  const [first] = errors
  if (first) return refuse(first.code, first.detail, errors)
  const { left, taken } = takeOut(allocations, lines, free)
  if (left.length === 0 && order.claims.length === 0 && hasNoOther(bill, lines)) {
    const { facts } = decideCancel(order, { reason })
    return success({ facts, bill, allocations, toRefund: [] })
  }
  const change = { lines, cause, reason, released: releasedOf(order.id, taken), allocations: left }
  return success(withoutGoods(order, now, without(order, bill, change)))
}

/** Where no goods are left to be sent, the downloads, which were delivered with the confirmation, are all of the order. */
function withoutGoods(order: Order, now: string, changed: LinesChanged): LinesChanged {
  if (order.deliveredAt || changed.allocations.length > 0) return changed
  return { ...changed, facts: [...changed.facts, { type: 'delivered', at: now }] }
}

function tooMany(
  sku: string,
  quantity: number,
  index: number,
  { bill, free }: { bill: Bill; free: readonly KeptAllocation[] },
): (FieldError & { code: 'unknown_sku' | 'not_cancellable' })[] {
  if (!bill.lines.some((line) => line.sku === sku))
    return [{ pointer: `/lines/${index}/sku`, code: 'unknown_sku', detail: `The order has no ${sku}.` }]
  const stays = wantedOf(
    free.flatMap((one) => one.lines),
    sku,
  )
  const most = Math.min(stays, openUnits(bill, sku))
  if (quantity <= most) return []
  const detail = `${quantity} of ${sku} were to be cancelled; ${most} can still be.`
  return [{ pointer: `/lines/${index}/quantity`, code: 'not_cancellable', detail }]
}

/** Nothing but these lines is left of the order. */
const hasNoOther = ({ lines }: Bill, cancelled: readonly QuantityOf[]): boolean =>
  lines.every(({ sku, units }) => units === 0 || cancelled.some((line) => line.sku === sku))

/** Lines leave bill and allocations; what was captured for them before is to be given back. */
function without(
  order: Order,
  before: Bill,
  change: {
    readonly lines: readonly QuantityOf[]
    readonly cause: 'customer' | 'staff' | 'short_pick'
    readonly reason: string
    /** Who lacked the lines, after a short pick. */
    readonly fulfillmentOrderId?: FulfillmentOrderId
    readonly released: readonly ReleasedAllocation[]
    readonly allocations: readonly KeptAllocation[]
    readonly hadLeft?: boolean
  },
): LinesChanged {
  // Of a payment that is captured in parts, what is still here is not.
  const { captured } = order.payment
  const isCaptured = captured > 0 && captured >= dueOf(order)
  const { bill, parts } = takeUnits(before, change.lines, 'cancelled')
  return {
    facts: [
      {
        type: 'lines_cancelled',
        cause: change.cause,
        reason: change.reason,
        ...(change.fulfillmentOrderId
          ? { fulfillmentOrderId: change.fulfillmentOrderId, lacking: change.lines }
          : {}),
        parts,
        released: change.released,
        allocations: change.allocations.length,
        dueLess: isCaptured ? 0 : sumOf(parts),
        ...(change.hadLeft ? { hadLeft: true } : {}),
      },
    ],
    bill,
    allocations: change.allocations,
    toRefund: isCaptured ? parts : [],
  }
}

/** A parcel's goods are given up before they were paid for: they are charged no more. */
export const giveUpLines = (
  order: Order,
  { bill, allocations }: KnownLines,
  command: { readonly lines: readonly QuantityOf[]; readonly reason: string },
): LinesChanged =>
  without(order, bill, { ...command, cause: 'staff', released: [], allocations, hadLeft: true })

export interface ShortPick {
  readonly fulfillmentOrderId: FulfillmentOrderId
  readonly key: string
  readonly missing: readonly QuantityOf[]
  /** Who sends it instead, as inventory has reserved it. */
  readonly added: readonly Allocation[]
  /** What nobody has. */
  readonly short: readonly Shortage[]
}

/**
 * What a location could not find is sent by others, or cancelled where nobody has it; but for what was cancelled
 * while it was looked for, whose stock nobody needs.
 */
export function decideShortPick(
  order: Order,
  known: KnownLines,
  short: ShortPick & { readonly now: string },
): LinesChanged {
  const unchanged = { facts: [], bill: known.bill, allocations: known.allocations, toRefund: [] }
  if (!order.confirmedAt || ENDING.has(order.status) || TERMINAL.has(order.status)) return unchanged
  const own = known.allocations.filter((one) => senderOf(order.id, one) === short.fulfillmentOrderId)
  const { left: kept, taken } = takeOut(known.allocations, short.missing, own)
  const missing = linesBySku(taken.flatMap(({ lines }) => lines))
  const { left: spared, taken: sent } = takeOut(short.added, missing)
  const added = sent.map((one) => ({ ...one, key: short.key }))
  const allocations = [...kept, ...added]
  const lost = missing.filter(({ sku }) => short.short.some((one) => one.sku === sku))
  if (allocations.length === 0 && order.claims.length === 0 && hasNoOther(known.bill, lost))
    return { ...unchanged, facts: decideCancel(order, { reason: 'out of stock' }).facts }
  const { key, fulfillmentOrderId } = short
  const moved: Fact[] = []
  if (spared.length > 0) moved.push({ type: 'stock_spared', key, released: spared })
  if (added.length > 0)
    moved.push({
      type: 'reallocated',
      reason: 'short_pick',
      key,
      given: [{ fulfillmentOrderId, lines: missing.filter((line) => !lost.includes(line)) }],
      added: sent,
      allocations: allocations.length,
    })
  if (lost.length === 0) return { ...unchanged, facts: moved, allocations }
  const cancelled = without(order, known.bill, {
    lines: lost,
    cause: 'short_pick',
    reason: 'out of stock',
    fulfillmentOrderId,
    released: [],
    allocations,
  })
  return withoutGoods(order, short.now, { ...cancelled, facts: [...moved, ...cancelled.facts] })
}
