import * as z from 'zod/mini'
import { parcel } from '#contexts/fulfillment/contract/events.ts'
import { postalAddress } from '#shared/address.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import { Fault } from '#shared/outcomes.ts'
import { readLocation, readOrderCopy } from '../adapters/copies.ts'
import { contentKey } from '../adapters/keys.ts'
import type { LabelRequest } from '../domain/carrier.ts'
import { customsItems } from '../domain/customs.ts'
import type { Shipment } from '../domain/shipment.ts'

/** What a label needs, and the version of the recipient it is for. */
export type LabelRequestOf = (
  shipment: Shipment,
) => Promise<LabelRequest & { readonly recipientVersion: number }>

const content = z.object({ parcel })

/**
 * Gathers what a label needs: from where, to whom, which parcel. Throws a Fault where the stock location
 * is not known yet, or the order has no address to ship to.
 */
export const makeLabelRequestOf =
  (deps: Pick<CommitDeps, 'store' | 'personal'>): LabelRequestOf =>
  async ({ shipmentId, orderId, locationId }) => {
    const [order, origin, item] = await Promise.all([
      readOrderCopy(deps, orderId),
      readLocation(deps.store, locationId),
      deps.store.get(contentKey(shipmentId)),
    ])
    if (!order?.recipient) throw new Fault(`${orderId} has no address that shipping knows of`)
    if (!origin) throw new Fault(`shipping has not heard of the stock location ${locationId}`)
    const packed = content.parse(item).parcel
    const from = postalAddress.parse(origin.location.address)
    const crossesBorder = from.country !== order.recipient.country
    return {
      shipmentId,
      orderNumber: order.number,
      from,
      to: order.recipient,
      recipientVersion: order.recipientVersion,
      parcel: packed,
      customs: crossesBorder ? customsItems(packed, order.lines, from.country) : [],
    }
  }
