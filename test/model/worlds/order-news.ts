import {
  fulfillmentOrderCancelled,
  fulfillmentOrderCreated,
  fulfillmentOrderHandedOver,
  fulfillmentOrderLabeled,
  fulfillmentOrderShortPicked,
} from '#contexts/fulfillment/contract/events.ts'
import {
  orderCancelling,
  orderConfirmed,
  orderLinesCancelled,
  orderReallocated,
  orderRejecting,
  orderRestarted,
} from '#contexts/orders/contract/events.ts'
import type { Envelope, EventOf } from '#shared/events.ts'
import type { FulfillmentOrderId } from '#shared/ids.ts'
import { type OrderProgram, shipmentOf } from './order-programs.ts'
import { ORDER } from './order-records.ts'
import type { OrderWorld } from './order-world.ts'
import type { OutsideState } from './orders-outside.ts'
import { afterNews } from './orders-stock.ts'

/** What is on its way to who hears of it. */
export interface News {
  readonly program: OrderProgram
  readonly data: Readonly<Record<string, unknown>>
  readonly sequence: number
}

/** Who hears of which event; what nobody here hears of, or hears only to show it, is left out. */
const HEARERS: Readonly<Record<string, OrderProgram>> = {
  [orderRestarted.type]: 'start',
  [orderConfirmed.type]: 'plan',
  [orderCancelling.type]: 'end',
  [orderRejecting.type]: 'end',
  [fulfillmentOrderCreated.type]: 'noteWork',
  [fulfillmentOrderHandedOver.type]: 'noteWork',
  [fulfillmentOrderCancelled.type]: 'noteWork',
  [fulfillmentOrderShortPicked.type]: 'noteWork',
  [orderLinesCancelled.type]: 'cutLines',
  [orderReallocated.type]: 'moveLines',
}

/** Names it among all that is on its way. */
export function aboutOf({ program, data, sequence }: News): string {
  switch (program) {
    case 'start':
      return `${program} ${data['run']}`
    case 'cutLines':
    case 'moveLines':
      return `${program} ${data['change']}`
    case 'noteWork':
      return `${program} ${data['locationId']} ${sequence}`
    case 'noteShipment':
      return `${program} ${data['parcelId']} ${sequence}`
    default:
      return `${program} ${sequence}`
  }
}

/** The label of a parcel, or its delivery. */
export const shipmentNews = (
  work: FulfillmentOrderId,
  parcelId: string,
  status: 'pre_transit' | 'delivered',
): News => ({
  program: 'noteShipment',
  data: shipmentOf(work, parcelId, status),
  sequence: status === 'delivered' ? 2 : 1,
})

export function withNews(world: OrderWorld, more: readonly News[]): OrderWorld {
  const all = new Map([...world.news, ...more].map((one) => [JSON.stringify(one), one]))
  return { ...world, news: [...all].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one) }
}

/** Events are on their way to who hears of them; inventory has heard at once. */
export function afterEvents(world: OrderWorld, told: readonly unknown[]): OrderWorld {
  const events = told as readonly Envelope[]
  const stock = afterNews(world.outside.stock, events)
  const outside = stock === world.outside.stock ? world.outside : { ...world.outside, stock }
  return withNews({ ...world, outside }, newsOf(events))
}

function newsOf(told: readonly Envelope[]): News[] {
  return told.flatMap(({ type, data, sequence }): News[] => {
    if (type === fulfillmentOrderLabeled.type) return labelsOf(data as FulfillmentOrderData)
    const program = HEARERS[type]
    const known = program === 'noteWork' ? sequence : 0
    return program ? [{ program, data: data as News['data'], sequence: known }] : []
  })
}

type FulfillmentOrderData = EventOf<typeof fulfillmentOrderLabeled>['data']

/** Orders hears of each label from shipping, who made it. */
const labelsOf = ({ fulfillmentOrderId: work, parcels }: FulfillmentOrderData): News[] =>
  parcels.map(({ parcelId }) => shipmentNews(work, parcelId, 'pre_transit'))

export const paymentNews = (told: readonly unknown[]): News[] =>
  (told as OutsideState['payment'][]).map((payment) => ({
    ...{ program: 'notePayment', sequence: payment.sequence },
    data: { orderId: ORDER, currency: 'JPY', payment },
  }))
