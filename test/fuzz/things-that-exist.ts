import * as z from 'zod/mini'
import type { Customer } from '#support/customer.ts'
import { fulfillmentOrdersOf, handOver, labeled, pack, pick } from '#support/outside.ts'
import { givenSaved } from '#support/saved-cards.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  givenCart,
  givenGoods,
  givenLocation,
  givenProduct,
  givenPromotion,
  givenQuote,
  givenStock,
  orderBody,
  placeOrder,
  put,
  readOrder,
  type Shop,
  unique,
} from '#support/shop.ts'

/** What Schemathesis is told of a running Cartwright. */
export interface Existing {
  /**
   * By the names of parameters and properties, or by paths up to a parameter: an order that waits in the warehouse, one
   * labeled, one on its way, and what is theirs; of what is called `id` alone, one of each kind; and what a customer has.
   */
  readonly known: Readonly<Record<string, readonly string[]>>
  /** Bodies that fit what is known, by the operation, where the example of the document does not. */
  readonly fitting: Readonly<Record<string, unknown>>
}

export async function thingsThatExist(shop: Shop, customer: Customer): Promise<Existing> {
  const { sku, location } = await givenGoods(shop)
  await givenStock(shop, location, sku, 999)
  const placed = []
  for (let count = 0; count < 3; count += 1) placed.push(await placeOne(shop, sku))
  const [, second, third] = placed
  for (const order of [second, third]) if (order) await warehouseLabels(shop, order.id)
  if (third) await handOver(shop, await workOf(shop, third.id))
  const orders = await Promise.all(placed.map(({ id }) => readOrder(shop, id)))
  const known = {
    ...(await oneOfEachKind(shop, sku)),
    ...(await whatIsTheirs(shop, customer, sku)),
    sku: [sku],
    country: ['JP', 'CA', 'HK'],
    'If-Match': ['"1"', '"2"', '"3"'],
    locationId: [location],
    orderId: orders.map(({ id }) => id),
    orderToken: placed.flatMap(({ orderToken }) => orderToken ?? []),
    token: placed.map(({ tracking }) => tracking.token),
    fulfillmentOrderId: await Promise.all(orders.map(async ({ id }) => (await workOf(shop, id)).id)),
    shipmentId: orders.flatMap(({ shipments }) => shipments.map(({ id }) => id)),
  }
  return { known, fitting: await bodiesThatFit(shop, customer, sku) }
}

async function bodiesThatFit(shop: Shop, { email }: Customer, sku: string) {
  // A quote is ordered once.
  const order = async () => orderBody(await givenQuote(shop, { lines: [{ sku, quantity: 1 }] }))
  return {
    'POST /v1/orders': await order(),
    'POST /v1/me/orders': { ...(await order()), customer: aCustomer({ email }) },
    'POST /v1/customer-orders': { ...(await order()), payment: { kind: 'link' } },
    'POST /v1/orders/{orderId}/cancel': { reason: 'Ordered twice' },
    'POST /v1/orders/{orderId}/holds': { reason: 'The address is to be asked for', blocks: ['ship'] },
    'POST /v1/fulfillment-orders/{fulfillmentOrderId}/pick': { scans: [{ code: sku, quantity: 1 }] },
    'POST /v1/fulfillment-orders/{fulfillmentOrderId}/pack': {
      parcels: [{ lengthMm: 300, widthMm: 200, heightMm: 100, weightGrams: 450 }],
    },
  }
}

/** Requests may change these; the goods above are to stay as they are, for orders. */
async function oneOfEachKind(shop: Shop, sku: string) {
  const [product, location] = [unique('PEN'), unique('OSAKA')]
  const [category, promotion] = [unique('books'), unique('tenth')]
  await givenProduct(shop, product)
  await givenLocation(shop, location)
  await put(shop.machine, `/categories/${category}`, { name: { en: 'Books', ja: '本', 'zh-Hans': '书' } })
  await givenPromotion(shop, promotion, { kind: 'percentage', percent: 10, scope: { skus: [sku] } })
  const cart = await givenCart(shop, { sku, quantity: 1 })
  return {
    '/v1/products/{id}': [product],
    '/v1/catalog/products/{id}': [sku],
    '/v1/categories/{id}': [category],
    '/v1/promotions/{id}': [promotion],
    '/v1/carts/{id}': [cart.id],
    '/v1/carts/{id}/lines/{lineId}': cart.lines.map(({ lineId }) => lineId),
    '/v1/stock-locations/{id}': [location],
  }
}

const identified = z.object({ id: z.string() })
const sessions = z.object({ items: z.array(identified) })

/** What a customer has. */
async function whatIsTheirs(shop: Shop, customer: Customer, sku: string) {
  const { api, email } = customer
  const quote = await givenQuote(shop, { lines: [{ sku, quantity: 1 }] })
  const body = orderBody(quote, { customer: aCustomer({ email }) })
  const placed = (await api.post('/me/orders', { body, headers: { prefer: 'wait=20' } })).as(identified)
  const address = { name: '花子', line1: '1-1', city: '千代田区', postalCode: '100-0001', country: 'JP' }
  const added = (await api.post('/me/addresses', { body: { address } })).as(identified)
  await api.put('/me/cart', { body: { currency: 'JPY', locale: 'ja' } })
  await api.post('/me/cart/lines', { body: { sku, quantity: 1 } })
  const { lines } = (await api.get('/me/cart')).as(shapes.anyCart)
  const asked = (await api.post('/me/exports')).as(identified)
  return {
    '/v1/me/orders/{orderId}': [placed.id],
    '/v1/me/cart/lines/{lineId}': lines.map(({ lineId }) => lineId),
    quote: [quote.quote],
    shippingOptionId: quote.shippingOptions.map(({ id }) => id),
    paymentMethodId: ['pm_card_visa'],
    addressId: [added.id],
    methodId: [await givenSaved(shop, customer)],
    exportId: [asked.id],
    sessionId: (await api.get('/me/sessions')).as(sessions).items.map(({ id }) => id),
  }
}

const placeOne = async (shop: Shop, sku: string) =>
  placeOrder(shop, await givenQuote(shop, { lines: [{ sku, quantity: 1 }] }), {
    headers: { prefer: 'wait=20' },
  })

async function workOf(shop: Shop, orderId: string) {
  const [work] = await fulfillmentOrdersOf(shop, orderId)
  if (!work) throw new Error(`order ${orderId} has no fulfillment order`)
  return work
}

async function warehouseLabels(shop: Shop, orderId: string): Promise<void> {
  const work = await workOf(shop, orderId)
  await pick(shop, work)
  await pack(shop, work)
  await labeled(shop, work)
}
