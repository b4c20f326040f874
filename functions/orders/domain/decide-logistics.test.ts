import { expect, test } from 'vitest'
import { decideLogistics, settledOf } from './decide-logistics.ts'
import type { Fact } from './facts.ts'
import type { Logistics, ShipmentCopy } from './logistics.ts'
import type { Order } from './order.ts'
import {
  AT,
  after,
  confirmed,
  copyOf,
  FUL_1,
  FUL_2,
  HOUR,
  PARCEL_1,
  PARCEL_2,
  shipmentOf,
} from './told.fixtures.ts'

const processing: Order = { ...confirmed, status: 'processing', fulfillmentStatus: 'in_progress' }
const partly: Order = {
  ...{ ...processing, status: 'partially_shipped', fulfillmentStatus: 'partially_shipped' },
  ...{ claims: [FUL_1], handedOver: [FUL_1] },
}
const shipped: Order = {
  ...{ ...processing, status: 'shipped', fulfillmentStatus: 'shipped', shippedAt: AT },
  ...{ claims: [FUL_1, FUL_2], handedOver: [FUL_1, FUL_2] },
}
const open = [copyOf(FUL_1, 'open'), copyOf(FUL_2, 'open')]
const firstLeft = copyOf(FUL_1, 'handed_over', PARCEL_1)
const left = [firstLeft, copyOf(FUL_2, 'handed_over', PARCEL_2)]
const second = shipmentOf(PARCEL_2, 'in_transit')
const moving = [shipmentOf(PARCEL_1, 'in_transit'), second]
const arrived = (id: typeof PARCEL_1, at = AT) => shipmentOf(id, 'delivered', { deliveredAt: at })
const noted = (fulfillmentStatus: Order['fulfillmentStatus']): Fact => ({
  ...{ type: 'logistics_noted', fulfillmentStatus },
})
const gone = (fulfillmentOrderId: typeof FUL_1, all: boolean): Fact => ({
  ...{ type: 'handed_over', fulfillmentOrderId, all },
})
const known = (fulfillmentOrders = open, shipments: ShipmentCopy[] = []): Logistics => ({
  ...{ fulfillmentOrders, shipments },
})

test.each<[what: string, Order, Logistics, facts: Fact[]]>([
  ['nothing new', shipped, known(left, moving), []],
  [
    'nothing of an order that is not confirmed',
    { ...confirmed, expectedFulfillmentOrders: undefined },
    known(),
    [],
  ],
  ['nothing of an order that has ended', { ...shipped, status: 'returned' }, known(), []],
  ['nothing to work on yet', confirmed, known([]), []],
  [
    'that work has begun',
    confirmed,
    known(),
    [noted('in_progress'), { type: 'processing', fulfillmentOrders: 2 }],
  ],
  [
    'of an order that ends, no more than where its goods are',
    { ...confirmed, status: 'cancelling' },
    known(),
    [noted('in_progress')],
  ],
  [
    'that one of two has left',
    processing,
    known([firstLeft], moving),
    [noted('partially_shipped'), gone(FUL_1, false)],
  ],
  ['nothing of what has left in parcels that are not known yet', partly, known(left, []), [noted('shipped')]],
  ['that the other has left, and so all', partly, known(left, moving), [noted('shipped'), gone(FUL_2, true)]],
  [
    'that both have left',
    processing,
    known(left, moving),
    [noted('shipped'), gone(FUL_1, false), gone(FUL_2, true)],
  ],
  [
    'that all has left and arrived',
    partly,
    known(left, [arrived(PARCEL_1), arrived(PARCEL_2, after(HOUR))]),
    [noted('delivered'), gone(FUL_2, true), { type: 'delivered', at: after(HOUR) }],
  ],
  [
    'that all has arrived',
    shipped,
    known(left, [arrived(PARCEL_1), arrived(PARCEL_2)]),
    [noted('delivered'), { type: 'delivered', at: AT }],
  ],
  [
    'nothing more once it was delivered',
    { ...shipped, status: 'delivered', fulfillmentStatus: 'delivered', deliveredAt: AT },
    known(left, [arrived(PARCEL_1), arrived(PARCEL_2)]),
    [],
  ],
])('from the copies follows %s', (_, order, logistics, facts) => {
  expect(decideLogistics(order, logistics)).toEqual(facts)
})

const troubledBy = (order: Order, ...shipments: ShipmentCopy[]) => {
  const facts = decideLogistics(order, known(left, shipments))
  return {
    parcels: facts.flatMap((fact) => (fact.type === 'parcel_troubled' ? [fact.shipmentId] : [])),
    asked: facts.flatMap((fact) => (fact.type === 'attention_needed' ? [fact] : [])),
  }
}

test.each([
  ['lost', 'lost'],
  ['returned_to_sender', 'way back'],
] as const)('a person is asked once about parcels that are %s', (status, word) => {
  const parcel = shipmentOf(PARCEL_1, status)
  const { parcels, asked } = troubledBy(shipped, parcel, second)
  expect(parcels).toEqual([PARCEL_1])
  expect(asked).toMatchObject([{ beside: true, reason: expect.stringContaining(word) }])
  expect(asked[0]?.reason).toContain(parcel.trackingNumber)
  const again = troubledBy({ ...shipped, troubled: [PARCEL_1] }, parcel, second)
  expect(again).toEqual({ parcels: [], asked: [] })
})

test('of two parcels in trouble, both are noted, and one question is asked', () => {
  const { parcels, asked } = troubledBy(shipped, shipmentOf(PARCEL_1, 'lost'), shipmentOf(PARCEL_2, 'lost'))
  expect(parcels).toEqual([PARCEL_1, PARCEL_2])
  expect(asked).toHaveLength(1)
})

test.each([
  ['refund', [PARCEL_1]],
  ['reship', [PARCEL_1]],
  ['claim', []],
] as const)(
  'a parcel that staff answered with "%s" is waited for no more, unless it is claimed',
  (action, ids) => {
    const order: Order = { ...shipped, resolved: [{ shipmentId: PARCEL_1, action }] }
    expect([...settledOf(order)]).toEqual(ids)
    const { parcels } = troubledBy(order, shipmentOf(PARCEL_1, 'lost'), second)
    expect(parcels).toEqual(action === 'claim' ? [PARCEL_1] : [])
  },
)

test('no parcel is settled of an order of which none was decided about', () => {
  expect([...settledOf(shipped)]).toEqual([])
})

const until = (id: typeof PARCEL_1, latest: string, status: ShipmentCopy['status'] = 'in_transit') =>
  shipmentOf(id, status, { promise: { earliest: '2026-11-24', latest } })

test.each<[what: string, Partial<Order>, ShipmentCopy[], latest: string | undefined]>([
  ['the day that was promised is kept', {}, [until(PARCEL_1, '2026-11-26')], undefined],
  ['no carrier says when', {}, moving, undefined],
  ['a carrier needs a day more', {}, [until(PARCEL_1, '2026-11-27')], '2026-11-27'],
  [
    'two carriers need longer: by the later of both',
    {},
    [until(PARCEL_1, '2026-11-28'), until(PARCEL_2, '2026-11-27')],
    '2026-11-28',
  ],
  ['that day was told already', { delayedTo: '2026-11-27' }, [until(PARCEL_1, '2026-11-27')], undefined],
  ['it became later still', { delayedTo: '2026-11-27' }, [until(PARCEL_1, '2026-11-28')], '2026-11-28'],
  ['no day was promised', { promisedBy: undefined }, [until(PARCEL_1, '2026-11-27')], undefined],
  ...(['delivered', 'returned_to_sender', 'lost', 'cancelled'] as const).map(
    (status): [string, Partial<Order>, ShipmentCopy[], undefined] => [
      `the late parcel is ${status}`,
      {},
      [until(PARCEL_1, '2026-11-27', status)],
      undefined,
    ],
  ),
])(
  'the customer hears of a later day, once, and not where it is kept: %s',
  (_, changes, shipments, latest) => {
    const order: Order = { ...shipped, promisedBy: '2026-11-26', ...changes }
    const delays = decideLogistics(order, known(left, shipments)).filter(({ type }) => type === 'delayed')
    expect(delays).toEqual(latest ? [{ type: 'delayed', promise: { earliest: latest, latest } }] : [])
  },
)
