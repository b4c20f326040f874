import type { reallocateStock } from '#contexts/inventory/contract/calls.ts'
import type { AnswerOf } from '#shared/calls.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import { parcelResolved, parcelToResolve, type ResolveParcel } from '../domain/decide-parcel.ts'
import type { Fact } from '../domain/facts.ts'
import type { Order, Reship } from '../domain/order.ts'
import { changeOrder, type Decided } from './change-order.ts'
import { linesOf } from './details-of.ts'
import type { Outside } from './outside.ts'
import type { OrderDeps } from './ports.ts'

export type ReshipDeps = OrderDeps & Pick<Outside, 'reallocate'>

const action = 'reship'

/**
 * Sends the goods of a parcel once more. Primary course:
 * 1. The order notes what is wanted, so that whatever is reserved for it is found again if somebody dies here. What
 *    was noted of the parcel before, and is still open, is carried to its end instead.
 * 2. All of it is reserved, or it is refused.
 * 3. The order sends it, in one commit; where something else was decided meanwhile, it gives it back.
 * Refusals: not_found, not_resolvable, impossible, not_enough_stock.
 */
export async function reshipParcel(
  deps: ReshipDeps,
  id: OrderId,
  { shipmentId, lines, reason }: Omit<ResolveParcel, 'action'>,
  cause: Cause,
): Promise<Outcome<unknown>> {
  const asked = await changeOrder(deps, id, cause, async (order) => {
    const known = await deps.orders.logistics(id)
    const parcel = parcelToResolve(order, known, { shipmentId, action, lines, reason })
    if (!parcel.ok || parcel.value.isDone) return { facts: [], parcel }
    // Other goods of the parcel would be reserved under the same key, and sent by nobody.
    const open = order.reshipping?.find((one) => one.shipmentId === shipmentId)
    if (open) return { facts: [], parcel, reship: open }
    const reship = { shipmentId, lines: [...parcel.value.lines], reason, by: cause.actor }
    const facts: Fact[] = [{ type: 'reship_asked', reship }]
    return { facts, parcel, reship }
  })
  if (!asked) return refuse('not_found', 'There is no such order that you may see.')
  const { parcel, reship } = asked.decision
  return reship ? settleReship(deps, id, reship, cause) : parcel
}

/**
 * Reserves what the order has noted, and sends it, or gives it back, in the name of whoever wants it; asked again, it
 * comes to the same.
 */
export async function settleReship(
  deps: ReshipDeps,
  id: OrderId,
  reship: Reship,
  cause: Cause,
): Promise<Outcome<unknown>> {
  const reserved = await reserve(deps, id, reship)
  const changed = await changeOrder(
    deps,
    id,
    { ...cause, actor: reship.by },
    async (order): Promise<Settled> => {
      const settled: Fact[] = isAsked(order, reship)
        ? [{ type: 'reship_settled', shipmentId: reship.shipmentId }]
        : []
      const inVain = (refusal: Refusal): Settled => ({
        facts: [...spared(reship, reserved), ...settled],
        refusal,
      })
      if (reserved.refusal) return inVain(reserved.refusal)
      const known = await linesOf(deps, id)
      const parcel = parcelToResolve(order, known.logistics, { ...reship, action })
      if (!parcel.ok) return inVain(parcel)
      if (parcel.value.isDone) return { facts: settled }
      const { facts, allocations } = sentAgain(order, known.allocations, reship, reserved)
      return { facts: [...facts, ...settled], allocations }
    },
  )
  return changed?.decision.refusal ?? success(id)
}

type Settled = Decided & { readonly refusal?: Refusal }
type Allocations = NonNullable<Decided['allocations']>
type Reserved = Pick<Extract<AnswerOf<typeof reallocateStock>, { outcome: 'reallocated' }>, 'allocations'> & {
  readonly refusal?: Refusal
}

const isAsked = ({ reshipping }: Order, { shipmentId }: Reship): boolean =>
  reshipping?.some((one) => one.shipmentId === shipmentId) ?? false

const keyOf = ({ shipmentId }: Reship): string => `reship:${shipmentId}`

/** What is reserved for it, and why it cannot be sent all the same. */
async function reserve({ reallocate }: ReshipDeps, orderId: OrderId, reship: Reship): Promise<Reserved> {
  const wanted = reship.lines.map(({ sku, quantity }) => ({ sku, quantity }))
  const answer = await reallocate({ orderId, key: keyOf(reship), missing: [], wanted, whole: true })
  if (answer.outcome === 'already_released')
    return { allocations: [], refusal: refuse('not_resolvable', 'The order has ended meanwhile.') }
  const { allocations, short } = answer
  if (!short[0]) return { allocations }
  const { sku, requested, available } = short[0]
  const detail = `${requested} of ${sku} are wanted, ${available} are there: refund it instead.`
  return { allocations, refusal: refuse('not_enough_stock', detail) }
}

/** Another decision was quicker, or the last of it was sold while the first was reserved. */
const spared = (reship: Reship, { allocations }: Reserved): readonly Fact[] =>
  allocations.length > 0 ? [{ type: 'stock_spared', key: keyOf(reship), released: allocations }] : []

function sentAgain(
  order: Order,
  before: Allocations,
  reship: Reship,
  { allocations: added }: Reserved,
): { readonly facts: readonly Fact[]; readonly allocations: Allocations } {
  const key = keyOf(reship)
  const allocations = (order.expectedFulfillmentOrders ?? 0) + added.length
  return {
    facts: [
      ...parcelResolved(order, { ...reship, action }),
      { type: 'reallocated', reason: 'reship', key, given: [], added, allocations },
    ],
    allocations: [...before, ...added.map((one) => ({ ...one, key }))],
  }
}
