import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { givenCustomer } from '#support/customer.ts'
import { DELIVERED_AND_PAID, expectEnd, PLAIN_MAILS } from '#support/ends.ts'
import { eventually } from '#support/eventually.ts'
import { carrierDelivers, messageOf, warehouseShips } from '#support/outside.ts'
import { shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import {
  aCustomer,
  BERLIN,
  givenGoods,
  givenReais,
  orderBody,
  orderThatIs,
  RIO,
  TOKYO,
  uniqueWord,
  VANCOUVER,
} from '#support/shop.ts'

const money = z.object({ amount: z.int(), currency: z.string() })
const found = z.object({ items: z.array(z.object({ id: z.string(), price: z.object({ from: money }) })) })
const orders = shapes.listOf(z.object({ id: z.string(), status: z.string(), total: money }))

type Locale = keyof typeof PLAIN_MAILS

/** What is sought in each language; each name ends with a word of its test. */
const NAMES: Readonly<Record<Locale, string>> = {
  en: 'Folding reading lamp',
  ja: '折りたたみ読書灯',
  'zh-Hans': '折叠阅读灯',
}

/** A tax by language, and what it is of all that goods and shipping come to. */
interface Tax {
  readonly names: Readonly<Record<Locale, string>>
  of(sum: number): number
}

interface Market {
  readonly destination: object
  /** What one lamp is shown for in the search, in minor units. */
  readonly shown: { readonly amount: number; readonly currency: string }
  /** What it costs in this market's currency. */
  readonly price: number
  readonly decimals: number
  readonly taxes: readonly Tax[]
  readonly mode: 'inclusive' | 'exclusive'
}

const everywhere = (name: string) => ({ en: name, ja: name, 'zh-Hans': name })
const roundedHalfUp = (sum: number, part: number, whole: number) =>
  Math.floor((2 * sum * part + whole) / (2 * whole))

const MARKETS: Readonly<Record<string, Market>> = {
  JPY: {
    destination: TOKYO,
    shown: { amount: 1_655, currency: 'JPY' },
    price: 1_655,
    decimals: 0,
    mode: 'inclusive',
    taxes: [
      {
        names: { en: 'Consumption tax', ja: '消費税', 'zh-Hans': '消费税' },
        of: (sum) => Math.floor((sum * 10) / 110),
      },
    ],
  },
  EUR: {
    destination: BERLIN,
    shown: { amount: 1_800, currency: 'EUR' },
    price: 1_800,
    decimals: 2,
    mode: 'inclusive',
    taxes: [
      {
        names: { en: 'VAT', ja: '付加価値税', 'zh-Hans': '增值税' },
        of: (sum) => roundedHalfUp(sum, 19, 119),
      },
    ],
  },
  CAD: {
    destination: VANCOUVER,
    shown: { amount: 2_999, currency: 'CAD' },
    price: 2_999,
    decimals: 2,
    mode: 'exclusive',
    taxes: [
      { names: everywhere('GST'), of: (sum) => roundedHalfUp(sum, 5, 100) },
      { names: everywhere('PST'), of: (sum) => roundedHalfUp(sum, 7, 100) },
    ],
  },
  // No price is set in it: 18.00 EUR at 6.1937 are 111.4866 BRL.
  BRL: {
    destination: RIO,
    shown: { amount: 1_800, currency: 'EUR' },
    price: 11_149,
    decimals: 2,
    mode: 'inclusive',
    taxes: [
      {
        names: {
          en: 'Taxes in the price, not itemized',
          ja: '価格に含まれる税（内訳なし）',
          'zh-Hans': '税款已含于价格（未列明）',
        },
        of: () => 0,
      },
    ],
  },
}

const marketOf = (currency: string): Market => {
  const market = MARKETS[currency]
  if (!market) throw new Error(`nothing is sold in ${currency}`)
  return market
}

/** Somebody with a cart: how they fill it, ask what it costs, and order. */
interface Shopper {
  fill(sku: string, quantity: number): Promise<unknown>
  quote(destination: object): Promise<shapes.Quote>
  order(body: object): Promise<{ id: string }>
  /** How many units are in the cart now. */
  units(): Promise<number>
}

const placed = z.object({ id: z.string() })
const orderHeaders = () => ({ 'idempotency-key': randomUUID(), prefer: 'wait=20' })

async function aGuest(settings: { locale: Locale; currency: string }) {
  const { id } = (await shop.guest.post('/carts', { body: settings })).as(shapes.cart)
  const shopper: Shopper = {
    fill: async (sku, quantity) =>
      (await shop.guest.post(`/carts/${id}/lines`, { body: { sku, quantity } })).as(z.unknown()),
    quote: async (destination) =>
      (await shop.guest.post(`/carts/${id}/quotes`, { body: { destination } })).as(shapes.quote),
    order: async (body) => (await shop.guest.post('/orders', { body, headers: orderHeaders() })).as(placed),
    units: async () => (await shop.guest.get(`/carts/${id}`)).as(shapes.cart).units,
  }
  return { shopper, email: aCustomer().email }
}

async function aMember(settings: { locale: Locale; currency: string }) {
  const { api, email } = await givenCustomer(shop, { locale: settings.locale })
  ;(await api.put('/me/cart', { body: settings })).as(shapes.anyCart)
  const shopper: Shopper = {
    fill: async (sku, quantity) =>
      (await api.post('/me/cart/lines', { body: { sku, quantity } })).as(z.unknown()),
    quote: async (destination) =>
      (await api.post('/me/cart/quotes', { body: { destination } })).as(shapes.quote),
    order: async (body) => (await api.post('/me/orders', { body, headers: orderHeaders() })).as(placed),
    units: async () => (await api.get('/me/cart')).as(shapes.anyCart).units,
  }
  return { shopper, email, api }
}

/** A lamp on the shelf, with a name in each language and a price in every currency but reais. */
async function givenLamps(quantity: number) {
  const mark = uniqueWord()
  const name = Object.fromEntries(Object.entries(NAMES).map(([locale, text]) => [locale, `${text} ${mark}`]))
  const set = Object.values(MARKETS).map(({ shown }) => shown)
  const prices = [...new Map(set.map((price) => [price.currency, price])).values()]
  const { sku } = await givenGoods(shop, { quantity, product: { name, prices } })
  return { sku, mark }
}

let rate: Awaited<ReturnType<typeof givenReais>>
beforeAll(async () => {
  rate = await givenReais(shop)
})

/** From the words somebody types to the receipt; every amount is in the market's currency, to its last unit. */
async function expectWholeWay(
  locale: Locale,
  currency: string,
  { shopper, email }: { shopper: Shopper; email: string },
) {
  const market = marketOf(currency)
  const [quantity, left] = [3, 1]
  const { sku, mark } = await givenLamps(quantity + left)

  const query = { q: `${NAMES[locale]} ${mark}`, language: locale, currency: market.shown.currency }
  const [card] = await eventually('the lamp is found', async () => {
    const { items } = (await shop.guest.get(`/search?${new URLSearchParams(query)}`)).as(found)
    // Until it is, a lamp with a mark like its own may be.
    return items[0]?.id === sku && items
  })
  expect(card).toEqual({ id: sku, price: { from: market.shown } })

  await shopper.fill(card?.id ?? '', quantity)
  const quote = await shopper.quote(market.destination)
  expect(quote.lines).toMatchObject([{ sku, quantity, name: `${NAMES[locale]} ${mark}` }])
  const address = { name: 'A. Customer', line1: '1-1', region: undefined, ...market.destination }
  const { id } = await shopper.order(orderBody(quote, { customer: aCustomer({ email }), address }))

  const order = (await shop.machine.get(`/orders/${id}`)).as(shapes.taxedOrder)
  const { totals } = order
  const sum = quantity * market.price + totals.shipping.amount
  const taxes = market.taxes.map(({ names, of }) => ({ name: names[locale], amount: of(sum) }))
  const tax = taxes.reduce((all, { amount }) => all + amount, 0)
  const amounts = {
    subtotal: quantity * market.price,
    discount: 0,
    shipping: totals.shipping.amount,
    tax,
    total: market.mode === 'inclusive' ? sum : sum + tax,
  }
  expect(totals.shipping.amount).toBeGreaterThan(0)
  expect(totals).toEqual(
    Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, { amount, currency }])),
  )
  expect(quote.shippingOptions.map(({ total }) => total)).toContainEqual(totals.total)
  expect(order.taxLines.map(({ name, amount }) => ({ name, amount: amount.amount }))).toEqual(taxes)
  expect(order.exchangeRate).toEqual(currency === 'BRL' ? rate : undefined)

  await eventually('the cart is empty', async () => (await shopper.units()) === 0)
  await orderThatIs(shop, id, 'processing')
  await warehouseShips(shop, id)
  await orderThatIs(shop, id, 'shipped')
  await carrierDelivers(shop, id)
  await expectEnd(
    shop,
    { id },
    {
      ...DELIVERED_AND_PAID,
      stock: { [sku]: { onHand: left } },
      ledger: { authorized: amounts.total, captured: amounts.total },
      mails: { [locale]: PLAIN_MAILS[locale] },
    },
  )
  const written = new Intl.NumberFormat(locale, { style: 'currency', currency })
  const total = written.format(amounts.total / 10 ** market.decimals)
  for (const kind of ['confirmation', 'delivered'])
    expect((await messageOf(shop, email, kind)).text).toContain(total)
  return { id, total: totals.total }
}

describe.concurrent('from search to completed', () => {
  test.each([
    ['ja', 'JPY'],
    ['en', 'EUR'],
    ['zh-Hans', 'CAD'],
    ['en', 'BRL'],
  ] as const)('a guest, in %s and %s', async (locale, currency) => {
    await expectWholeWay(locale, currency, await aGuest({ locale, currency }))
  })

  test.each([
    ['zh-Hans', 'JPY'],
    ['ja', 'BRL'],
    ['en', 'CAD'],
  ] as const)('a customer, in %s and %s', async (locale, currency) => {
    const member = await aMember({ locale, currency })
    const { id, total } = await expectWholeWay(locale, currency, member)
    const listed = (await member.api.get('/me/orders?open=false')).as(orders)
    expect(listed.items).toEqual([{ id, status: 'completed', total }])
  })
})
