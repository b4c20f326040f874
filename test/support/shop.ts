import { randomUUID } from 'node:crypto'
import type { Outputs } from '#local/outputs.ts'
import { type Answer, type Api, makeApi } from './api.ts'
import { eventually } from './eventually.ts'
import { askToken } from './machine-token.ts'
import * as shapes from './shapes.ts'

/** A running Cartwright as its clients see it. */
export interface Shop {
  readonly outputs: Outputs
  /** Nobody in particular. */
  readonly guest: Api
  /** A program with every scope. */
  readonly machine: Api
  readonly stripe: Api
  readonly carrier: Api
}

export function openShop(outputs: Outputs): Shop {
  return {
    outputs,
    guest: makeApi(outputs.apiUrl),
    machine: makeApi(outputs.apiUrl, machineToken(outputs)),
    stripe: makeApi(outputs.stripeUrl),
    carrier: makeApi(outputs.carrierUrl),
  }
}

/** A program's access token, kept until a minute before its end. */
export function machineToken({ machineClient }: Outputs): () => Promise<string> {
  let token = { text: '', until: 0 }
  return async () => {
    if (token.until > Date.now()) return token.text
    const { text, seconds } = await askToken(machineClient)
    token = { text, until: Date.now() + (seconds - 60) * 1_000 }
    return token.text
  }
}

/** A SKU, location or card that no other test has. */
export const unique = (name: string): string => `${name}-${randomUUID().slice(0, 8)}`

/** A word that stands in the names of one test alone: of letters, so that it can be mistyped. */
export const uniqueWord = (): string =>
  unique('')
    .replace('-', '')
    .replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')

export const aLocation = (overrides: object = {}) => ({
  name: '東京倉庫',
  address: {
    name: 'Cartwright',
    line1: '有明1-1-1',
    city: '江東区',
    region: '東京都',
    postalCode: '135-0063',
    country: 'JP',
  },
  priority: 1,
  cutOff: '15:00',
  timeZone: 'Asia/Tokyo',
  sameDayCities: ['江東区', '千代田区'],
  ...overrides,
})

export const aProduct = (overrides: object = {}) => ({
  name: { en: 'Notebook', ja: 'ノート', 'zh-Hans': '笔记本' },
  prices: [
    { amount: 1650, currency: 'JPY' },
    { amount: 1200, currency: 'USD' },
  ],
  taxClass: 'standard',
  weightGrams: 400,
  lengthMm: 210,
  widthMm: 148,
  heightMm: 20,
  kind: 'physical',
  ...overrides,
})

const PRECONDITION_REQUIRED = 428

/** Makes a resource, or replaces it where it is there already; `readAt` shows its version. */
export async function put(api: Api, path: string, body: object, readAt = path): Promise<void> {
  const made = await api.put(path, { body })
  const answer = made.status === PRECONDITION_REQUIRED ? await replace(api, path, body, readAt) : made
  if (answer.status >= 300) throw new Error(`PUT ${path} answered ${answer.status}: ${answer.text}`)
}

async function replace(api: Api, path: string, body: object, readAt: string): Promise<Answer> {
  const etag = (await api.get(readAt)).headers.get('etag')
  return api.put(path, { body, headers: etag ? { 'if-match': etag } : {} })
}

export const givenLocation = (shop: Shop, id: string, overrides: object = {}) =>
  put(shop.machine, `/stock-locations/${id}`, aLocation(overrides))

export const givenProduct = (shop: Shop, sku: string, overrides: object = {}) =>
  put(shop.machine, `/products/${sku}`, aProduct(overrides))

/** A promotion that staff write; what it is for is said by the caller, as others' quotes must not change. */
export const givenPromotion = (shop: Shop, id: string, promotion: object) =>
  put(shop.machine, `/promotions/${id}`, { name: { en: id, ja: id, 'zh-Hans': id }, ...promotion })

/** Receives goods; the same goods once only where an idempotency key says so. */
export async function givenStock(
  shop: Shop,
  locationId: string,
  sku: string,
  quantity: number,
  idempotencyKey: string = randomUUID(),
): Promise<void> {
  const body = { locationId, sku, delta: quantity, reason: 'received' }
  const headers = { 'idempotency-key': idempotencyKey }
  const answer = await shop.machine.post('/stock/adjustments', { body, headers })
  if (answer.status >= 300) throw new Error(`receiving ${sku} answered ${answer.status}: ${answer.text}`)
}

export const TOKYO = { country: 'JP', region: '東京都', postalCode: '100-0001', city: '千代田区' }
export const BERLIN = { country: 'DE', city: 'Berlin', postalCode: '10117' }
export const VANCOUVER = { country: 'CA', region: 'BC', city: 'Vancouver', postalCode: 'V6B 1A1' }
export const SAO_PAULO = { country: 'BR', region: 'SP', city: 'São Paulo', postalCode: '01310-100' }
export const RIO = { country: 'BR', region: 'RJ', city: 'Rio de Janeiro', postalCode: '20040-002' }

/** What a euro is in reais today: one rate for all tests, as each currency has one. */
export const REAIS_PER_EURO = '6.1937'

/** Today's rate of the real; as an order that was made with it says it. */
export async function givenReais(shop: Shop): Promise<{ base: string; rate: string; date: string }> {
  const given = { base: 'EUR', rate: REAIS_PER_EURO, date: new Date().toISOString().slice(0, 10) }
  const answer = await shop.machine.post('/exchange-rates', {
    body: `currency,base,rate,date\nBRL,${given.base},${given.rate},${given.date}\n`,
    headers: { 'content-type': 'text/csv' },
  })
  if (answer.status !== 200) throw new Error(`the rate answered ${answer.status}: ${answer.text}`)
  return given
}

export interface QuoteWish {
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
  readonly destination?: object
  readonly currency?: string
  readonly locale?: string
  readonly codes?: readonly string[]
}

export const askQuote = (shop: Shop, wish: QuoteWish): Promise<Answer> =>
  shop.guest.post('/quotes', { body: { destination: TOKYO, currency: 'JPY', locale: 'ja', ...wish } })

/** A cart of a guest's; what it is to have must be sold already. */
export const givenCart = async (
  shop: Shop,
  ...lines: readonly { readonly sku: string; readonly quantity: number }[]
): Promise<shapes.Cart> =>
  (await shop.guest.post('/carts', { body: { currency: 'JPY', locale: 'ja', lines } })).as(shapes.cart)

export const askCartQuote = (shop: Shop, id: string): Promise<Answer> =>
  shop.guest.post(`/carts/${id}/quotes`, { body: { destination: TOKYO } })

/** A quote with shipping options that sees enough stock: prices, rates and stock reach checkout within seconds. */
export const givenQuote = (shop: Shop, wish: QuoteWish): Promise<shapes.Quote> =>
  eventually('a quote with shipping options and stock', async () => {
    const answer = await askQuote(shop, wish)
    if (answer.status !== 200) return undefined
    const quote = answer.as(shapes.quote)
    const ready =
      quote.shippingOptions.length > 0 && quote.lines.every((line) => line.availability !== 'not_enough')
    return ready && quote
  })

/** Books on the shelf of one location, one unless it is said, and a quote for all of them to somebody who reads Japanese. */
export async function givenGoods(
  shop: Shop,
  { quantity = 1, product = {}, location: at = {}, locale = 'ja' } = {},
) {
  const [sku, location] = [unique('BOOK'), unique('TOKYO')]
  await givenLocation(shop, location, at)
  await givenProduct(shop, sku, product)
  await givenStock(shop, location, sku, quantity)
  return { sku, location, quote: await givenQuote(shop, { lines: [{ sku, quantity }], locale }) }
}

export const aCustomer = (overrides: object = {}) => ({
  name: '山田 花子',
  email: `${unique('hanako')}@example.com`,
  phone: '+81312345678',
  ...overrides,
})

export interface OrderWish {
  readonly level?: string
  readonly customer?: object
  readonly address?: object
  readonly paymentMethodId?: string
  /** How it is paid, where it is not by card. */
  readonly payment?: object
  readonly headers?: Record<string, string>
}

export function orderBody(quote: shapes.Quote, wish: OrderWish = {}) {
  const option =
    quote.shippingOptions.find(({ level }) => level === (wish.level ?? 'standard')) ??
    quote.shippingOptions[0]
  return {
    quote: quote.quote,
    shippingOptionId: option?.id ?? '',
    customer: wish.customer ?? aCustomer(),
    shippingAddress: {
      name: '山田 花子',
      line1: '千代田1-1',
      city: '千代田区',
      region: '東京都',
      postalCode: '100-0001',
      country: 'JP',
      ...wish.address,
    },
    payment: wish.payment ?? { kind: 'card', paymentMethodId: wish.paymentMethodId ?? 'pm_card_visa' },
  }
}

export const sendOrder = (shop: Shop, quote: shapes.Quote, wish: OrderWish = {}): Promise<Answer> =>
  shop.guest.post('/orders', { body: orderBody(quote, wish), headers: wish.headers ?? {} })

/** An order placed, with as much as its 201 says. */
export const placeOrder = async (
  shop: Shop,
  quote: shapes.Quote,
  wish: OrderWish = {},
): Promise<shapes.Order> => (await sendOrder(shop, quote, wish)).as(shapes.order)

export const readOrder = async (shop: Shop, id: string): Promise<shapes.Order> =>
  (await shop.machine.get(`/orders/${id}`)).as(shapes.order)

export const giftCardBalance = async (shop: Shop, code: string) =>
  (await shop.guest.post('/gift-cards/balance', { body: { code } })).as(shapes.giftCardBalance)

export const orderThatIs = (shop: Shop, id: string, status: string): Promise<shapes.Order> =>
  eventually(`order ${id} is ${status}`, async () => {
    const order = await readOrder(shop, id)
    return order.status === status && order
  })

/** An order whose payment is captured. */
export const orderThatIsPaid = (shop: Shop, id: string): Promise<shapes.Order> =>
  eventually(`order ${id} is paid`, async () => {
    const order = await readOrder(shop, id)
    return order.paymentStatus === 'captured' && order
  })

/** Something that staff do with an order. */
export const actOn = (shop: Shop, id: string, act: string, body: object = {}): Promise<Answer> =>
  shop.machine.post(`/orders/${id}/${act}`, { body })

export const readHistory = async (shop: Shop, id: string) =>
  (await shop.machine.get(`/orders/${id}/history?limit=100`)).as(shapes.history).items

export const readStock = async (shop: Shop, sku: string) =>
  (await shop.machine.get(`/stock/${sku}`)).as(shapes.stock)
