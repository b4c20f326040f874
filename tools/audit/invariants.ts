import { type GiftCard, isUnspent } from '#contexts/checkout/domain/gift-card.ts'
import type { Redemption } from '#contexts/checkout/domain/redemption.ts'
import type { FulfillmentOrder } from '#contexts/fulfillment/domain/fulfillment-order.ts'
import type { BookedReservation } from '#contexts/inventory/domain/invariants.ts'
import { stillReserved } from '#contexts/inventory/domain/reservation.ts'
import type { QuantityOf } from '#contexts/orders/contract/types.ts'
import { senderOf } from '#contexts/orders/domain/allocations.ts'
import {
  boughtGiftCards,
  chargedBackGiftCards,
  givenBackGiftCards,
} from '#contexts/orders/domain/gift-cards.ts'
import type { Books as OrderBooks } from '#contexts/orders/domain/invariants.ts'
import type { FulfillmentOrderCopy, ShipmentCopy } from '#contexts/orders/domain/logistics.ts'
import { TERMINAL } from '#contexts/orders/domain/status.ts'
import { summaryOf } from '#contexts/payments/domain/payment.ts'
import { minutes } from '#shared/clock.ts'
import type { FulfillmentOrderId } from '#shared/ids.ts'
import { type Rules, rulesOf, violationsOf } from '#shared/invariants.ts'
import { sumBySku } from '#shared/sum-by-sku.ts'
import { LEDGER_ALWAYS, LEDGER_ONCE_QUIET, type Ledger, ledgerInWords, total } from './ledger.ts'

/** All that several contexts, and the gateway itself, know of one order at one moment. */
export interface OrderRecords extends Ledger {
  readonly orders: OrderBooks & {
    readonly fulfillmentOrders: readonly FulfillmentOrderCopy[]
    readonly shipments: readonly ShipmentCopy[]
  }
  /** Undefined while nothing was reserved. */
  readonly reservation: BookedReservation | undefined
  readonly fulfillmentOrders: readonly (FulfillmentOrder & { readonly sequence: number })[]
  /** How often shipping has sent its parcels elsewhere. */
  readonly recipientVersion: number
  /** What it has taken of limited promotions; undefined where it never asked. */
  readonly redemption: Redemption | undefined
  /** What became of the gift cards that it bought. */
  readonly giftCards: readonly BoughtCard[]
}

export interface BoughtCard {
  readonly sku: string
  readonly unit: number
  /** Undefined where it was given back before it was issued. */
  readonly card: Pick<GiftCard, 'issued' | 'available' | 'status'> | undefined
}

/** What must hold after every commit, whatever is on its way. */
const ALWAYS: Rules<OrderRecords> = {
  ...LEDGER_ALWAYS,
  ...rulesOf<OrderRecords>(inWords, {
    'what is charged to a card was sent first, or is not to be sent': (records) =>
      total(records.gateway, 'captured') === 0 || hasLeft(records) || !hasGoodsToSend(records),
    "goods leave with the order's word alone": ({ orders: { order }, fulfillmentOrders }) =>
      handedOver(fulfillmentOrders).every(({ id }) => order.claims.includes(id)),
    'an order that ends sends nothing': ({ orders: { order }, fulfillmentOrders }) =>
      order.endingAt === undefined || handedOver(fulfillmentOrders).length === 0,
    'an order that was cancelled or rejected holds and keeps no money of a card': (records) =>
      !isUndone(records) ||
      (records.gateway.every(({ state }) => state !== 'authorized') &&
        total(records.gateway, 'captured') === total(records.gateway, 'refunded')),
    'an order that was cancelled or rejected reserves nothing': (records) =>
      !isUndone(records) || unitsHeld(records) === 0,
    'an order that was cancelled or rejected uses no promotion': (records) =>
      !isUndone(records) || records.redemption?.state !== 'redeemed',
    'a confirmed order has the promotions that it was quoted': ({ orders: { order }, redemption }) =>
      order.promotions === undefined ||
      order.confirmedAt === undefined ||
      order.endingAt !== undefined ||
      redemption?.state === 'redeemed',
    'gift cards are issued when their order has paid for them': ({ orders: { order }, giftCards }) =>
      order.completedAt !== undefined || giftCards.every(({ card }) => card === undefined),
    'the order knows of its payment nothing newer than there is': ({ orders: { order }, payments }) =>
      order.payment.sequence <= (payments?.sequence ?? 0),
  }),
}

/** What must hold besides once nothing is on its way: no message, no retry, no run that works. */
const ONCE_QUIET: Rules<OrderRecords> = {
  ...LEDGER_ONCE_QUIET,
  ...rulesOf<OrderRecords>(inWords, {
    'the order has the payment as it is': ({ orders: { order }, payments }) => {
      if (!payments) return order.payment.sequence === 0
      const { status, authorized, captured, refunded } = summaryOf(payments.payment, payments.sequence)
      const copy = order.payment
      return (
        copy.status === status &&
        copy.authorized === authorized &&
        copy.captured === captured &&
        copy.refunded === refunded
      )
    },
    'the order has its fulfillment orders as they are': ({ orders, fulfillmentOrders }) =>
      fulfillmentOrders.every(
        ({ id, status }) =>
          orders.fulfillmentOrders.find(({ fulfillmentOrderId }) => fulfillmentOrderId === id)?.status ===
          status,
      ),
    'each fulfillment order that lives sends its allocation, and each allocation has one': (records) =>
      records.orders.order.confirmedAt === undefined ||
      records.orders.order.endingAt !== undefined ||
      toSend(records) === inWork(records),
    "the order has its parcels' address as it was corrected last": ({
      orders: { order },
      recipientVersion,
    }) => order.endingAt !== undefined || (order.recipientVersion ?? 0) === recipientVersion,
    'an order that was cancelled or rejected has its work cancelled': (records) =>
      !isUndone(records) || records.fulfillmentOrders.every(({ status }) => status === 'cancelled'),
    'an order whose goods have left reserves nothing': (records) =>
      records.orders.order.shippedAt === undefined ||
      records.fulfillmentOrders.some(({ status }) => status !== 'handed_over' && status !== 'cancelled') ||
      unitsHeld(records) === 0,
    'what is open is reserved': ({ orders: { order, allocations }, reservation }) => {
      if (order.confirmedAt === undefined || TERMINAL.has(order.status) || order.endingAt) return true
      const promised = allocations
        .flatMap(({ lines }) => lines)
        .reduce((sum, { quantity }) => sum + quantity, 0)
      return reservation !== undefined && reservation.reservation.units === promised
    },
    'each gift card that was paid is issued for its price, or was given back': ({ orders, giftCards }) =>
      orders.order.completedAt === undefined ||
      boughtGiftCards(orders.details).every(({ sku, quantity, unitPrice }) => {
        const units = giftCards.filter((one) => one.sku === sku)
        return (
          units.length === quantity && units.every(({ card }) => !card || card.issued === unitPrice.amount)
        )
      }),
    'as many gift cards are void as were given back': ({ orders: { details, bill }, giftCards }) =>
      givenBackGiftCards(details, bill, false).every(
        ({ sku, givenBack }) =>
          giftCards.filter((one) => one.sku === sku && one.card?.status !== 'active').length >= givenBack,
      ),
    'a gift card whose money was lost to a dispute is void, or was used': ({
      orders: { order, details, bill },
      giftCards,
    }) =>
      chargedBackGiftCards(details, bill, order).every(
        ({ sku, bought, givenBack }) =>
          giftCards.filter((one) => one.sku === sku && one.card && isUnspent(one.card)).length <=
          bought - givenBack,
      ),
    'refunds have ended alike in orders and in payments': ({ orders: { refunds }, payments }) =>
      refunds.every(
        ({ id, state, amount }) =>
          state !== 'succeeded' ||
          payments?.refunds.some((one) => one.id === id && one.state === state && one.amount === amount),
      ),
  }),
}

const always = violationsOf(ALWAYS)
const onceQuiet = violationsOf(ONCE_QUIET)
/** Their names. */
export const RULES_ACROSS: readonly string[] = [...always.rules, ...onceQuiet.rules]

/** What is wrong with an order across its contexts; `quiet` says that nothing of it is on its way. */
export const violations = (records: OrderRecords, { quiet }: { readonly quiet: boolean }): string[] => [
  ...always(records),
  ...(quiet ? onceQuiet(records) : []),
]

/** Whether anybody or anything will see to the order. */
export interface Watched {
  readonly order: Pick<OrderBooks['order'], 'id' | 'status' | 'deadline' | 'attention'>
  /** The run that the order names is at work, or waits. */
  readonly isRunning: boolean
  readonly now: Date
}

/** The sweeper comes each minute; an order that is later than this was forgotten. Milliseconds. */
const SWEPT_WITHIN = minutes(5)

/** No limbo: an order has ended, or runs, or has a deadline to come, or stands on the attention list. */
export const limboViolations = violationsOf<Watched>(
  rulesOf(
    ({ order: { id, status, deadline } }) =>
      `${id} is ${status}, its deadline ${deadline ?? 'none'}, nothing runs`,
    {
      'somebody or something sees to every open order': ({ order, isRunning, now }) =>
        TERMINAL.has(order.status) ||
        isRunning ||
        order.attention !== undefined ||
        (order.deadline !== undefined && Date.parse(order.deadline) + SWEPT_WITHIN > now.getTime()),
    },
  ),
)

const handedOver = (all: OrderRecords['fulfillmentOrders']) =>
  all.filter(({ status }) => status === 'handed_over')

const hasLeft = ({ fulfillmentOrders }: OrderRecords): boolean => handedOver(fulfillmentOrders).length > 0

/** What the order has each fulfillment order send. */
const toSend = ({ orders: { order, allocations } }: OrderRecords): string =>
  inLines(allocations.map((one) => ({ id: senderOf(order.id, one), lines: one.lines })))

/** What each fulfillment order that lives sends. */
const inWork = ({ fulfillmentOrders }: OrderRecords): string =>
  inLines(fulfillmentOrders.filter(({ status }) => status !== 'cancelled'))

const inLines = (
  all: readonly { readonly id: FulfillmentOrderId; readonly lines: readonly QuantityOf[] }[],
): string =>
  all
    .flatMap(({ id, lines }) =>
      [...sumBySku(lines)].flatMap(([sku, units]) => (units > 0 ? [`${id} ${units} ${sku}`] : [])),
    )
    .toSorted()
    .join(', ')

/** Some of its goods are neither cancelled nor given back. */
const hasGoodsToSend = ({ orders: { details, bill } }: OrderRecords): boolean =>
  details.lines.some(
    ({ lineId, kind }) =>
      kind === 'physical' && bill.lines.some((line) => line.lineId === lineId && line.units > 0),
  )

const isUndone = ({ orders: { order } }: OrderRecords): boolean =>
  order.status === 'cancelled' || order.status === 'rejected'

const unitsHeld = ({ reservation }: OrderRecords): number => {
  if (!reservation) return 0
  const { chunks, changes, left, reservation: header } = reservation
  return stillReserved([...chunks.slice(0, header.taken).flat(), ...changes], left).reduce(
    (sum, { quantity }) => sum + quantity,
    0,
  )
}

function inWords(records: OrderRecords): string {
  const { orders, reservation, fulfillmentOrders } = records
  const { id, status, payment: copy } = orders.order
  return `${id} is ${status}; to be sent: ${toSend(records) || 'nothing'}, in work: ${inWork(records) || 'nothing'}; ${ledgerInWords(records)}, the order's copy is ${copy.status} with ${copy.captured} captured, ${copy.refunded} refunded; reservation ${reservation?.reservation.status ?? 'none'} of ${unitsHeld(records)} units; fulfillment ${fulfillmentOrders.map((one) => one.status).join(', ') || 'none'}`
}
