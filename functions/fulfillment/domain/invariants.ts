import { type FulfillmentOrder, isAllPicked, remaining, sumBySku } from './fulfillment-order.ts'

/** What is true of every fulfillment order at any time, in words; each with its test. */
const INVARIANTS: Readonly<Record<string, (state: FulfillmentOrder) => boolean>> = {
  'each SKU has one line': ({ lines }) => new Set(lines.map(({ sku }) => sku)).size === lines.length,
  '0 <= picked <= quantity': ({ lines }) =>
    lines.every(({ picked, quantity }) => picked >= 0 && picked <= quantity),
  'an open one has nothing picked': ({ status, lines }) =>
    status !== 'open' || lines.every(({ picked }) => picked === 0),
  'from picked on, everything is picked': ({ status, lines }) =>
    !['picked', 'packed', 'labeled', 'handed_over'].includes(status) || isAllPicked(lines),
  'what is in the parcels is what was picked': ({ parcels, lines }) => {
    if (parcels.length === 0) return true
    const packed = sumBySku(parcels.flatMap((parcel) => parcel.lines))
    return lines.every(({ sku, picked }) => (packed.get(sku) ?? 0) === picked) && packed.size <= lines.length
  },
  'there are parcels from packed on, and none before': ({ status, parcels }) =>
    status === 'cancelled' || parcels.length > 0 === ['packed', 'labeled', 'handed_over'].includes(status),
  'labeled and handed_over have a shipment for each parcel, packed lacks one': ({ status, parcels }) =>
    !['packed', 'labeled', 'handed_over'].includes(status) ||
    parcels.every(({ shipmentId }) => shipmentId !== undefined) === (status !== 'packed'),
  'no more is missing than is still to be picked': ({ lines, shortPick }) =>
    (shortPick?.lines ?? []).every(({ sku, missing }) =>
      lines.some((line) => line.sku === sku && remaining(line) >= missing),
    ),
  'one with nothing left to send is cancelled': ({ status, lines }) =>
    status === 'cancelled' || lines.some(({ quantity }) => quantity > 0),
  'a short pick says what is missing': ({ status, shortPick }) =>
    status !== 'short_picked' || (shortPick?.lines.length ?? 0) > 0,
}

/** Names of the invariants that do not hold. */
export const brokenInvariants = (state: FulfillmentOrder): string[] =>
  Object.entries(INVARIANTS).flatMap(([name, holds]) => (holds(state) ? [] : [name]))
