import * as z from 'zod/mini'
import type { Clock } from '#shared/clock.ts'
import type { OrderId } from '#shared/ids.ts'
import type { OrderTokens } from '#shared/order-tokens.ts'
import { Fault, type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Personal } from '#shared/personal.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'
import type { TrackingView } from '../contract/operations.ts'
import { isWithdrawable, withdrawalEnds } from '../domain/decide-withdrawal.ts'
import { type OrderDetails, type People, people } from '../domain/details.ts'
import type { ShipmentCopy } from '../domain/logistics.ts'
import type { Order } from '../domain/order.ts'
import { stepsOf } from '../domain/steps.ts'

export interface TrackDeps {
  readonly orders: OrderRepository
  readonly orderTokens: OrderTokens
  readonly personal: Personal
  readonly clock: Clock
  /** What staff wrote for the customer, oldest first. */
  readonly customerNotes: (id: OrderId) => Promise<{ at: string; text: string }[]>
  /** Where people are, without a slash at the end. */
  readonly siteUrl: string
  /** Milliseconds, whole days from that of the delivery on, in which the customer may withdraw. */
  readonly withdrawal: number
}

const proof = z.object({ signedBy: z.optional(z.string()) })

/**
 * Where an order is, for whoever has its tracking link: of the customer only the first name and the city,
 * as mails are forwarded; of one who was erased, nothing. Refusal: not_found for a token that is not one of ours.
 */
export const makeTrackOrder =
  (deps: TrackDeps) =>
  async (token: string): Promise<Outcome<TrackingView>> => {
    const id = await deps.orderTokens.verify('track', token)
    const [order, details, logistics, notes = []] = id
      ? await Promise.all([
          deps.orders.load(id),
          deps.orders.details(id),
          deps.orders.logistics(id),
          deps.customerNotes(id),
        ])
      : []
    if (!order) return refuse('not_found', 'There is no order with this link. Look for a newer mail of ours.')
    if (!details || !logistics) throw new Fault(`the details of ${order.id} are missing`)
    const who = await deps.personal.open(details.people, people)
    return success({
      number: order.number,
      status: order.status,
      locale: order.locale,
      firstName: who ? firstName(who.customer.name) : '',
      ...placeOf(who),
      promise: promiseOf(order, details),
      steps: stepsOf(order),
      shipments: await Promise.all(
        logistics.shipments.map((one) => shipmentView(one, details, deps.personal)),
      ),
      lines: details.lines.map(({ sku, name, quantity }) => ({ sku, name, quantity })),
      ...(notes.length > 0 ? { notes } : {}),
      ...(await withdrawalOf(deps, order, details)),
    })
  }

/** The promise, or the later day that the customer was told of. */
const promiseOf = ({ delayedTo }: Order, { promise }: OrderDetails): OrderDetails['promise'] =>
  delayedTo ? { earliest: delayedTo, latest: delayedTo } : promise

/** Where the contract is withdrawn from, as long as it can be. */
async function withdrawalOf(
  { clock, orderTokens, siteUrl, withdrawal: period }: TrackDeps,
  order: Order,
  details: OrderDetails,
) {
  const now = clock.now()
  if (order.withdrawn?.all || !isWithdrawable(order, details, { now, period })) return {}
  const { country } = details.destination
  const expiresAt = withdrawalEnds(order.deliveredAt ?? now.toISOString(), { period, country }).toISOString()
  const token = await orderTokens.issueForAct('withdraw', order.id, expiresAt)
  return { withdrawUrl: `${siteUrl}/withdraw/${token}` }
}

async function shipmentView(
  shipment: ShipmentCopy,
  details: OrderDetails,
  personal: Personal,
): Promise<TrackingView['shipments'][number]> {
  const { carrier, trackingNumber, status, scans, deliveredAt } = shipment
  const signed = shipment.proof && (await personal.open(shipment.proof, proof))
  return {
    carrier,
    trackingNumber,
    status,
    promise: shipment.promise ?? details.promise,
    scans,
    ...(status === 'delivered' ? { proof: { ...signed, ...(deliveredAt ? { at: deliveredAt } : {}) } } : {}),
  }
}

/** The given name, as far as one can be told: the first word, or a name that is one word whole. */
const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? ''

const placeOf = (who: People | undefined): { city: string; country?: string } =>
  who?.shippingAddress
    ? { city: who.shippingAddress.city, country: who.shippingAddress.country }
    : { city: '' }
