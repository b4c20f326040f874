import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import { type Held, type HeldRequest, opened } from '#shared/held.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Personal } from '#shared/personal.ts'
import type { Members } from '../adapters/members.ts'
import type { OrderIndex } from '../adapters/order-index.ts'
import type { OrderRepository, StoredOrder } from '../adapters/order-repository.ts'
import type { OwnOrders } from '../adapters/own-orders.ts'
import type { forgetPeople, ordersOfCustomer } from '../contract/customer-calls.ts'
import { type OrderDetails, people } from '../domain/details.ts'
import { openMatterOf } from '../domain/open-matter.ts'
import { termsOf } from '../domain/search-terms.ts'

const PAGE = 100

/** Finds a customer's orders, the newest first, and says which are not over. */
export const makeFindCustomersOrders =
  ({ orders, ownOrders }: { readonly orders: OrderRepository; readonly ownOrders: OwnOrders }) =>
  async ({
    customerId,
    before,
  }: RequestOf<typeof ordersOfCustomer>): Promise<AnswerOf<typeof ordersOfCustomer>> => {
    const found = await ownOrders.newest(customerId, PAGE, before)
    const loaded = await Promise.all(found.map(({ id }) => orders.load(id)))
    return {
      orders: loaded
        .filter((order) => order !== undefined)
        .map((order) => {
          const open = openMatterOf(order)
          return { orderId: order.id, number: order.number, ...(open ? { open } : {}) }
        }),
      more: found.length === PAGE,
    }
  }

interface PeopleDeps {
  readonly orders: OrderRepository
  readonly personal: Personal
}

/**
 * Makes a customer's address and orders be found by nothing of a person any more; doing it again changes nothing.
 */
export const makeForgetPeople =
  ({
    orders,
    personal,
    index,
    members,
  }: PeopleDeps & { readonly index: OrderIndex; readonly members: Members }) =>
  async ({ customerId, orderIds }: RequestOf<typeof forgetPeople>): Promise<void> => {
    await members.forget(customerId)
    await Promise.all(
      orderIds.map(async (id) => {
        const [order, details] = await Promise.all([orders.load(id), orders.details(id)])
        const who = details && (await personal.open(details.people, people))
        if (!order || !who) return
        const termsWith = (person: typeof who | undefined) =>
          new Set(termsOf(order, details.lines, person, personal.fingerprint))
        await index.forget(order, [...termsWith(who).difference(termsWith(undefined))])
      }),
    )
  }

type HeldDeps = PeopleDeps & {
  /** What staff wrote for the customer. */
  readonly customerNotes: (id: OrderId) => Promise<readonly { readonly at: string; readonly text: string }[]>
}

/** Tells what is held of orders, for who has ordered. */
export const makeTellOrdersHeld =
  (deps: HeldDeps) =>
  async ({ orderIds }: HeldRequest): Promise<Held> => {
    const told = await Promise.all(orderIds.map((id) => tellOrder(deps, id)))
    return { orders: told.filter((one) => one !== undefined) }
  }

async function tellOrder(deps: HeldDeps, id: OrderId) {
  const [order, details, logistics, notes] = await Promise.all([
    deps.orders.load(id),
    deps.orders.details(id),
    deps.orders.logistics(id),
    deps.customerNotes(id),
  ])
  if (!order || !details) return undefined
  const shipments = logistics.shipments.map(({ carrier, trackingNumber, status, scans, proof }) => ({
    ...{ carrier, trackingNumber, status, scans },
    ...(proof ? { proof } : {}),
  }))
  return {
    ...factsOf(order, details),
    ...(await deps.personal.open(details.people, people)),
    shipments: await opened(deps.personal, shipments),
    notes,
  }
}

/** What the order says of itself, without what is the shop's business alone. */
const factsOf = (order: StoredOrder, details: OrderDetails) => ({
  ...{ id: order.id, number: order.number, status: order.status, paymentStatus: order.payment.status },
  ...{ placedAt: order.placedAt, deliveredAt: order.deliveredAt, withdrawnAt: order.withdrawnAt },
  ...{ currency: order.currency, locale: order.locale },
  lines: details.lines.map(({ sku, name, quantity, unitPrice, total }) => ({
    ...{ sku, name, quantity, unitPrice, total },
  })),
  totals: details.totals,
})
