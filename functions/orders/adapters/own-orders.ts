import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { type CustomerId, type OrderId, orderId } from '#shared/ids.ts'
import type { Key, Store, Write } from '#shared/store/store.ts'
import type { Order } from '../domain/order.ts'

const ofCustomer = (customer: CustomerId): string => `CUSTOMER#${customer}`

/** An order under its customer: who asks for somebody else's finds nothing. */
const ownKey = (customer: CustomerId, id: OrderId): Key => ({ pk: ofCustomer(customer), sk: id })

const own = z.object({ sk: orderId, placedAt: time })

/** An order of a customer, by which it is found. */
export interface OwnOrder {
  readonly id: OrderId
  readonly placedAt: string
}

export const ownWrite = (customer: CustomerId, { id, placedAt }: Pick<Order, 'id' | 'placedAt'>): Write => ({
  put: { ...ownKey(customer, id), entity: 'own-order', placedAt },
})

export type OwnOrders = ReturnType<typeof makeOwnOrders>

export function makeOwnOrders(store: Store) {
  return {
    async has(customer: CustomerId, id: OrderId): Promise<boolean> {
      return (await store.get(ownKey(customer, id))) !== undefined
    },

    /** The newest `limit` orders of a customer, before another one: ids are in the order in which they were given. */
    async newest(customer: CustomerId, limit: number, before?: OrderId): Promise<OwnOrder[]> {
      const { items } = await store.query({
        partition: ofCustomer(customer),
        sort: { to: before ?? '~' },
        order: 'backward',
        limit: limit + 1,
      })
      return items
        .map((item) => own.parse(item))
        .map(({ sk: id, placedAt }) => ({ id, placedAt }))
        .filter(({ id }) => id !== before)
        .slice(0, limit)
    },
  }
}
