import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import { type Bill, stillOpen } from '../domain/bill.ts'
import { giveUpLines, type KnownLines } from '../domain/decide-lines.ts'
import { decideLogistics } from '../domain/decide-logistics.ts'
import {
  type ParcelToResolve,
  parcelResolved,
  parcelToResolve,
  type ResolveParcel,
} from '../domain/decide-parcel.ts'
import { decideRefund } from '../domain/decide-refund.ts'
import type { Fact } from '../domain/facts.ts'
import type { Order } from '../domain/order.ts'
import type { Refund } from '../domain/refund.ts'
import { changeOrder, type Decided } from './change-order.ts'
import { linesOf } from './details-of.ts'
import type { Outside } from './outside.ts'
import type { RefundDeps } from './refund-order.ts'
import { type ReshipDeps, reshipParcel } from './reship-parcel.ts'
import { settleRefund } from './settle-refund.ts'

type Deps = RefundDeps & ReshipDeps & Pick<Outside, 'void'>

export interface ResolveParcelOf extends ResolveParcel {
  readonly id: OrderId
  /** Minor units of one order that the asker may give back alone, in all, by currency; undefined: any. */
  readonly limitIn: (currency: string) => number | undefined
  readonly cause: Cause
}

/**
 * What staff decide about a parcel that is lost, damaged or on its way back:
 * - `refund`: what was paid for its goods and not given back yet is given back, or, before the capture, is not charged;
 * - `reship`: the same goods are reserved and sent once more; they are given back where it is refused after all;
 * - `claim`: it is noted that the carrier is asked to pay; what the customer gets is decided beside.
 * Stock comes back by inspection alone. An order of which nothing is left is `returned`, one of which downloads
 * are left is delivered.
 * Refusals: not_found, not_resolvable, impossible, not_enough_stock, not_refundable, approval_needed.
 */
export const makeResolveParcel =
  (deps: Deps) =>
  async (command: ResolveParcelOf): Promise<Outcome<OrderId>> => {
    const { id, cause } = command
    if (command.action === 'reship') {
      const again = await reshipParcel(deps, id, command, cause)
      return again.ok ? success(id) : again
    }
    const changed = await changeOrder(deps, id, cause, (current) => resolve(deps, current, command))
    if (!changed) return refuse('not_found', 'There is no such order that you may see.')
    const { decision } = changed
    if (decision.refusal) return decision.refusal
    if (decision.refundId) await settleRefund(deps, id, decision.refundId, cause)
    await endIfNothingIsLeft(deps, id, command)
    return success(id)
  }

type Resolved = Decided & { readonly refusal?: Refusal; readonly refundId?: string }

async function resolve(deps: Deps, order: Order, command: ResolveParcelOf): Promise<Resolved> {
  const known = await linesOf(deps, order.id)
  const parcel = parcelToResolve(order, known.logistics, command)
  if (!parcel.ok) return { facts: [], refusal: parcel }
  if (parcel.value.isDone) return { facts: [] }
  const noted = parcelResolved(order, command)
  if (command.action === 'claim') return { facts: noted }
  const given = await givenBack(deps, order, known, command, noted, parcel.value)
  return withNews(order, known, command, given, deps.clock.now().toISOString())
}

async function givenBack(
  deps: Deps,
  order: Order,
  known: KnownLines,
  { reason, cause, limitIn }: ResolveParcelOf,
  noted: readonly Fact[],
  { lines }: ParcelToResolve,
): Promise<Resolved> {
  if (order.payment.captured === 0) {
    const { facts, bill } = giveUpLines(order, known, { lines, reason })
    return { facts: [...noted, ...facts], bill }
  }
  const refunds = await deps.orders.refunds(order.id)
  const waiting = refunds.find(({ state, parts }) => state === 'awaiting_approval' && areOf(parts, lines))
  if (waiting)
    return {
      facts: [],
      refusal: refuse(
        'not_resolvable',
        `The refund ${waiting.id} of such goods awaits the approval of a second person: let them decide first.`,
      ),
    }
  const open = stillOpen(known.bill, lines)
  if (open.length === 0) return { facts: noted }
  const refundId = `ref_${deps.ids.unique()}`
  const decided = decideRefund(
    order,
    { bill: known.bill, refunds },
    {
      refundId,
      lines: open,
      reason,
      by: cause.actor,
      limit: limitIn(order.currency),
      now: deps.clock.now().toISOString(),
    },
  )
  if (!decided.ok) return { facts: [], refusal: decided }
  const { refund, bill } = decided.value
  if (refund.state === 'awaiting_approval')
    return {
      facts: [],
      refusal: refuse(
        'approval_needed',
        `${refund.amount} minor units, with what you gave back of this order before, are above what you may give back alone. Ask for a refund of these lines, which a second person approves, or let them decide.`,
      ),
    }
  // Its goods are given up whatever becomes of the money: a refund that comes to nothing is told to a person.
  const lasting = { ...refund, ofCancelled: true }
  return {
    facts: [...noted, { type: 'refund_asked', refund: lasting }],
    bill,
    refundId,
    writes: [deps.orders.refundWrite(order.id, lasting)],
  }
}

const areOf = (parts: Refund['parts'], lines: ParcelToResolve['lines']): boolean =>
  parts.some((part) => lines.some(({ sku }) => sku === part.sku))

/**
 * A parcel that nobody waits for may have been the last one: of an order whose goods are all given up the downloads
 * are left, which were delivered with its confirmation.
 */
function withNews(
  order: Order,
  { bill, allocations, logistics }: KnownLines,
  { shipmentId, action }: ResolveParcel,
  resolved: Resolved,
  now: string,
): Resolved {
  if (resolved.refusal) return resolved
  const after = { ...order, resolved: [...(order.resolved ?? []), { shipmentId, action }] }
  const facts = [...resolved.facts, ...decideLogistics(after, logistics)]
  const isOver = order.deliveredAt !== undefined || facts.some(({ type }) => type === 'delivered')
  return {
    ...resolved,
    logistics,
    facts: isOver ? facts : endingBy(order, facts, resolved.bill ?? bill, { allocations, now }),
  }
}

/** With what is left of its lines an order may end, in whole or but for its downloads. */
function endingBy(
  { shippedAt }: Order,
  facts: readonly Fact[],
  left: Bill,
  { allocations, now }: Pick<KnownLines, 'allocations'> & { readonly now: string },
): readonly Fact[] {
  if (!shippedAt) return facts
  if (isNothing(left))
    return facts.map((fact) => (fact.type === 'lines_cancelled' ? { ...fact, endsOrder: true } : fact))
  return areDownloadsLeft(left, allocations) ? [...facts, { type: 'delivered', at: now }] : facts
}

const isNothing = ({ lines }: Bill): boolean => lines.every(({ units }) => units === 0)

/** None of what is left was to be sent. */
function areDownloadsLeft({ lines }: Bill, allocations: KnownLines['allocations']): boolean {
  const goods = new Set<string>(allocations.flatMap((one) => one.lines.map(({ sku }) => sku)))
  return lines.every(({ sku, units }) => units === 0 || !goods.has(sku))
}

/** Of an order that nothing is left of, what is still held of its payment is let go, and it is `returned`. */
async function endIfNothingIsLeft(
  deps: Deps,
  id: OrderId,
  { cause, reason }: ResolveParcelOf,
): Promise<void> {
  const order = await deps.orders.load(id)
  if (!order?.shippedAt || order.deliveredAt || order.endedAt) return
  const { bill } = await linesOf(deps, id)
  if (!isNothing(bill)) return
  const { run, currency } = order
  const voided = order.payment.captured === 0 ? await deps.void({ orderId: id, run, currency }) : undefined
  await changeOrder(deps, id, cause, (current) => ({
    facts: current.endedAt
      ? []
      : [{ type: 'returned' as const, reason, payment: voided?.payment ?? current.payment }],
  }))
}
