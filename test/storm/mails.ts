import type { Kind } from '#contexts/notifications/domain/kinds.ts'
import * as events from '#contexts/orders/contract/events.ts'
import type { Order } from '#contexts/orders/domain/order.ts'
import { shipmentStatusChanged } from '#contexts/shipping/contract/events.ts'
import { HISTORY_ENTITY } from '#shared/aggregate.ts'
import { hours } from '#shared/clock.ts'
import { type Envelope, type EventDefinition, type EventOf, envelope } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import type { World } from '#simulation/world.ts'
import { orderOf } from './deed.ts'

/** What the books have of one order. */
interface Books {
  readonly order: Order
  /** Fulfillment orders that have left, as the warehouse has them. */
  readonly left: number
  /** Of the order and its parcels. */
  readonly history: readonly Envelope[]
}

type HowMany = (books: Books) => number

const oneIf =
  (isSo: (order: Order) => boolean): HowMany =>
  ({ order }) =>
    isSo(order) ? 1 : 0

/** As many as there are different ones among what history says; undefined is nothing to write of. */
const each =
  <Definition extends EventDefinition>(
    { type, data }: Definition,
    which: (data: EventOf<Definition>['data'], id: string) => string | number | undefined,
  ): HowMany =>
  ({ history }) =>
    new Set(
      history
        .filter((event) => event.type === type)
        .map((event) => which(data.parse(event.data) as EventOf<Definition>['data'], event.id))
        .filter((one) => one !== undefined),
    ).size

/** Holds that the customer hears of by another mail than that their order is being looked at. */
const TOLD_OTHERWISE: readonly string[] = ['payment', 'address']

/** By kind, how many mails an order's customer gets, as the books have it. */
const MAILS: Readonly<Partial<Record<Kind, HowMany>>> = {
  confirmation: oneIf(({ confirmedAt }) => confirmedAt !== undefined),
  cancelled: oneIf(({ status }) => status === 'cancelled'),
  rejected: oneIf(({ status }) => status === 'rejected'),
  returned: oneIf(({ status }) => status === 'returned'),
  withdrawn: each(events.orderWithdrawn, (_, id) => id),
  delivered: oneIf(({ completedAt }) => completedAt !== undefined),
  shipped: ({ left }) => left,
  refunded: each(events.orderRefunded, ({ refundId }) => refundId),
  payment_required: each(events.orderPaymentRequired, (_, id) => id),
  payment_reminder: each(events.orderPaymentReminder, ({ deadline }) => deadline),
  checking: each(events.orderHeld, ({ orderId, reason }) =>
    TOLD_OTHERWISE.includes(reason) ? undefined : orderId,
  ),
  address_wanted: each(events.orderHeld, ({ holdId, reason }) => (reason === 'address' ? holdId : undefined)),
  address_corrected: each(events.orderAddressCorrected, (_, id) => id),
  delayed: each(events.orderDelayed, ({ promise }) => promise.latest),
  lines_cancelled: each(events.orderLinesCancelled, ({ change, endsOrder }) =>
    endsOrder ? undefined : change,
  ),
  digital_delivered: each(events.orderDigitalDelivered, ({ expiresAt }) => expiresAt),
  // Once for each day in Japan, where all parcels of a storm go.
  out_for_delivery: each(shipmentStatusChanged, ({ shipmentId, status, scans }) =>
    status === 'out_for_delivery'
      ? `${shipmentId} ${dayInJapan(scans.findLast((scan) => scan.status === status)?.at)}`
      : undefined,
  ),
}

const dayInJapan = (at = ''): string => new Date(Date.parse(at) + hours(9)).toISOString().slice(0, 10)

/** Mails that are missing or too many, by kind, whoever they were for. */
export async function mailBalance(
  world: World,
  orders: readonly Order[],
  emails: ReadonlyMap<OrderId | undefined, string>,
): Promise<Record<string, number>> {
  const mails = new Map<string, number>()
  for (const { channel, to, kind } of world.outside.post.letters())
    if (channel === 'email') mails.set(`${kind} ${to}`, (mails.get(`${kind} ${to}`) ?? 0) + 1)
  const histories = Map.groupBy(historyIn(world), orderOf)
  const off = Object.fromEntries(
    Object.keys(MAILS).map((kind) => [`mails of kind ${kind} that are missing or too many`, 0]),
  )
  for (const order of orders) {
    const { items } = await world.fulfillment.listFulfillmentOrders({ orderId: order.id, limit: 100 })
    const left = items.filter(({ status }) => status === 'handed_over').length
    const books = { order, left, history: histories.get(order.id) ?? [] }
    for (const [kind, howMany] of Object.entries(MAILS)) {
      const sent = mails.get(`${kind} ${emails.get(order.id)}`) ?? 0
      const what = `mails of kind ${kind} that are missing or too many`
      off[what] = (off[what] ?? 0) + Math.abs(sent - howMany(books))
    }
  }
  return off
}

/** Mails with the code of a gift card, whoever got them. */
export const mailsOfGiftCards = ({ outside }: World): number =>
  outside.post.letters().filter(({ channel, kind }) => channel === 'email' && kind === 'gift_card').length

const historyIn = ({ tables }: World): Envelope[] =>
  (['orders', 'shipping'] as const).flatMap((context) =>
    (tables.get(context)?.all() ?? []).flatMap((item) =>
      item['entity'] === HISTORY_ENTITY ? [envelope.parse(item['event'])] : [],
    ),
  )
