import * as z from 'zod/mini'
import type { Envelope, EventDefinition } from '#shared/events.ts'
import { type OrderId, orderId } from '#shared/ids.ts'
import type { Chance } from '#simulation/chance.ts'
import type { Way } from '#simulation/people/carriers.ts'
import type { Wish } from '#simulation/people/customers.ts'
import type { World } from '#simulation/world.ts'

/** What somebody who acts has before them. */
export interface Scene {
  readonly world: World
  readonly chance: Chance
  readonly id: OrderId
  /** Of the order's customer. */
  readonly email: string
  /** What they heard of, as it was told. */
  readonly event: Envelope
}

/** `later`: what they heard of was not what they wait for. */
export type Taken = boolean | 'later'

/** Something that a person, the gateway or a carrier does about an order, once, when they hear of a moment in its life. */
export interface Deed {
  readonly upon: EventDefinition
  /** What of these events is meant; absent: any. */
  readonly when?: (event: Envelope) => boolean
  /** Milliseconds after they heard of it: at least `after`, and any time until `within` more have passed. */
  readonly after?: number
  readonly within?: number
  readonly act: (scene: Scene) => Promise<Taken>
}

/** What an order is like, and what happens to it. */
export interface Part {
  readonly wish?: Partial<Wish>
  /** What the payer answers their bank. */
  readonly bank?: 'succeed' | 'fail' | 'nothing'
  /** Of its parcels. */
  readonly way?: Way
  /** Happens where the last of them is taken. */
  readonly deeds?: readonly Deed[]
}

/** One of the trade's real cases. */
export interface Case {
  readonly name: string
  readonly draw: (chance: Chance) => Part
}

const aboutOrder = z.object({ orderId })

/** Which order an event is about, if it is about one. */
export const orderOf = ({ data }: Envelope): OrderId | undefined => aboutOrder.safeParse(data).data?.orderId
