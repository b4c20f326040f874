import { expect, test } from 'vitest'
import {
  contentOf,
  deliveredAt,
  type FulfillmentOrderCopy,
  fulfillmentStatusOf,
  type ShipmentCopy,
  shipmentsOf,
} from './logistics.ts'
import {
  AT,
  after,
  BOOK,
  copyOf,
  FUL_1,
  FUL_2,
  HOUR,
  PARCEL_1,
  PARCEL_2,
  PARCEL_3,
  shipmentOf,
} from './told.fixtures.ts'

const scan = (at: string) => ({ at, status: 'delivered' as const, description: '' })
const arrived = (id: typeof PARCEL_1, at = AT) => shipmentOf(id, 'delivered', { deliveredAt: at })
const moving = (id: typeof PARCEL_1) => shipmentOf(id, 'in_transit')
const first = copyOf(FUL_1, 'handed_over', PARCEL_1)
const second = copyOf(FUL_2, 'handed_over', PARCEL_2)
const packed = copyOf(FUL_2, 'packed', PARCEL_2)
const dropped = copyOf(FUL_2, 'cancelled')

test.each<[what: string, FulfillmentOrderCopy, ShipmentCopy[], found: (typeof PARCEL_1)[] | undefined]>([
  ['all of its parcels', first, [moving(PARCEL_2), moving(PARCEL_1)], [PARCEL_1]],
  [
    'none while one is missing',
    copyOf(FUL_1, 'handed_over', PARCEL_1, PARCEL_2),
    [moving(PARCEL_1)],
    undefined,
  ],
  ['none where it has none', copyOf(FUL_1, 'handed_over'), [moving(PARCEL_1)], undefined],
])('of a fulfillment order, %s are known', (_, copy, shipments, found) => {
  expect(shipmentsOf(copy, shipments)?.map(({ shipmentId }) => shipmentId)).toEqual(found)
})

test.each<
  [
    what: string,
    FulfillmentOrderCopy[],
    ShipmentCopy[],
    at: string | undefined,
    settled?: (typeof PARCEL_1)[],
  ]
>([
  [
    'when the last of its parcels is',
    [first, second],
    [arrived(PARCEL_1, after(HOUR)), arrived(PARCEL_2)],
    after(HOUR),
  ],
  [
    'at its last scan where the carrier names no time',
    [first, second],
    [
      shipmentOf(PARCEL_1, 'delivered', { scans: [scan(after(1)), scan(after(HOUR))] }),
      shipmentOf(PARCEL_2, 'delivered', { scans: [scan(after(1))] }),
    ],
    after(HOUR),
  ],
  ['not while a parcel is on its way', [first, second], [arrived(PARCEL_1), moving(PARCEL_2)], undefined],
  ['not while a parcel is not known', [first, second], [arrived(PARCEL_1)], undefined],
  ['not while some is still here', [first, packed], [arrived(PARCEL_1), arrived(PARCEL_2)], undefined],
  [
    'not where nobody knows when',
    [first, second],
    [shipmentOf(PARCEL_1, 'delivered'), arrived(PARCEL_2)],
    undefined,
  ],
  [
    'without a parcel that was given up',
    [first, second],
    [arrived(PARCEL_1), moving(PARCEL_2)],
    AT,
    [PARCEL_2],
  ],
  [
    'with a parcel that was given up and came all the same',
    [first, second],
    [arrived(PARCEL_1), arrived(PARCEL_2, after(HOUR))],
    after(HOUR),
    [PARCEL_2],
  ],
  [
    'never where all was given up',
    [first, second],
    [moving(PARCEL_1), moving(PARCEL_2)],
    undefined,
    [PARCEL_1, PARCEL_2],
  ],
])('an order of two is delivered %s', (_, fulfillmentOrders, shipments, at, settled) => {
  expect(deliveredAt({ fulfillmentOrders, shipments }, 2, new Set(settled))).toBe(at)
})

const lost = (id: typeof PARCEL_1) => shipmentOf(id, 'lost')
const back = (id: typeof PARCEL_1) => shipmentOf(id, 'returned_to_sender')

test.each<
  [
    status: ReturnType<typeof fulfillmentStatusOf>,
    what: string,
    FulfillmentOrderCopy[],
    ShipmentCopy[],
    expected?: number,
    settled?: (typeof PARCEL_1)[],
  ]
>([
  ['unfulfilled', 'nothing is known yet', [], []],
  ['unfulfilled', 'nothing is known, and nothing is to leave', [], [], 0],
  ['cancelled', 'all work was cancelled', [dropped], []],
  ['cancelled', 'nothing is to leave any more', [packed], [], 0],
  ['in_progress', 'nothing has left yet', [copyOf(FUL_1, 'open'), packed], []],
  ['in_progress', 'some was cancelled, and the rest has not left', [packed, dropped], []],
  ['in_progress', 'a parcel has arrived that did not leave', [packed], [arrived(PARCEL_1)]],
  ['partially_shipped', 'one of two has left', [first, packed], [moving(PARCEL_1)]],
  [
    'partially_shipped',
    'one has left whose label was given back',
    [first],
    [shipmentOf(PARCEL_3, 'cancelled')],
  ],
  ['shipped', 'both have left', [first, second], [moving(PARCEL_1), moving(PARCEL_2)]],
  ['shipped', 'more has left than is expected now', [first, second], [moving(PARCEL_1)], 1],
  [
    'shipped',
    'what was lost is sent once more',
    [first, second],
    [lost(PARCEL_1), moving(PARCEL_2)],
    2,
    [PARCEL_1],
  ],
  ['partially_delivered', 'one of two has arrived', [first, packed], [arrived(PARCEL_1)]],
  [
    'partially_delivered',
    'one of two that left has arrived',
    [first, second],
    [arrived(PARCEL_1), moving(PARCEL_2)],
  ],
  ['delivered', 'both have arrived', [first, second], [arrived(PARCEL_1), arrived(PARCEL_2)]],
  ['lost', 'one of two is lost', [first, second], [lost(PARCEL_1), moving(PARCEL_2)]],
  [
    'lost',
    'both were lost and given up',
    [first, second],
    [lost(PARCEL_1), lost(PARCEL_2)],
    2,
    [PARCEL_1, PARCEL_2],
  ],
  [
    'partially_shipped',
    'the one that left was lost and given up',
    [first, packed],
    [lost(PARCEL_1)],
    2,
    [PARCEL_1],
  ],
  ['returned_to_sender', 'one of two comes back', [first, second], [moving(PARCEL_1), back(PARCEL_2)]],
  ['returned_to_sender', 'one comes back and one is lost', [first, second], [lost(PARCEL_1), back(PARCEL_2)]],
])('an order is %s where %s', (status, _, fulfillmentOrders, shipments, expected = 2, settled = []) => {
  expect(fulfillmentStatusOf({ fulfillmentOrders, shipments }, expected, new Set(settled))).toBe(status)
})

test('what is in a parcel is what was packed into it', () => {
  const copy = copyOf(FUL_1, 'packed', PARCEL_1, PARCEL_2)
  expect(contentOf(PARCEL_2, { fulfillmentOrders: [copy], shipments: [] })).toEqual([
    { sku: BOOK, quantity: 1 },
  ])
  expect(contentOf(PARCEL_3, { fulfillmentOrders: [copy], shipments: [] })).toEqual([])
})
