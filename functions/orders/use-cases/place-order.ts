import { randomInt } from 'node:crypto'
import * as z from 'zod/mini'
import { type quotedOption, type SealedQuote, sealedQuote } from '#contexts/checkout/contract/sealed-quote.ts'
import { chosenOf } from '#contexts/payments/contract/chosen.ts'
import type { PaymentRequest, PaymentWish } from '#contexts/payments/contract/types.ts'
import { after, days } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import { type CustomerId, type OrderId, orderId } from '#shared/ids.ts'
import { of } from '#shared/money.ts'
import { refuseLines } from '#shared/one-line.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { SealedText } from '#shared/sealed-text.ts'
import { IS_NEW, type Key, type Write } from '#shared/store/store.ts'
import { ownWrite } from '../adapters/own-orders.ts'
import { quoteUse } from '../adapters/quote-uses.ts'
import { orderPlaced } from '../contract/events.ts'
import type { PlaceOrderBody } from '../contract/place-order.ts'
import { checkAddress } from '../domain/check-address.ts'
import { checkKind } from '../domain/decide-payment.ts'
import type { OrderDetails } from '../domain/details.ts'
import { makeOrderNumber } from '../domain/number.ts'
import type { Order } from '../domain/order.ts'
import type { OrderDeps } from './ports.ts'

type Link = Extract<PaymentWish, { kind: 'link' }>

export interface PlaceOrder {
  readonly body: Omit<PlaceOrderBody, 'payment'> & { readonly payment: PaymentRequest | Link }
  /** Who is signed in; absent: a guest, or staff. */
  readonly customerId?: CustomerId | undefined
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
 * 1. opens the sealed quote and checks who orders and what was sent against it; of a gift card's code only a hash is
 *    kept;
 * 2. writes the order, its details, `order.placed`, the idempotency record, the quote's use, the number,
 *    the key that its people are sealed with, and that it is its customer's, in one commit: nothing of another
 *    context is read;
 * 3. answers the new order's id.
 *
 * Refusals: quote_invalid, quote_expired, quote_used, unknown_shipping_option, payment_kind_not_allowed,
 * gift_card_invalid, address_missing, address_mismatch, address_invalid, impossible (a name of several lines),
 * idempotency_key_reused. A replay of a request answers the order it made.
 */
export function makePlaceOrder(
  deps: Pick<OrderDeps, 'store' | 'clock' | 'ids' | 'personal' | 'orders'> & {
    readonly quoteSeal: SealedText
    /** Milliseconds that the workflow has to begin. */
    readonly stepDeadline: number
    /** Ways to pay that are offered beside cards. */
    readonly offered: readonly string[]
  },
) {
  return async function placeOrder(request: PlaceOrder): Promise<Outcome<OrderId>> {
    const checked = await check(deps, request, deps.clock.now())
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
  readonly payment: PaymentWish
}

async function check(
  { quoteSeal, offered }: Deps,
  { body, customerId }: PlaceOrder,
  now: Date,
): Promise<Outcome<Chosen>> {
  const opened = z.safeParse(sealedQuote, await quoteSeal.open(body.quote))
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
  if (quote.customerId !== undefined && quote.customerId !== customerId)
    return refuse(
      'quote_invalid',
      'The quote has prices of one customer alone, who must be signed in: they order it at POST /v1/me/orders. Ask POST /v1/quotes for the prices that everybody has.',
    )
  const option = quote.options.find(({ id }) => id === body.shippingOptionId)
  if (!option) {
    const ids = quote.options.map(({ id }) => id).join(', ')
    const detail = `The quote offers ${ids || 'no shipping option'}; ${body.shippingOptionId} was asked for.`
    return refuse('unknown_shipping_option', detail, [
      { pointer: '/shippingOptionId', code: 'unknown_shipping_option', detail },
    ])
  }
  const lines = refuseLines({
    '/customer/name': body.customer.name,
    '/shippingAddress/name': body.shippingAddress?.name,
    '/billingAddress/name': body.billingAddress?.name,
  })
  if (lines) return lines
  const chosen = body.payment.kind === 'link' ? success(body.payment) : chosenOf(body.payment)
  if (!chosen.ok) return chosen
  const kind = checkKind(chosen.value, option.total.amount, offered, buysGiftCards(quote))
  if (!kind.ok) return kind
  return checkAddress(quote, body) ?? success({ quote, option, payment: chosen.value })
}

async function accept(deps: Deps, request: PlaceOrder, chosen: Chosen): Promise<Outcome<OrderId>> {
  const { quote, option, payment } = chosen
  const { body } = request
  const now = deps.clock.now()
  const { customerId } = request
  const order = newOrder(quote.orderId ?? deps.ids.order(), chosen, now, deps.stepDeadline, customerId)
  const people = await deps.personal.sealFirst(order.id, {
    customer: body.customer,
    ...(body.shippingAddress ? { shippingAddress: body.shippingAddress } : {}),
    ...(body.billingAddress ? { billingAddress: body.billingAddress } : {}),
    ...(body.customerNote ? { customerNote: body.customerNote } : {}),
    ...(quote.taxId ? { taxId: quote.taxId } : {}),
  })
  const details: OrderDetails = {
    quoteId: quote.id,
    lines: quote.lines,
    totals: totalsOf(quote, option),
    taxLines: option.taxLines,
    ...discountsOf(quote, option),
    ...(quote.exchangeRate ? { exchangeRate: quote.exchangeRate } : {}),
    promise: option.promise,
    ...(option.leavesBy ? { leavesBy: option.leavesBy } : {}),
    shipping: { id: option.id, level: option.level, carrier: option.carrier, service: option.service },
    payment,
    destination: { country: quote.destination.country },
    ...(quote.taxedPlaces ? { taxedPlaces: quote.taxedPlaces } : {}),
    people: people.box,
  }
  const placed = happened(orderPlaced, {
    orderId: order.id,
    number: order.number,
    locale: order.locale,
    ...(customerId ? { customerId } : {}),
    run: order.run,
    total: option.total,
    currency: quote.currency,
    lines: quote.lines.map(({ sku, quantity }) => ({ sku, quantity })),
    destination: details.destination,
    payment: details.payment,
    quoteId: quote.id,
  })
  const ttl = Math.ceil((now.getTime() + REPLAYED_FOR) / 1_000)
  const marks: Write[] = [
    {
      put: { ...idempotencyKey(request), orderId: order.id, requestHash: request.requestHash, ttl },
      when: IS_NEW,
    },
    quoteUse(quote.id, order.id, ttl),
    { put: { pk: `NUMBER#${order.number}`, sk: 'ORDER', orderId: order.id }, when: IS_NEW },
  ]
  const committed = await deps.orders.commit({
    before: undefined,
    after: order,
    events: [placed],
    cause: request.cause,
    writes: [
      ...marks,
      deps.orders.detailsWrite(order.id, details),
      ...people.writes,
      ...(customerId ? [ownWrite(customerId, order)] : []),
    ],
  })
  if (committed.ok) return success(order.id)
  const replayed = await replayOf(deps, request)
  if (replayed) return replayed
  // The id of an order whose stock is held is known before: it is taken where the quote is used.
  return committed.code === 'version_conflict' || committed.failed.includes(1)
    ? refuse('quote_used', 'This quote has made an order. Ask POST /v1/quotes for a new one to order again.')
    : refuse('conflict', 'The order number was taken. Send the same request again.')
}

function newOrder(
  id: OrderId,
  { quote, option }: Chosen,
  now: Date,
  step: number,
  customerId: CustomerId | undefined,
): Order {
  return {
    id,
    number: makeOrderNumber(randomInt),
    ...(customerId ? { customerId } : {}),
    currency: quote.currency,
    locale: quote.locale,
    total: option.total.amount,
    status: 'placed',
    fulfillmentStatus: 'unfulfilled',
    run: 1,
    payment: { sequence: 0, status: 'pending', authorized: 0, captured: 0, refunded: 0 },
    paymentSequence: 0,
    holds: [],
    claims: [],
    handedOver: [],
    ...countedPromotions(quote, option),
    ...(buysGiftCards(quote) ? { buysGiftCards: true } : {}),
    ...(option.leavesBy ? { leavesBy: option.leavesBy, promisedBy: option.promise.latest } : {}),
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

const discountsOf = (quote: SealedQuote, option: Chosen['option']): Pick<OrderDetails, 'discounts'> => {
  const discounts = [...(quote.discounts ?? []), ...(option.discounts ?? [])]
  return discounts.length > 0 ? { discounts } : {}
}

/** Of the promotions that apply with the chosen option those whose uses are limited. */
function countedPromotions(quote: SealedQuote, option: Chosen['option']): Pick<Order, 'promotions'> {
  const { discounts = [] } = discountsOf(quote, option)
  const counted = new Map(
    discounts
      .filter(({ promotionId }) => quote.counted?.includes(promotionId))
      .map(({ promotionId, code }) => [
        promotionId,
        { promotionId, ...(code === undefined ? {} : { code }) },
      ]),
  )
  return counted.size > 0 ? { promotions: [...counted.values()] } : {}
}

const buysGiftCards = ({ lines }: SealedQuote): boolean => lines.some(({ giftCard }) => giftCard)

/** A customer's keys are their own: nobody is answered with another's order. */
const idempotencyKey = ({ customerId, idempotencyKey: key }: PlaceOrder): Key => ({
  pk: `IDEMPOTENCY#placeOrder#${customerId ? `${customerId}#` : ''}${key}`,
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
