import type { ShipmentId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { QuantityOf } from '../contract/types.ts'
import { wantedOf } from './bill.ts'
import type { Fact } from './facts.ts'
import { contentOf, type Logistics, type ShipmentCopy } from './logistics.ts'
import type { Order } from './order.ts'
import { ENDING } from './status.ts'

export interface ResolveParcel {
  readonly shipmentId: ShipmentId
  readonly action: 'refund' | 'reship' | 'claim'
  /** What of it is damaged; absent: all that is in the parcel. */
  readonly lines?: readonly QuantityOf[] | undefined
  readonly reason: string
}

export interface ParcelToResolve {
  readonly shipment: ShipmentCopy
  readonly lines: readonly QuantityOf[]
  /** The same was decided before. */
  readonly isDone: boolean
}

/** A parcel that went wrong by its carrier, and so needs no word of what is damaged. */
const WRONG: readonly ShipmentCopy['status'][] = ['lost', 'returned_to_sender', 'exception']

/**
 * Which goods a decision about a parcel is about. Refusals: not_found; not_resolvable where it has not left, nothing
 * is wrong with it, something else was decided, the order has ended, or is delivered and another parcel wanted;
 * impossible for lines that are not in it.
 */
export function parcelToResolve(
  order: Order,
  known: Logistics,
  { shipmentId, action, lines }: ResolveParcel,
): Outcome<ParcelToResolve, 'not_found' | 'not_resolvable' | 'impossible'> {
  const shipment = known.shipments.find((one) => one.shipmentId === shipmentId)
  if (!shipment) return refuse('not_found', 'The order has no such parcel.')
  const content = contentOf(shipmentId, known)
  const decisions = order.resolved?.filter((one) => one.shipmentId === shipmentId) ?? []
  const found = { shipment, lines: lines ?? content }
  if (decisions.some((one) => one.action === action)) return success({ ...found, isDone: true })
  const other = decisions.find((one) => one.action !== 'claim')
  if (other) return refuse('not_resolvable', `For this parcel ${other.action} was decided before.`)
  if (!hasLeft(shipment, known))
    return refuse(
      'not_resolvable',
      'The parcel has not left. Correct its address, attach a label that was bought elsewhere, or cancel its lines.',
    )
  if (!WRONG.includes(shipment.status) && !lines)
    return refuse(
      'not_resolvable',
      `The parcel is ${shipment.status}. Name in "lines" what of it is damaged.`,
    )
  // An order that is delivered is paid for and completed at once: nothing can leave with it any more.
  if (ENDING.has(order.status) || (action === 'reship' && (order.endedAt || order.deliveredAt)))
    return refuse(
      'not_resolvable',
      `The order is ${order.status}: refund it, or take a new order for what is sent again.`,
    )
  const strange = found.lines.flatMap(({ sku }, index) => {
    const [most, named] = [wantedOf(content, sku), wantedOf(found.lines, sku)]
    const detail = `The parcel holds ${most} of ${sku}, ${named} were named.`
    return named > most ? [{ pointer: `/lines/${index}`, code: 'impossible', detail }] : []
  })
  return strange[0] ? refuse('impossible', strange[0].detail, strange) : success({ ...found, isDone: false })
}

const hasLeft = ({ fulfillmentOrderId }: ShipmentCopy, { fulfillmentOrders }: Logistics): boolean =>
  fulfillmentOrders.some(
    (one) => one.fulfillmentOrderId === fulfillmentOrderId && one.status === 'handed_over',
  )

/** That it was decided about, which settles what staff were told of. */
export const parcelResolved = (
  { attention }: Order,
  { shipmentId, action, reason }: Omit<ResolveParcel, 'lines'>,
): readonly Fact[] => [
  { type: 'parcel_resolved', shipmentId, action, reason },
  ...(attention ? [{ type: 'attention_settled' as const, reason }] : []),
]
