import type { Clock } from '#shared/clock.ts'
import type { Copies, LocationCopy, ProductCopy } from '../adapters/copies.ts'
import type { StoredFulfillmentOrder } from '../adapters/fulfillment-order-repository.ts'
import type { FulfillmentOrderResource } from '../contract/operations.ts'
import { AVAILABLE_ACTIONS, isReleased } from '../domain/status.ts'

/** Fulfillment orders as the warehouse reads them, each product and location looked up once. */
export async function present(
  { copies, clock }: { readonly copies: Copies; readonly clock: Clock },
  states: readonly StoredFulfillmentOrder[],
): Promise<FulfillmentOrderResource[]> {
  const locationIds = [...new Set(states.map(({ locationId }) => locationId))]
  const [products, ...locations] = await Promise.all([
    copies.products(states.flatMap(({ lines }) => lines.map(({ sku }) => sku))),
    ...locationIds.map((id) => copies.location(id)),
  ])
  return states.map((state) =>
    toResource(
      state,
      products,
      locations.find((location) => location?.locationId === state.locationId),
      clock.now(),
    ),
  )
}

function toResource(
  state: StoredFulfillmentOrder,
  products: ReadonlyMap<string, ProductCopy>,
  location: LocationCopy | undefined,
  now: Date,
): FulfillmentOrderResource {
  const { sequence: _, ahead: __, opened: ___, heard: ____, ...resource } = state
  return {
    ...resource,
    ...(location
      ? { location: { name: location.name, cutOff: location.cutOff, timeZone: location.timeZone } }
      : {}),
    lines: state.lines
      .filter(({ quantity }) => quantity > 0)
      .map((line) => {
        const { barcode, weightGrams } = products.get(line.sku) ?? {}
        return {
          ...line,
          ...(barcode ? { barcode } : {}),
          ...(weightGrams !== undefined ? { weightGrams } : {}),
        }
      }),
    availableActions: isReleased(state, now) ? [...AVAILABLE_ACTIONS[state.status]] : [],
  }
}
