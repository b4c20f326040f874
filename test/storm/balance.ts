import { GIFT_CARD, makeGiftCardRepository } from '#contexts/checkout/adapters/gift-card-repository.ts'
import { levelItem } from '#contexts/inventory/adapters/stock-items.ts'
import type { Order } from '#contexts/orders/domain/order.ts'
import { shareOfCard } from '#contexts/payments/domain/payment.ts'
import { loadParcel, readHeader } from '#contexts/shipping/adapters/parcel-repository.ts'
import { giftCardId, type OrderId } from '#shared/ids.ts'
import type { Assortment } from '#simulation/people/merchants.ts'
import type { World } from '#simulation/world.ts'
import { mailBalance, mailsOfGiftCards } from './mails.ts'

interface Known {
  readonly ids: readonly OrderId[]
  readonly emails: ReadonlyMap<OrderId | undefined, string>
  readonly shop: Assortment
}

/** What each pair of books says of the same money, units or mails, one less the other: 0 each. */
export async function balanceOf(world: World, known: Known): Promise<Record<string, number>> {
  const orders: Order[] = []
  for (const id of known.ids) {
    const order = await world.orders.deps.orders.load(id)
    if (order) orders.push(order)
  }
  return {
    'orders that were lost': known.ids.length - orders.length,
    ...(await moneyBalance(world, orders)),
    ...(await stockBalance(world, known)),
    ...(await mailBalance(world, orders, known.emails)),
    'mails of gift cards that are missing or too many':
      mailsOfGiftCards(world) - giftCardsOf(world).filter((card) => card['sold'] !== undefined).length,
  }
}

/** Minor units. */
async function moneyBalance(world: World, orders: readonly Order[]): Promise<Record<string, number>> {
  const atGateway = sum(
    world.outside.gateway.payments(),
    ({ captured, refunds }) =>
      captured - sum(refunds, ({ state, amount }) => (state === 'succeeded' ? amount : 0)),
  )
  let [byCard, byGiftCards, outside, told] = [0, 0, 0, 0]
  for (const { id } of orders) {
    const payment = await world.payments.deps.payments.load(id)
    if (!payment) continue
    const transactions = await world.payments.deps.payments.transactions(id)
    told += sum(transactions, ({ direction, amount }) => (direction === 'received' ? amount : -amount))
    const kept = payment.captured - payment.refunded
    const card = shareOfCard(payment)
    byGiftCards += payment.giftCards?.captured ?? 0
    if (payment.outside) outside += kept + payment.unapplied
    else {
      const byHand = sum(transactions, ({ captured = 0 }) => captured)
      byCard += card.captured - card.refunded + byHand
      outside += payment.unapplied - byHand
    }
  }
  const inOrders = sum(orders, ({ payment }) => payment.captured - payment.refunded)
  const inPayments = await sumOf(orders, async ({ id }) => {
    const payment = await world.payments.deps.payments.load(id)
    return payment ? payment.captured - payment.refunded : 0
  })
  return {
    'minor units of gateway and payments': atGateway - byCard,
    'minor units that gift cards and payments say gift cards paid':
      (await paidByGiftCards(world)) - byGiftCards,
    'minor units of orders and payments': inOrders - inPayments,
    'minor units that stores and banks told, and payments': told - outside,
  }
}

/** Minor units, as the cards' own books have it: a refund that a bank sends back stays with the card. */
async function paidByGiftCards(world: World): Promise<number> {
  const cards = makeGiftCardRepository(world.checkout.deps)
  return sumOf(giftCardsOf(world), async ({ id }) =>
    sum(await cards.holds(giftCardId.parse(id)), ({ captured }) => captured),
  )
}

/** Units: what was received is on the shelf, has left, or was written off. */
async function stockBalance(world: World, { shop }: Known): Promise<Record<string, number>> {
  const levels = tableOf(world, 'inventory').flatMap((item) =>
    item.pk.startsWith('SKU#') && item.sk.startsWith('LEVEL#') ? [levelItem.parse(item)] : [],
  )
  const received = shop.locations.length * sum(Object.values(shop.stock), (units) => units)
  const onHand = sum(levels, (level) => level.onHand)
  let [left, cameBack] = [0, 0]
  for (const parcel of await parcels(world)) {
    left += parcel.left
    cameBack += parcel.cameBack
  }
  const missing = sum(tableOf(world, 'inventory'), ({ pk, cause, onHand }) =>
    pk.startsWith('MOVEMENT#') && String(cause).startsWith('short_pick:') ? -Number(onHand) : 0,
  )
  return {
    'units received, on hand, sent, come back and missing': received - onHand - left + cameBack - missing,
    'units that are still reserved': sum(levels, ({ reserved }) => reserved),
  }
}

/** Units in boxes that were handed over, and that were inspected and can be sold again. */
async function parcels(world: World): Promise<{ left: number; cameBack: number }[]> {
  const { store, personal } = world.shipping.deps
  const headers = tableOf(world, 'shipping').filter(
    ({ pk, sk }) => pk.startsWith('SHIPMENT#') && sk === 'HEADER',
  )
  const found: { left: number; cameBack: number }[] = []
  for (const header of headers) {
    const parcel = await loadParcel({ store, personal }, readHeader(header).shipmentId)
    if (!parcel) continue
    const { handedOverAt, inspection, fulfillmentOrderId, parcelId } = parcel.shipment
    const work = await world.fulfillment.readFulfillmentOrder(fulfillmentOrderId)
    const box = work.ok ? work.value.parcels.find((one) => one.parcelId === parcelId) : undefined
    found.push({
      left: handedOverAt ? sum(box?.lines ?? [], ({ quantity }) => quantity) : 0,
      cameBack: sum(inspection?.lines ?? [], ({ quantity, disposition }) =>
        disposition === 'restock' ? quantity : 0,
      ),
    })
  }
  return found
}

const giftCardsOf = (world: World) =>
  tableOf(world, 'checkout').filter(({ pk, sk }) => pk.startsWith(GIFT_CARD) && sk === 'HEADER')

const tableOf = ({ tables }: World, context: 'inventory' | 'shipping' | 'checkout') =>
  tables.get(context)?.all() ?? []

const sum = <T>(of: readonly T[], value: (one: T) => number): number =>
  of.reduce((all, one) => all + value(one), 0)

async function sumOf<T>(of: readonly T[], value: (one: T) => Promise<number>): Promise<number> {
  let all = 0
  for (const one of of) all += await value(one)
  return all
}
