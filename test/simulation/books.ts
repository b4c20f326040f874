import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod/mini'
import { productHeader } from '#contexts/catalog/adapters/product-items.ts'
import {
  categoryViolations,
  foundViolations,
  productViolations,
  searchLogViolations,
} from '#contexts/catalog/domain/invariants.ts'
import { GIFT_CARD, makeGiftCardRepository } from '#contexts/checkout/adapters/gift-card-repository.ts'
import { readPromotionBooks, readRedemption } from '#contexts/checkout/adapters/redemption-items.ts'
import { cardViolations } from '#contexts/checkout/domain/invariants.ts'
import { promotionViolations } from '#contexts/checkout/domain/promotion-invariants.ts'
import { violations as customerViolations } from '#contexts/customers/domain/invariants.ts'
import { factsIn, seriesIn } from '#contexts/documents/adapters/document-archive.ts'
import { violations as documentViolations } from '#contexts/documents/domain/invariants.ts'
import { makeFulfillmentOrderRepository } from '#contexts/fulfillment/adapters/fulfillment-order-repository.ts'
import { violations as fulfillmentViolations } from '#contexts/fulfillment/domain/invariants.ts'
import { findReservation, readLeft } from '#contexts/inventory/adapters/reservation-items.ts'
import { ledgerItem, levelItem } from '#contexts/inventory/adapters/stock-items.ts'
import {
  type BookedReservation,
  violations as inventoryViolations,
} from '#contexts/inventory/domain/invariants.ts'
import { deliveryIn } from '#contexts/notifications/adapters/delivery-log.ts'
import { violations as notificationViolations } from '#contexts/notifications/domain/invariants.ts'
import { makeOrderRepository } from '#contexts/orders/adapters/order-repository.ts'
import { makeOwnOrders } from '#contexts/orders/adapters/own-orders.ts'
import { newBill } from '#contexts/orders/domain/bill.ts'
import { people } from '#contexts/orders/domain/details.ts'
import { violations as orderViolations, ownViolations } from '#contexts/orders/domain/invariants.ts'
import type { Order } from '#contexts/orders/domain/order.ts'
import { makePaymentRepository } from '#contexts/payments/adapters/payment-repository.ts'
import { violations as paymentViolations } from '#contexts/payments/domain/invariants.ts'
import { readOrderCopy, recipientOf } from '#contexts/shipping/adapters/copies.ts'
import { loadParcel, readHeader } from '#contexts/shipping/adapters/parcel-repository.ts'
import { readRecipient } from '#contexts/shipping/adapters/recipients.ts'
import { violations as shippingViolations } from '#contexts/shipping/domain/invariants.ts'
import { HISTORY_ENTITY } from '#shared/aggregate.ts'
import type { Clock } from '#shared/clock.ts'
import { envelope } from '#shared/events.ts'
import { customerId, giftCardId, type Ids, type OrderId, orderId, promotionId } from '#shared/ids.ts'
import { type Chronicle, chronicleViolations } from '#shared/invariants.ts'
import type { Context } from '#shared/names.ts'
import type { Personal } from '#shared/personal.ts'
import type { MemoryStore } from '#shared/store/memory-store.ts'
import type { Item } from '#shared/store/store.ts'
import { limboViolations, type OrderRecords, violations } from '../../tools/audit/invariants.ts'
import type { GatewayEntry } from '../../tools/audit/ledger.ts'
import { categoryBooks, foundBooks, productBooks, searchLog } from '../../tools/audit/looks/catalog.ts'
import { cartBroken } from '../../tools/audit/looks/checkout.ts'
import { customerBooks } from '../../tools/audit/looks/customers.ts'
import { erasuresBroken, WITH_TABLES } from '../../tools/audit/looks/erasures.ts'
import { boughtCards, cardBooks, heldBesidePayments } from '../../tools/audit/looks/gift-cards.ts'
import { learnedViolations } from '../../tools/audit/looks/insights.ts'
import { memoryTables } from '../../tools/audit/memory-tables.ts'

/** All that is written anywhere, as it was at one moment, and what others say of it. */
export interface AllBooks {
  readonly tableOf: (context: Context) => MemoryStore
  readonly personal: Personal
  readonly clock: Clock
  readonly ids: Ids
  /** The gateway's own payments of an order. */
  readonly gatewayOf: (id: OrderId) => readonly GatewayEntry[]
  /** Whether a run of the workflow is at work or waits, by its name. */
  readonly isRunning: (run: string) => boolean
  /** Every mail that the provider has taken, by its reference; undefined where nobody can tell. */
  readonly mails: readonly { readonly reference: string }[] | undefined
  readonly isErased: (subjectId: string) => boolean
}

/**
 * Everything that is wrong, in every context and between them; nothing, always. `quiet` says that nothing is on
 * its way any more: no message, no retry, no run that works.
 */
export async function allViolations(
  books: AllBooks,
  { quiet }: { readonly quiet: boolean },
): Promise<string[]> {
  const items = {
    orders: books.tableOf('orders').all(),
    inventory: books.tableOf('inventory').all(),
  }
  const reservations = await reservationsIn(books, items.inventory)
  const found = await Promise.all([
    stockViolations(items.inventory, [...reservations.values()]),
    ...ordersIn(items.orders).map((id) => violationsOfOrder(books, id, reservations.get(id), quiet)),
    parcelViolations(books),
    messageViolations(books),
    paperViolations(books),
    catalogViolations(books, quiet),
    learnedViolations(books.tableOf('insights').all()),
    giftCardViolations(books, quiet),
    promotionsViolations(books),
    cartViolations(books),
    accountViolations(books),
    quiet ? erasureViolations(books) : [],
    ...TELLING.map((context) => chronicles(books.tableOf(context).all()).flatMap(chronicleViolations)),
  ])
  return found.flat()
}

/** The contexts that tell of what happens in them, as far as the life of an order needs it. */
export const TELLING: readonly Context[] = [
  'orders',
  'payments',
  'inventory',
  'fulfillment',
  'shipping',
  'notifications',
  'documents',
  'catalog',
  'checkout',
  'customers',
]

const ordersIn = (items: readonly Item[]): OrderId[] =>
  items.flatMap((item) => (item['entity'] === 'order' ? [orderId.parse(item['id'])] : []))

async function reservationsIn(
  { tableOf }: AllBooks,
  items: readonly Item[],
): Promise<Map<OrderId, BookedReservation>> {
  const store = tableOf('inventory')
  const found = new Map<OrderId, BookedReservation>()
  for (const { pk, sk, orderId: given } of items) {
    if (!pk.startsWith('RESERVATION#') || sk !== 'HEADER') continue
    const id = orderId.parse(given)
    const reservation = await findReservation(store, id)
    if (!reservation) continue
    found.set(id, {
      reservation: reservation.header,
      chunks: reservation.chunks,
      changes: reservation.changes.flatMap(({ portions }) => portions),
      left: await readLeft(store, id),
    })
  }
  return found
}

const stockViolations = (items: readonly Item[], reservations: readonly BookedReservation[]): string[] =>
  inventoryViolations({
    levels: items.filter(({ pk }) => pk.startsWith('SKU#')).map((item) => levelItem.parse(item)),
    ledger: items.filter(({ pk }) => pk.startsWith('MOVEMENT#')).map((item) => ledgerItem.parse(item)),
    reservations,
  })

async function violationsOfOrder(
  books: AllBooks,
  id: OrderId,
  reservation: BookedReservation | undefined,
  quiet: boolean,
): Promise<string[]> {
  const records = await recordsOf(books, id, reservation)
  const { order } = records.orders
  const isRunning = books.isRunning(`${id}-${order.run}`)
  return [
    ...violations(records, { quiet }),
    ...orderViolations(records.orders),
    ...ownViolations({ order, isUnderCustomer: await isUnder(books.tableOf('orders'), order) }),
    ...(quiet && order.endingAt === undefined ? await addressViolations(books, id) : []),
    ...(records.payments ? paymentViolations(records.payments) : []),
    ...records.fulfillmentOrders.flatMap(fulfillmentViolations),
    ...limboViolations({ order, isRunning, now: books.clock.now() }),
  ]
}

/**
 * Whether labels are made for the address that the order has; both are opened, as no audit can do. An order that ends
 * sends nothing, and may have ended before it heard that shipping had taken another address.
 */
async function addressViolations(
  { tableOf, clock, ids, personal }: AllBooks,
  id: OrderId,
): Promise<string[]> {
  const orders = makeOrderRepository({ store: tableOf('orders'), clock, ids, personal })
  const details = await orders.details(id)
  const who = details && (await personal.open(details.people, people))
  const copy = await readOrderCopy({ store: tableOf('shipping'), personal }, id)
  if (!copy || !who?.shippingAddress) return []
  const isSame = isDeepStrictEqual(copy.recipient, recipientOf(who.customer, who.shippingAddress))
  return isSame ? [] : [`the parcels of ${id} go elsewhere than the order says`]
}

const isUnder = async (store: MemoryStore, { id, customerId }: Order): Promise<boolean> =>
  customerId !== undefined && (await makeOwnOrders(store).has(customerId, id))

/** What each context knows of an order, read as the context itself reads it. */
async function recordsOf(
  { tableOf, clock, ids, personal, gatewayOf }: AllBooks,
  id: OrderId,
  reservation: BookedReservation | undefined,
): Promise<OrderRecords> {
  const depsOf = (context: Context) => ({ store: tableOf(context), clock, ids, personal })
  const orders = makeOrderRepository(depsOf('orders'))
  const payments = makePaymentRepository(depsOf('payments'))
  const order = await orders.load(id)
  const details = await orders.details(id)
  if (!order || !details) throw new Error(`${id} has no header, or no details`)
  const payment = await payments.load(id)
  return {
    orders: {
      ...{ order: order satisfies Order, details },
      allocations: await orders.allocations(id),
      bill: (await orders.bill(id)) ?? newBill(details),
      refunds: await orders.refunds(id),
      ...(await orders.logistics(id)),
    },
    payments: payment && {
      ...{ payment, sequence: payment.sequence },
      refunds: await payments.refunds(id),
      transactions: await payments.transactions(id),
    },
    reservation,
    fulfillmentOrders: await makeFulfillmentOrderRepository(depsOf('fulfillment')).allOf(id),
    recipientVersion: (await readRecipient(depsOf('shipping'), id)).version,
    redemption: await readRedemption(tableOf('checkout'), id),
    giftCards: await boughtCards(depsOf('checkout'), id),
    gateway: gatewayOf(id),
  }
}

async function parcelViolations({ tableOf, personal }: AllBooks): Promise<string[]> {
  const store = tableOf('shipping')
  const headers = store.all().filter(({ pk, sk }) => pk.startsWith('SHIPMENT#') && sk === 'HEADER')
  const parcels = await Promise.all(
    headers.map((item) => loadParcel({ store, personal }, readHeader(item).shipmentId)),
  )
  return parcels.flatMap((parcel) => (parcel ? shippingViolations(parcel) : []))
}

function messageViolations({ tableOf, mails }: AllBooks): string[] {
  if (!mails) return []
  const deliveries = tableOf('notifications')
    .all()
    .filter(({ entity }) => entity === 'delivery')
    .map(deliveryIn)
  return notificationViolations({ deliveries, mails })
}

function paperViolations({ tableOf }: AllBooks): string[] {
  const items = tableOf('documents').all()
  return documentViolations({
    papers: items.filter(({ entity }) => entity === 'document').map(factsIn),
    taken: new Map(items.filter(({ entity }) => entity === 'series').map(seriesIn)),
  })
}

async function cartViolations({ tableOf }: AllBooks): Promise<string[]> {
  const store = tableOf('checkout')
  const headers = store.all().filter(({ pk, sk }) => pk.startsWith('CART#') && sk === 'HEADER')
  return (await Promise.all(headers.map(({ pk }) => cartBroken(store, pk.slice('CART#'.length))))).flat()
}

async function catalogViolations({ tableOf }: AllBooks, quiet: boolean): Promise<string[]> {
  const store = tableOf('catalog')
  const items = store.all().filter(({ pk, sk }) => pk.startsWith('PRODUCT#') && sk === 'HEADER')
  const headers = items.map((item) => productHeader.parse(item))
  const products = await Promise.all(headers.map((header) => productBooks(store, header)))
  const found = quiet ? await Promise.all(headers.map((header) => foundBooks(store, header))) : []
  return [
    ...products.flatMap(productViolations),
    ...found.flatMap(foundViolations),
    ...searchLogViolations(await searchLog(store)),
    ...categoryViolations(await categoryBooks(store)),
  ]
}

async function giftCardViolations(
  { tableOf, clock, ids, personal }: AllBooks,
  quiet: boolean,
): Promise<string[]> {
  const store = tableOf('checkout')
  const cards = makeGiftCardRepository({ store, clock, ids, personal })
  const payments = makePaymentRepository({ store: tableOf('payments'), clock, ids, personal })
  const headers = store.all().filter(({ pk, sk }) => pk.startsWith(GIFT_CARD) && sk === 'HEADER')
  const found = await Promise.all(
    headers.map(async (item) => {
      const books = await cardBooks(cards, giftCardId.parse(item['id']))
      if (!books) return []
      return [...cardViolations(books), ...(quiet ? await heldBesidePayments(books, payments) : [])]
    }),
  )
  return found.flat()
}

async function promotionsViolations({ tableOf }: AllBooks): Promise<string[]> {
  const store = tableOf('checkout')
  const ids = store
    .all()
    .flatMap(({ pk, sk, id }) =>
      pk.startsWith('PROMOTION#') && sk === 'HEADER' ? [promotionId.parse(id)] : [],
    )
  const books = await Promise.all(ids.map((id) => readPromotionBooks(store, id)))
  return books.flatMap(promotionViolations)
}

async function accountViolations({ tableOf }: AllBooks): Promise<string[]> {
  const store = tableOf('customers')
  const headers = store.all().filter(({ pk, sk }) => pk.startsWith('CUSTOMER#') && sk === 'HEADER')
  const found = await Promise.all(
    headers.map(({ id }) => customerBooks({ of: store, claims: store }, customerId.parse(id))),
  )
  return found.flatMap((books) => (books ? customerViolations(books) : []))
}

const erasureViolations = ({ tableOf, clock, isErased }: AllBooks): Promise<string[]> =>
  erasuresBroken({
    tables: memoryTables(Object.fromEntries(WITH_TABLES.map((context) => [context, tableOf(context)]))),
    keyOf: async (subject) => (isErased(subject) ? 'ended' : 'there'),
    clock,
  })

/** Headers alone count both; copies have the sequence of what they are of. */
const counted = z.object({ version: z.int(), sequence: z.int() })

/** The header and history of every aggregate of a table; what has no header has a history alone. */
function chronicles(items: readonly Item[]): Chronicle[] {
  return [...Map.groupBy(items, ({ pk }) => pk)].flatMap(([subject, parts]) => {
    const history = parts
      .filter(({ entity }) => entity === HISTORY_ENTITY)
      .map((item) => envelope.parse(item['event']).sequence)
      .toSorted((a, b) => a - b)
    const header = parts.map((item) => counted.safeParse(item)).find(({ success }) => success)
    if (history.length === 0 && !header) return []
    const sequence = header?.data?.sequence ?? history.length
    return [{ subject, sequence, history }]
  })
}
