import { randomInt } from 'node:crypto'
import * as z from 'zod/mini'
import { type quotedOption, type SealedQuote, sealedQuote } from '#contexts/checkout/contract/sealed-quote.ts'
import { after, days } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import { type OrderId, orderId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import { type Outcome, type Refusal, refuse, success } from '#shared/outcomes.ts'
import type { SealedText } from '#shared/sealed-text.ts'
import { IS_NEW, type Key, type Write } from '#shared/store/store.ts'
import { orderPlaced } from '../contract/events.ts'
import type { PlaceOrderBody } from '../contract/operations.ts'
import type { OrderDetails } from '../domain/details.ts'
import { makeOrderNumber } from '../domain/number.ts'
import type { Order } from '../domain/order.ts'
import type { OrderDeps } from './ports.ts'

export interface PlaceOrder {
  readonly body: PlaceOrderBody
  readonly idempotencyKey: string
  readonly requestHash: string
  readonly cause: Cause
}

/** How long a request may be sent again and get the same answer; a quote has expired long before. */
const REPLAYED_FOR = days(30)

/** Order numbers are random: one that is taken is drawn again. */
const NUMBER_TRIES = 3

/**
 * Takes an order. Primary course:
 * 1. opens the sealed quote and checks what was sent against it;
 * 2. writes the order, its details, `order.placed`, the idempotency record, the quote's use and the
 *    number in one commit: nothing of another context is read;
 * 3. answers the new order's id.
 *
 * Refusals: quote_invalid, quote_expired, quote_used, unknown_shipping_option, address_missing,
 * address_mismatch, idempotency_key_reused. A replay of a request answers the order it made.
 */
export function makePlaceOrder(
  deps: Pick<OrderDeps, 'store' | 'clock' | 'ids' | 'personal' | 'orders'> & {
    readonly quoteSeal: SealedText
    /** Milliseconds that the workflow has to begin. */
    readonly stepDeadline: number
  },
) {
  return async function placeOrder(request: PlaceOrder): Promise<Outcome<OrderId>> {
    const checked = check(deps.quoteSeal, request.body, deps.clock.now())
    if (!checked.ok) return (await replayOf(deps, request)) ?? checked
    for (let tries = 1; ; tries += 1) {
      const result = await accept(deps, request, checked.value)
      if (result.ok || result.code !== 'conflict' || tries === NUMBER_TRIES) return result
    }
  }
}

type Deps = Parameters<typeof makePlaceOrder>[0]

interface Chosen {
  readonly quote: SealedQuote
  readonly option: z.infer<typeof quotedOption>
}

function check(seal: SealedText, body: PlaceOrderBody, now: Date): Outcome<Chosen> {
  const opened = z.safeParse(sealedQuote, seal.open(body.quote))
  if (!opened.success)
    return refuse(
      'quote_invalid',
      'The quote was altered or is not one of ours. Ask POST /v1/quotes for a new one.',
    )
  const quote = opened.data
  if (quote.expiresAt <= now.toISOString())
    return refuse(
      'quote_expired',
      `The quote ended at ${quote.expiresAt}. Ask POST /v1/quotes for a new one.`,
    )
  const option = quote.options.find(({ id }) => id === body.shippingOptionId)
  if (!option) {
    const ids = quote.options.map(({ id }) => id).join(', ')
    const detail = `The quote offers ${ids || 'no shipping option'}; ${body.shippingOptionId} was asked for.`
    return refuse('unknown_shipping_option', detail, [
      { pointer: '/shippingOptionId', code: 'unknown_shipping_option', detail },
    ])
  }
  return checkAddress(quote, body) ?? success({ quote, option })
}

/** Tax and shipping were quoted for a place: the order goes there. */
function checkAddress(quote: SealedQuote, body: PlaceOrderBody): Refusal | undefined {
  if (!quote.lines.some(({ kind }) => kind === 'physical')) return undefined
  const { shippingAddress: address } = body
  if (!address)
    return refuse('address_missing', 'The order has physical goods: send a shippingAddress.', [
      {
        pointer: '/shippingAddress',
        code: 'address_missing',
        detail: 'An address is needed for physical goods.',
      },
    ])
  const { destination } = quote
  const differing = (['country', 'region', 'postalCode'] as const).filter(
    (part) => destination[part] !== undefined && !sameWords(destination[part], address[part]),
  )
  if (differing.length === 0) return undefined
  return refuse(
    'address_mismatch',
    'The quote was made for another place. Ask for a new quote with this destination.',
    differing.map((part) => ({
      pointer: `/shippingAddress/${part}`,
      code: 'address_mismatch',
      detail: `The quote says ${destination[part]}.`,
    })),
  )
}

const sameWords = (a: string | undefined, b: string | undefined): boolean => plain(a) === plain(b)
const plain = (text = ''): string => text.normalize('NFKC').toUpperCase().replaceAll(/[\s-]/g, '')

async function accept(deps: Deps, request: PlaceOrder, { quote, option }: Chosen): Promise<Outcome<OrderId>> {
  const { body } = request
  const now = deps.clock.now()
  const order = newOrder(deps.ids.order(), quote, option.total.amount, now, deps.stepDeadline)
  const details: OrderDetails = {
    quoteId: quote.id,
    lines: quote.lines,
    totals: totalsOf(quote, option),
    taxLines: option.taxLines,
    promise: option.promise,
    shipping: { id: option.id, level: option.level, carrier: option.carrier, service: option.service },
    payment: body.payment,
    destination: { country: quote.destination.country },
    people: deps.personal.seal(order.id, {
      customer: body.customer,
      ...(body.shippingAddress ? { shippingAddress: body.shippingAddress } : {}),
      ...(body.billingAddress ? { billingAddress: body.billingAddress } : {}),
    }),
  }
  const placed = happened(orderPlaced, {
    orderId: order.id,
    number: order.number,
    locale: order.locale,
    run: order.run,
    total: option.total,
    currency: quote.currency,
    lines: quote.lines.map(({ sku, quantity }) => ({ sku, quantity })),
    destination: details.destination,
    payment: details.payment,
  })
  const ttl = Math.ceil((now.getTime() + REPLAYED_FOR) / 1_000)
  const marks: Write[] = [
    {
      put: { ...idempotencyKey(request), orderId: order.id, requestHash: request.requestHash, ttl },
      when: IS_NEW,
    },
    { put: { pk: `QUOTE#${quote.id}`, sk: 'USED', orderId: order.id, ttl }, when: IS_NEW },
    { put: { pk: `NUMBER#${order.number}`, sk: 'ORDER', orderId: order.id }, when: IS_NEW },
  ]
  const committed = await deps.orders.commit({
    before: undefined,
    after: order,
    events: [placed],
    cause: request.cause,
    writes: [...marks, deps.orders.detailsWrite(order.id, details)],
  })
  if (committed.ok) return success(order.id)
  const replayed = await replayOf(deps, request)
  if (replayed) return replayed
  return committed.code === 'condition_failed' && committed.failed.includes(1)
    ? refuse('quote_used', 'This quote has made an order. Ask POST /v1/quotes for a new one to order again.')
    : refuse('conflict', 'The order number was taken. Send the same request again.')
}

function newOrder(id: OrderId, quote: SealedQuote, total: number, now: Date, step: number): Order {
  return {
    id,
    number: makeOrderNumber(randomInt),
    currency: quote.currency,
    locale: quote.locale,
    total,
    status: 'placed',
    fulfillmentStatus: 'unfulfilled',
    run: 1,
    payment: { sequence: 0, status: 'pending', authorized: 0, captured: 0, refunded: 0 },
    paymentSequence: 0,
    holds: [],
    claims: [],
    handedOver: [],
    placedAt: now.toISOString(),
    deadline: after(now, step),
  }
}

function totalsOf(quote: SealedQuote, option: Chosen['option']): OrderDetails['totals'] {
  const tax = option.taxLines.reduce((total, line) => total + line.amount.amount, 0)
  return {
    subtotal: quote.subtotal,
    discount: quote.discount,
    shipping: option.price,
    tax: of(tax, quote.currency),
    total: option.total,
  }
}

const idempotencyKey = (request: PlaceOrder): Key => ({
  pk: `IDEMPOTENCY#placeOrder#${request.idempotencyKey}`,
  sk: 'RECORD',
})
const idempotencyRecord = z.object({ orderId, requestHash: z.string() })

/** What the same Idempotency-Key came to before: the same order again, or a refusal where the request differs. */
async function replayOf(deps: Deps, request: PlaceOrder): Promise<Outcome<OrderId> | undefined> {
  const item = await deps.store.get(idempotencyKey(request))
  if (!item) return undefined
  const record = idempotencyRecord.parse(item)
  return record.requestHash === request.requestHash
    ? success(record.orderId)
    : refuse(
        'idempotency_key_reused',
        'This Idempotency-Key came with another request. Use a new key for a new order.',
      )
}
