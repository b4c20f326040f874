import {
  fulfillmentOrderCreated,
  fulfillmentOrderLabeled,
  fulfillmentOrderPicked,
  fulfillmentOrderPicking,
} from '#contexts/fulfillment/contract/events.ts'
import * as orders from '#contexts/orders/contract/events.ts'
import { shipmentLabelCreated, shipmentStatusChanged } from '#contexts/shipping/contract/events.ts'
import { hours, minutes } from '#shared/clock.ts'
import type { EventDefinition } from '#shared/events.ts'
import type { Chance } from '#simulation/chance.ts'
import { byCard, GOOD_CARD, OTHER_CARD } from '#simulation/people/customers.ts'
import { giftCardCode } from '#simulation/people/gift-cards.ts'
import {
  DECLINED_CARD,
  ON_SESSION_CARD,
  RISKY_CARD,
  SECURE_CARD,
  UNKNOWN_CARD,
} from '#support/fake-gateway.ts'
import * as act from './acts.ts'
import type { Case, Deed, Part } from './deed.ts'

const one = (name: string, part: Part | ((chance: Chance) => Part)): Case => ({
  name,
  draw: typeof part === 'function' ? part : () => part,
})

/** At any time from its placing until it has left, and a little longer. */
const ANY_TIME: readonly EventDefinition[] = [
  orders.orderPlaced,
  orders.orderPaymentRequired,
  orders.orderConfirmed,
  orders.orderProcessing,
  fulfillmentOrderPicking,
  fulfillmentOrderPicked,
  shipmentLabelCreated,
  fulfillmentOrderLabeled,
  orders.orderPartiallyShipped,
  orders.orderShipped,
  orders.orderDelivered,
]
/** While it is in work. */
const IN_WORK = ANY_TIME.slice(2, 8)

/** Something that is done about any order of its kind, at one of these moments. */
const atSomeTime = (name: string, at: readonly EventDefinition[], what: Deed['act'], part: Part = {}): Case =>
  one(name, (chance) => ({ ...part, deeds: [{ upon: chance.pick(at), within: minutes(3), act: what }] }))

export const BASKETS: readonly Case[] = [
  one('one item', (chance) => ({ wish: { lines: [{ sku: 'BOOK', quantity: 1 + chance.below(3) }] } })),
  one('several items', (chance) => ({
    wish: {
      lines: [
        { sku: 'BOOK', quantity: 1 + chance.below(3) },
        { sku: 'SHIRT', quantity: 1 + chance.below(3) },
        { sku: 'BOOK', quantity: 1 },
      ],
    },
  })),
  one('several locations', (chance) => ({
    wish: {
      lines: [
        { sku: 'SHIRT', quantity: 1 + chance.below(3) },
        { sku: 'LAMP', quantity: 1 + chance.below(2) },
      ],
    },
  })),
  one('goods and a download', {
    wish: {
      lines: [
        { sku: 'BOOK', quantity: 2 },
        { sku: 'EBOOK', quantity: 1 },
      ],
    },
  }),
  one('a download alone', { wish: { lines: [{ sku: 'EBOOK', quantity: 1 }] } }),
  one('goods and a gift card', {
    wish: {
      lines: [
        { sku: 'BOOK', quantity: 1 },
        { sku: 'CARD', quantity: 1 },
      ],
    },
  }),
  one('gift cards alone', (chance) => ({
    wish: { lines: [{ sku: 'CARD', quantity: 1 + chance.below(3) }] },
  })),
  one('nothing to pay', { wish: { lines: [{ sku: 'LEAFLET', quantity: 1 }], payment: { kind: 'none' } } }),
  one('the last units', { wish: { lines: [{ sku: 'RARE', quantity: 1 }] } }),
  one('a code', (chance) => ({
    wish: { lines: [{ sku: 'BOOK', quantity: 1 + chance.below(3) }], codes: ['EVERYBODY'] },
  })),
  one('the last uses of a code', { wish: { lines: [{ sku: 'SHIRT', quantity: 3 }], codes: ['FEW'] } }),
]

const upon = (
  definition: EventDefinition,
  what: Deed['act'],
  { after = 0, within = minutes(10) } = {},
): Deed => ({
  upon: definition,
  after,
  within,
  act: what,
})

const uponParcel = (status: string, what: Deed['act'], times = {}): Deed => ({
  ...upon(shipmentStatusChanged, what, times),
  when: act.isParcel(status),
})

const paysLater = upon(orders.orderPaymentRequired, act.pay({ kind: 'card', paymentMethodId: OTHER_CARD }))
const store = { kind: 'delayed', method: 'store' } as const
const transfer = { kind: 'delayed', method: 'bank_transfer' } as const
const byReference =
  (...deeds: Deed[]) =>
  (chance: Chance): Part => ({
    wish: { payment: chance.pick([store, transfer]) },
    deeds,
  })

/** Fewer than orders ask for: some are used up when they are asked. */
export const GIFT_CARDS = { howMany: 40, yen: 1_500 } as const

const anyGiftCard = (chance: Chance): string => giftCardCode(chance.below(GIFT_CARDS.howMany))

export const PAYMENTS: readonly Case[] = [
  one('card', { wish: { payment: byCard(GOOD_CARD) } }),
  one('card, renewable', { wish: { payment: byCard(GOOD_CARD, { renewable: true }) } }),
  one('3-D Secure, confirmed', { wish: { payment: byCard(SECURE_CARD) }, bank: 'succeed' }),
  one('3-D Secure, failed', { wish: { payment: byCard(SECURE_CARD) }, bank: 'fail' }),
  one('3-D Secure, failed, and paid again', {
    wish: { payment: byCard(SECURE_CARD) },
    bank: 'fail',
    deeds: [
      upon(orders.orderPaymentRequired, act.pay({ kind: 'card', paymentMethodId: OTHER_CARD }), {
        after: minutes(5),
      }),
    ],
  }),
  one('3-D Secure, abandoned', { wish: { payment: byCard(SECURE_CARD) }, bank: 'nothing' }),
  one('declined', { wish: { payment: byCard(DECLINED_CARD) } }),
  one('declined, and paid again', { wish: { payment: byCard(DECLINED_CARD) }, deeds: [paysLater] }),
  one('declined, and paid at a store', {
    wish: { payment: byCard(DECLINED_CARD) },
    deeds: [
      upon(orders.orderPaymentRequired, act.pay(store)),
      upon(orders.orderPaymentRequired, act.payReference(1), { after: minutes(20) }),
    ],
  }),
  one('a gift card and a card', (chance) => ({
    wish: { payment: byCard(GOOD_CARD, { giftCards: [anyGiftCard(chance)] }) },
  })),
  one('a gift card and a declined card, and then another', (chance) => ({
    wish: { payment: byCard(DECLINED_CARD, { giftCards: [anyGiftCard(chance)] }) },
    deeds: [paysLater],
  })),
  one('a gift card alone that has too little, and then a card', (chance) => ({
    wish: { payment: { kind: 'gift_card', giftCards: [anyGiftCard(chance)] } },
    deeds: [paysLater],
  })),
  one('two gift cards', (chance) => ({
    wish: { payment: byCard(GOOD_CARD, { giftCards: [anyGiftCard(chance), anyGiftCard(chance)] }) },
  })),
  one('a card that the gateway does not know', { wish: { payment: byCard(UNKNOWN_CARD) } }),
  one('risky, and released', {
    wish: { payment: byCard(RISKY_CARD) },
    deeds: [upon(orders.orderHeld, act.releaseOne)],
  }),
  one('risky, and declined', {
    wish: { payment: byCard(RISKY_CARD) },
    deeds: [upon(orders.orderHeld, act.declineOne)],
  }),
  one('paid by reference', byReference(upon(orders.orderPaymentRequired, act.payReference(1)))),
  one(
    'paid by reference, told twice',
    byReference(upon(orders.orderPaymentRequired, act.payReference(1, { told: 2 }))),
  ),
  one(
    'paid by reference, too late',
    byReference(upon(orders.orderPaymentRequired, act.payReference(1), { after: hours(9) })),
  ),
  one(
    'paid by reference, short and then the rest',
    byReference(
      upon(orders.orderPaymentRequired, act.payReference(0.5)),
      upon(orders.orderPaymentRequired, act.payReference(0.5), { after: minutes(15) }),
    ),
  ),
  one('paid by reference, short', byReference(upon(orders.orderPaymentRequired, act.payReference(0.5)))),
  one(
    'paid by reference twice, and one given back',
    byReference(
      upon(orders.orderPaymentRequired, act.payReference(1)),
      upon(orders.orderPaymentRequired, act.payReference(1), { after: minutes(15) }),
      upon(orders.orderPaymentRequired, act.giveBackByHand, { after: hours(1) }),
    ),
  ),
  one('a reference that nobody pays', byReference()),
  one(
    'a reference, and then a card',
    byReference(upon(orders.orderPaymentRequired, act.pay({ kind: 'card', paymentMethodId: OTHER_CARD }))),
  ),
  one('cash on delivery', {
    wish: { payment: { kind: 'offline', method: 'cash_on_delivery' } },
    deeds: [upon(orders.orderDelivered, act.payInvoice)],
  }),
  one('an invoice, paid later', {
    wish: { payment: { kind: 'offline', method: 'invoice' } },
    deeds: [upon(orders.orderConfirmed, act.payInvoice, { within: hours(6) })],
  }),
]

const CARRIED = ['in_transit', 'out_for_delivery'] as const
const RENEWABLE = byCard(GOOD_CARD, { renewable: true })
/** Longer than an authorization may be left alone. */
const LONG = { after: hours(8), within: hours(1) }

/** Goods that go by a parcel, paid by card. */
const SENT: Part = { wish: { lines: [{ sku: 'BOOK', quantity: 2 }], payment: byCard(GOOD_CARD) } }
const sent = (name: string, part: Part): Case => one(name, { ...SENT, ...part })

export const HAPPENINGS: readonly Case[] = [
  atSomeTime('cancelled whole', ANY_TIME, act.cancelWhole),
  atSomeTime('cancelled by line', IN_WORK, act.cancelOneUnit),
  one('held and released', (chance) => ({
    deeds: [
      {
        upon: chance.pick([orders.orderPlaced, ...IN_WORK]),
        within: minutes(2),
        act: act.holdIt('confirm', 'hand_over'),
      },
      upon(orders.orderHeld, act.releaseOne, { within: hours(1) }),
    ],
  })),
  one('held before its confirmation, and declined', {
    ...SENT,
    deeds: [
      upon(orders.orderPlaced, act.holdIt('confirm'), { within: 0 }),
      upon(orders.orderHeld, act.declineOne, { within: hours(1) }),
    ],
  }),
  one('held, and forgotten', (chance) => ({
    ...SENT,
    deeds: [
      {
        upon: chance.pick([orders.orderPlaced, orders.orderProcessing]),
        act: act.holdIt('confirm', 'hand_over'),
      },
    ],
  })),
  atSomeTime('address corrected', ANY_TIME.slice(0, 6), act.moveNextDoor),
  atSomeTime('captured by staff', [orders.orderShipped], act.captureNow, SENT),
  atSomeTime('run again by staff', ANY_TIME, act.repair('retry')),
  atSomeTime('undone by staff', ANY_TIME.slice(0, 8), act.repair('compensate')),
  atSomeTime('withdrawn whole', ANY_TIME, act.withdrawWhole),
  atSomeTime('withdrawn by line', ANY_TIME, act.withdrawOneUnit),

  atSomeTime('refunded by amount', [orders.orderCompleted], act.refundAmount, SENT),
  atSomeTime('refunded by line', [orders.orderCompleted, orders.orderDelivered], act.refundOneUnit, SENT),
  atSomeTime('refunded whole', [orders.orderCompleted], act.refundAll, SENT),
  atSomeTime('a refund approved by another', [orders.orderCompleted], act.refundWith('approve'), SENT),
  atSomeTime('a refund declined by another', [orders.orderCompleted], act.refundWith('decline'), SENT),
  sent('a refund that comes back', {
    deeds: [
      upon(orders.orderCompleted, act.refundAmount),
      upon(orders.orderRefunded, act.bankSendsBack, { after: hours(1) }),
    ],
  }),
  sent('a dispute, won', {
    deeds: [
      upon(orders.orderCompleted, act.disputes('open')),
      upon(orders.orderCompleted, act.disputes('won'), { after: hours(2) }),
    ],
  }),
  sent('a dispute, lost', {
    deeds: [
      upon(orders.orderCompleted, act.disputes('open')),
      upon(orders.orderCompleted, act.disputes('lost'), { after: hours(2) }),
    ],
  }),
  sent('a bank that only asks', { deeds: [upon(orders.orderCompleted, act.disputes('open', true))] }),
  sent('a bank that asks, and then takes the money', {
    deeds: [
      upon(orders.orderCompleted, act.disputes('open', true)),
      upon(orders.orderCompleted, act.inquiryEscalates, { after: hours(2) }),
    ],
  }),
  sent('an authorization that the gateway ends, and paid again', {
    deeds: [
      upon(orders.orderProcessing, act.gatewayEndsAuthorization, { within: 0 }),
      upon(orders.orderHeld, act.pay({ kind: 'card', paymentMethodId: OTHER_CARD }), { within: hours(1) }),
    ],
  }),
  one('an authorization that the gateway ends', (chance) => ({
    ...SENT,
    deeds: [{ upon: chance.pick(ANY_TIME.slice(2)), within: minutes(2), act: act.gatewayEndsAuthorization }],
  })),
  sent('an authorization renewed', {
    wish: { ...SENT.wish, payment: RENEWABLE },
    deeds: [
      upon(orders.orderConfirmed, act.holdIt('hand_over'), { within: 0 }),
      upon(orders.orderHeld, act.releaseOne, LONG),
    ],
  }),
  sent('an authorization that is not renewed without its payer', {
    wish: { ...SENT.wish, payment: byCard(ON_SESSION_CARD, { renewable: true }) },
    deeds: [
      upon(orders.orderConfirmed, act.holdIt('hand_over'), { within: 0 }),
      upon(orders.orderPaymentRequired, act.pay({ kind: 'card', paymentMethodId: OTHER_CARD })),
      upon(orders.orderHeld, act.releaseOne, LONG),
    ],
  }),

  one('a short pick', {
    ...SENT,
    deeds: [upon(fulfillmentOrderCreated, act.findsOneMissing, { within: minutes(1) })],
  }),
  one('several parcels', {
    wish: { lines: [{ sku: 'BOOK', quantity: 3 }] },
    deeds: [upon(fulfillmentOrderPicked, act.packSingly, { within: 0 })],
  }),
  one('a label given back and bought again', {
    ...SENT,
    deeds: [upon(shipmentLabelCreated, act.labelIsTorn, { within: 20_000 })],
  }),

  sent('nobody at the door at first', {
    way: ['in_transit', 'delivery_attempted', 'out_for_delivery', 'delivered'],
    deeds: [uponParcel('delivery_attempted', act.isSeen)],
  }),
  sent('fetched from a shop', {
    way: ['in_transit', 'available_for_pickup', 'delivered'],
    deeds: [uponParcel('available_for_pickup', act.isSeen)],
  }),
  sent('lost, and refunded', {
    way: ['in_transit'],
    deeds: [uponParcel('lost', act.resolves('refund'))],
  }),
  sent('lost, and sent again', {
    way: ['in_transit'],
    deeds: [uponParcel('lost', act.resolves('reship'))],
  }),
  sent('lost, and claimed', {
    way: ['in_transit'],
    deeds: [uponParcel('lost', act.resolves('claim'))],
  }),
  sent('sent back, refunded and inspected', {
    way: [...CARRIED, 'returned_to_sender'],
    deeds: [
      uponParcel('returned_to_sender', act.resolves('refund')),
      uponParcel('returned_to_sender', act.inspects, { after: minutes(30) }),
    ],
  }),
  sent('sent back, and sent again', {
    way: [...CARRIED, 'returned_to_sender'],
    deeds: [uponParcel('returned_to_sender', act.resolves('reship'))],
  }),
  sent('damaged, and refunded', {
    deeds: [uponParcel('delivered', act.resolves('refund'), { after: hours(1) })],
  }),
  sent('damaged, and sent again while the rest is on its way', {
    way: ['delivered'],
    deeds: [
      upon(fulfillmentOrderPicked, act.packSingly, { within: 0 }),
      uponParcel('delivered', act.resolves('reship'), { within: 0 }),
    ],
  }),
]

export const CASES: readonly Case[] = [...BASKETS, ...PAYMENTS, ...HAPPENINGS]
