import { expect, vi } from 'vitest'
import { PATIENCE_MS } from './eventually.ts'
import { gatewayLedger, messagesTo } from './outside.ts'
import * as shapes from './shapes.ts'
import { orderThatIs, readOrder, readStock, type Shop } from './shop.ts'

const LOOK_MS = 500

/** Pieces of a SKU, at all stock locations together. */
interface Pieces {
  readonly onHand: number
  readonly reserved: number
}

/** Money in minor units, of all payment intents of an order together. */
interface Money {
  readonly authorized: number
  readonly captured: number
  readonly refunded: number
  /** How many authorizations still hold money. */
  readonly liveAuthorizations: number
}

/** How the case of an order ends, wherever somebody looks. A number that is not named is 0. */
export interface End {
  readonly status: string
  /** As the order and the payment itself say it. */
  readonly paymentStatus: string
  readonly fulfillmentStatus: string
  /** By SKU. */
  readonly stock: Readonly<Record<string, Partial<Pieces>>>
  /** What the gateway did. */
  readonly ledger: Partial<Money>
  /** What the payment has on record, where money went past the gateway: of what was received, how much pays for the order. */
  readonly recorded?: { readonly received: number; readonly captured?: number; readonly refunded?: number }
  /** By language, the subjects of all mails that the customer got, in any order; `#` stands for the order's number. */
  readonly mails: Readonly<Record<string, readonly string[]>>
}

/** Where an order is while the warehouse works on it. */
export const IN_WORK = {
  status: 'processing',
  paymentStatus: 'authorized',
  fulfillmentStatus: 'in_progress',
} as const

/** Where most orders end. */
export const DELIVERED_AND_PAID = {
  status: 'completed',
  paymentStatus: 'captured',
  fulfillmentStatus: 'delivered',
} as const

/** Where an order is that was cancelled before anything of it left. */
export const CANCELLED = {
  status: 'cancelled',
  paymentStatus: 'voided',
  fulfillmentStatus: 'cancelled',
} as const

/** By language, what a customer hears of an order that goes from placed to delivered in one parcel. */
export const PLAIN_MAILS = {
  en: [
    'Your order # is confirmed',
    'On its way: your order #',
    'Out for delivery today: your order #',
    'Delivered: your order #, with the receipt',
  ],
  ja: [
    'ご注文を承りました（注文番号 #）',
    '商品を発送しました（注文番号 #）',
    '本日お届け予定です（注文番号 #）',
    'お届けが完了しました・領収書（注文番号 #）',
  ],
  'zh-Hans': [
    '您的订单已确认（订单号 #）',
    '您的商品已发货（订单号 #）',
    '今日派送：您的包裹（订单号 #）',
    '您的订单已送达，附收据（订单号 #）',
  ],
} as const

/** The order, its payment, its stock, the gateway's ledger and the mails come to say all of this, and nothing else. */
export async function expectEnd(shop: Shop, { id }: { id: string }, end: End): Promise<void> {
  await orderThatIs(shop, id, end.status)
  const { mails, ...rest } = inFull(end)
  await vi.waitFor(
    async () => {
      const { number, ...found } = await lookEverywhere(shop, id, Object.keys(end.stock))
      expect(found).toEqual(rest)
      // The last that come, and the dearest to look at.
      expect(await subjectsOf(shop, id, number)).toEqual(mails)
    },
    { timeout: PATIENCE_MS, interval: LOOK_MS },
  )
}

function inFull({ status, paymentStatus, fulfillmentStatus, stock, ledger, recorded, mails }: End) {
  const money: Money = { authorized: 0, captured: 0, refunded: 0, liveAuthorizations: 0, ...ledger }
  const { received, captured = 0, refunded = 0 } = recorded ?? { ...money, received: 0 }
  return {
    order: { status, paymentStatus, fulfillmentStatus },
    payment: { status: paymentStatus, captured, refunded, received },
    stock: mapValues(stock, (pieces) => ({ onHand: 0, reserved: 0, ...pieces })),
    ledger: money,
    mails: mapValues(mails, (subjects) => subjects.toSorted()),
  }
}

async function lookEverywhere(shop: Shop, id: string, skus: readonly string[]) {
  const order = await readOrder(shop, id)
  const [payment, ledger, levels] = await Promise.all([
    readPayment(shop, id),
    gatewayLedger(shop, id),
    Promise.all(skus.map((sku) => readStock(shop, sku))),
  ])
  const { number, status, paymentStatus, fulfillmentStatus } = order
  return {
    number,
    order: { status, paymentStatus, fulfillmentStatus },
    payment: {
      status: payment.status,
      captured: payment.captured.amount,
      refunded: payment.refunded.amount,
      received: payment.received?.amount ?? 0,
    },
    stock: Object.fromEntries(
      levels.map(({ locations }, place) => [
        skus[place],
        { onHand: sumOf(locations, 'onHand'), reserved: sumOf(locations, 'reserved') },
      ]),
    ),
    ledger: {
      authorized: sumOf(ledger, 'authorized'),
      captured: sumOf(ledger, 'captured'),
      refunded: sumOf(ledger, 'refunded'),
      liveAuthorizations: ledger.filter(({ liveAuthorization }) => liveAuthorization).length,
    },
  }
}

const readPayment = async (shop: Shop, id: string): Promise<shapes.Payment> =>
  (await shop.machine.get(`/orders/${id}/payment`)).as(shapes.payment)

/** The subjects of all mails to whoever placed an order, by language; those about another order of theirs aside. */
async function subjectsOf(shop: Shop, id: string, number: string) {
  const { customer } = (await shop.machine.get(`/orders/${id}/customer`)).as(shapes.customerOfOrder)
  const mails = (await messagesTo(shop, customer.email)).filter(({ text }) => text.includes(number))
  return mapValues(
    Object.groupBy(mails, ({ locale }): string => locale ?? 'no language'),
    (some = []) => some.map(({ subject }) => subject?.replaceAll(number, '#')).toSorted(),
  )
}

const sumOf = <Name extends string>(items: readonly Record<Name, number>[], name: Name): number =>
  items.reduce((sum, item) => sum + item[name], 0)

const mapValues = <From, To>(
  of: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> => Object.fromEntries(Object.entries(of).map(([key, value]) => [key, change(value)]))
