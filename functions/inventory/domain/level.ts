import type * as z from 'zod/mini'
import type { LocationId, Sku } from '#shared/ids.ts'
import type { movement } from '../contract/events.ts'
import type { Level } from '../contract/types.ts'

export type { Level } from '../contract/types.ts'

/** One SKU at one stock location. */
export interface Place {
  readonly sku: Sku
  readonly locationId: LocationId
}

/** Units of a SKU that one location is to send. */
export interface Portion extends Place {
  readonly quantity: number
}

/** By how much one cause changes a level. */
export type Movement = z.infer<typeof movement>

export const emptyLevel = ({ sku, locationId }: Place): Level => ({
  sku,
  locationId,
  onHand: 0,
  reserved: 0,
  safety: 0,
  available: 0,
})

export const moved = (level: Level, { onHand, reserved }: Movement): Level => ({
  ...level,
  onHand: level.onHand + onHand,
  reserved: level.reserved + reserved,
  available: level.available + onHand - reserved,
})

/** Whether a movement leaves nothing to sell beyond the safety stock, where there was something before. */
export const fallsToSafety = (level: Level, movement: Movement): boolean =>
  level.available > 0 && moved(level, movement).available <= 0

/** Places in one fixed order, so that transactions over the same places do not go round each other. */
export const byPlace = (a: Place, b: Place): number =>
  compare(a.sku, b.sku) || compare(a.locationId, b.locationId)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

export const placeName = ({ sku, locationId }: Place): string => `${sku}@${locationId}`

export const isAmong = (place: Place, places: readonly Place[]): boolean =>
  places.some((other) => placeName(other) === placeName(place))

export const reserving = ({ sku, locationId, quantity }: Portion): Movement => ({
  sku,
  locationId,
  onHand: 0,
  reserved: quantity,
})

export const releasing = (portion: Portion): Movement => ({
  ...reserving(portion),
  reserved: -portion.quantity,
})

/** Units leave on hand, and with them their reservation. */
export const shipping = (portion: Portion): Movement => ({
  ...releasing(portion),
  onHand: -portion.quantity,
})
