import type { Allocation } from '../contract/types.ts'
import type { OrderDetails, People } from './details.ts'
import type { Logistics } from './logistics.ts'
import type { Order } from './order.ts'

/**
 * What an announcement may draw on; `people` are readable here, and sealed again by the commit. They are undefined
 * where they were erased.
 */
export interface Known {
  readonly details: OrderDetails
  readonly people: People | undefined
  readonly allocations: readonly Allocation[]
  readonly logistics: Logistics
  /** Milliseconds that pass between the confirmation and the warehouse's work. */
  readonly grace: number
  /** Units that were cancelled, by line. */
  readonly cancelled: ReadonlyMap<string, number>
}

export const aboutOf = (order: Order, { details }: Pick<Known, 'details'>) => ({
  orderId: order.id,
  number: order.number,
  locale: order.locale,
  country: details.destination.country,
})

export const contactOf = (order: Order, { people }: Pick<Known, 'people'>) =>
  people && { subjectId: order.id, value: { customer: people.customer } }
