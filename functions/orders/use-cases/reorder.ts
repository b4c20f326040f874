import type { PostalAddress } from '#shared/address.ts'
import type { OrderId, Sku } from '#shared/ids.ts'
import { Fault, type Outcome, success } from '#shared/outcomes.ts'
import type { Personal } from '#shared/personal.ts'
import { linesBySku } from '#shared/sum-by-sku.ts'
import type { OrderRepository, StoredOrder } from '../adapters/order-repository.ts'
import { people } from '../domain/details.ts'
import { detailsOf } from './details-of.ts'

export interface Reorder {
  readonly lines: { sku: Sku; quantity: number }[]
  readonly destination: { country: string; region?: string; postalCode?: string; city?: string }
  readonly currency: StoredOrder['currency']
  readonly locale: string
}

/**
 * What to ask for to have the goods of an order again, as they were ordered and as `POST /v1/quotes` takes it: prices,
 * stock and shipping are those of today.
 */
export const makeReorder =
  (deps: { readonly orders: OrderRepository; readonly personal: Personal }) =>
  async (id: OrderId): Promise<Outcome<Reorder>> => {
    const [order, details] = await Promise.all([deps.orders.load(id), detailsOf(deps, id)])
    if (!order) throw new Fault(`${id} has details, and is not there`)
    const shippingAddress = (await deps.personal.open(details.people, people))?.shippingAddress
    return success({
      lines: linesBySku(details.lines),
      destination: shippingAddress ? placeOf(shippingAddress) : details.destination,
      currency: order.currency,
      locale: order.locale,
    })
  }

const placeOf = ({ country, region, postalCode, city }: PostalAddress): Reorder['destination'] => ({
  country,
  ...(region ? { region } : {}),
  ...(postalCode ? { postalCode } : {}),
  city,
})
