import type { CustomerId, OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Personal } from '#shared/personal.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'
import type { OwnOrders } from '../adapters/own-orders.ts'
import type { OrderView } from '../contract/order-view.ts'
import type { WholeOwnOrder } from '../contract/own-operations.ts'
import { OWN_ACTIONS, type OwnOrderView } from '../contract/place-own-order.ts'
import { people } from '../domain/details.ts'
import { detailsOf } from './details-of.ts'

const missing = refuse('not_found', 'You have no such order.')

/** Does something with an order of a customer's own; somebody else's is not there. */
export const makeOwn =
  ({ ownOrders }: { readonly ownOrders: OwnOrders }) =>
  async <T>(
    customer: CustomerId,
    id: OrderId,
    run: (id: OrderId) => Promise<Outcome<T>>,
  ): Promise<Outcome<T>> =>
    (await ownOrders.has(customer, id)) ? run(id) : missing

/** An order as its customer reads it. */
export function ownViewOf(view: OrderView): OwnOrderView {
  const { holds, attention: _, tags: _tags, fulfillmentOrders: _work, rejection, ...shown } = view
  const { gatewayCode: _code, ...told } = rejection ?? { code: undefined }
  return {
    ...shown,
    held: holds.length > 0,
    ...(told.code ? { rejection: { ...told, code: told.code } } : {}),
    shipments: view.shipments.map(({ fulfillmentOrderId: _location, ...shipment }) => shipment),
    availableActions: OWN_ACTIONS.filter((action) => view.availableActions.includes(action)),
  }
}

/** Reads an order of a customer's own, with the addresses. Refusal: not_found, also for somebody else's. */
export const makeReadOwnOrder = (deps: {
  readonly orders: OrderRepository
  readonly ownOrders: OwnOrders
  readonly personal: Personal
  readonly readOrder: (id: OrderId) => Promise<Outcome<OrderView>>
}) => {
  const own = makeOwn(deps)
  return (customer: CustomerId, orderId: OrderId): Promise<Outcome<WholeOwnOrder>> =>
    own(customer, orderId, async (id) => {
      const [view, details] = await Promise.all([deps.readOrder(id), detailsOf(deps, id)])
      if (!view.ok) return view
      return success({ ...ownViewOf(view.value), ...(await deps.personal.open(details.people, people)) })
    })
}
