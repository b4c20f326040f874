import { isDeepStrictEqual } from 'node:util'
import type { Sku } from '#shared/ids.ts'
import { type FieldError, type Outcome, success } from '#shared/outcomes.ts'
import { sumBySku } from '#shared/sum-by-sku.ts'
import type { Parcel } from '../contract/events.ts'
import type { PackBody } from '../contract/operations.ts'
import type { Fact } from './facts.ts'
import type { FulfillmentOrder } from './fulfillment-order.ts'
import { inWords, outOfTurn, refuseFields } from './refusals.ts'
import { mayDo } from './status.ts'

/**
 * Everything that was picked is in one of the parcels, and nothing else. Packing the same again changes
 * nothing, as long as the parcels are here.
 */
export function decidePack(
  state: FulfillmentOrder,
  { parcels }: PackBody,
): Outcome<readonly Fact[], 'conflict' | 'wrong_item' | 'impossible'> {
  const packed = parcels.map((parcel, index) => toParcel(state, parcel, index, parcels.length === 1))
  if (state.status === 'packed' || state.status === 'labeled')
    return isDeepStrictEqual(packed, state.parcels.map(withoutShipment))
      ? success([])
      : outOfTurn(state, 'pack', 'it was packed in other parcels')
  if (!mayDo(state.status, 'pack')) return outOfTurn(state, 'pack')
  return (
    refuseFields('impossible', parcelsWithoutLines(parcels)) ??
    refuseFields('wrong_item', strangeItems(state, parcels)) ??
    refuseFields('impossible', wrongSums(state, packed)) ??
    success([{ type: 'packed', parcels: packed }])
  )
}

function toParcel(
  { id, lines, opened }: FulfillmentOrder,
  { lines: given, ...size }: PackBody['parcels'][number],
  index: number,
  isOnly: boolean,
): Parcel {
  const everything = lines.map(({ sku, picked }) => ({ sku, quantity: picked }))
  const contents = sumBySku(given ?? (isOnly ? everything : []))
  return {
    // Counted on from those that were opened again: another packing makes other shipments.
    parcelId: `${id}-${opened.length + index + 1}`,
    ...size,
    lines: [...contents].map(([sku, quantity]) => ({ sku, quantity })).filter(({ quantity }) => quantity > 0),
  }
}

const withoutShipment = ({ shipmentId: _, ...parcel }: Parcel): Parcel => parcel

const parcelsWithoutLines = (parcels: PackBody['parcels']): FieldError[] =>
  parcels.length === 1
    ? []
    : parcels.flatMap(({ lines }, index) =>
        lines
          ? []
          : [
              {
                pointer: `/parcels/${index}/lines`,
                code: 'missing',
                detail: `Say what is in parcel ${index + 1}: lines may be left out only where there is one parcel.`,
              },
            ],
      )

const strangeItems = (state: FulfillmentOrder, parcels: PackBody['parcels']): FieldError[] =>
  parcels.flatMap(({ lines = [] }, parcel) =>
    lines.flatMap(({ sku }, line) =>
      state.lines.some((one) => one.sku === sku)
        ? []
        : [
            {
              pointer: `/parcels/${parcel}/lines/${line}/sku`,
              code: 'wrong_item',
              detail: `Wrong item: ${sku} is not wanted here. Expected: ${inWords(state.lines, new Map())}.`,
            },
          ],
    ),
  )

function wrongSums(state: FulfillmentOrder, parcels: readonly Parcel[]): FieldError[] {
  const packed: ReadonlyMap<Sku, number> = sumBySku(parcels.flatMap(({ lines }) => lines))
  return state.lines
    .filter(({ sku, picked }) => (packed.get(sku) ?? 0) !== picked)
    .map(({ sku, picked }) => ({
      pointer: '/parcels',
      code: 'sum_differs',
      detail: `The parcels hold ${packed.get(sku) ?? 0} of ${sku}, ${picked} were picked.`,
    }))
}
