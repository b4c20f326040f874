import { rulesOf, violationsOf } from '#shared/invariants.ts'
import { sumBySku } from '#shared/sum-by-sku.ts'
import { type FulfillmentOrder, isAllPicked, remaining } from './fulfillment-order.ts'

const PACKED: readonly FulfillmentOrder['status'][] = ['packed', 'labeled', 'handed_over']

/** What is wrong with a fulfillment order; nothing, always. */
export const violations = violationsOf<FulfillmentOrder>(
  rulesOf(
    ({ id, status, lines, parcels, shortPick }) =>
      `${id} is ${status}: picked ${lines.map(({ sku, picked, quantity }) => `${picked} of ${quantity} ${sku}`).join(', ') || 'nothing'}; ${parcels.length} parcels, ${parcels.filter(({ shipmentId }) => shipmentId).length} labeled; ${shortPick?.lines.length ?? 0} lines missing`,
    {
      'each SKU has one line': ({ lines }) => new Set(lines.map(({ sku }) => sku)).size === lines.length,
      '0 <= picked <= quantity': ({ lines }) =>
        lines.every(({ picked, quantity }) => picked >= 0 && picked <= quantity),
      'an open one has nothing picked': ({ status, lines }) =>
        status !== 'open' || lines.every(({ picked }) => picked === 0),
      'from picked on, everything is picked': ({ status, lines }) =>
        !(status === 'picked' || PACKED.includes(status)) || isAllPicked(lines),
      'what is in the parcels is what was picked': ({ parcels, lines }) => {
        if (parcels.length === 0) return true
        const packed = sumBySku(parcels.flatMap((parcel) => parcel.lines))
        return (
          lines.every(({ sku, picked }) => (packed.get(sku) ?? 0) === picked) && packed.size <= lines.length
        )
      },
      'there are parcels from packed on, and none before': ({ status, parcels }) =>
        status === 'cancelled' || parcels.length > 0 === PACKED.includes(status),
      'labeled and handed_over have a shipment for each parcel, packed lacks one': ({ status, parcels }) =>
        !PACKED.includes(status) ||
        parcels.every(({ shipmentId }) => shipmentId !== undefined) === (status !== 'packed'),
      'no more is missing than is still to be picked': ({ lines, shortPick }) =>
        (shortPick?.lines ?? []).every(({ sku, missing }) =>
          lines.some((line) => line.sku === sku && remaining(line) >= missing),
        ),
      'one with nothing left to send is cancelled': ({ status, lines }) =>
        status === 'cancelled' || lines.some(({ quantity }) => quantity > 0),
      'a short pick says what is missing': ({ status, shortPick }) =>
        status !== 'short_picked' || (shortPick?.lines.length ?? 0) > 0,
    },
  ),
)
