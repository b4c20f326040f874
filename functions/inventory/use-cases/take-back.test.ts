import { expect, it } from 'vitest'
import { shipmentInspected } from '#contexts/shipping/contract/events.ts'
import { type Sku, shipmentId, sku } from '#shared/ids.ts'
import {
  BOOK,
  envelopeOf,
  fulfillmentNo,
  line,
  makeStockRoom,
  orderNo,
  SHIRT,
  TOKYO,
} from './stock-room.fixtures.ts'
import { makeTakeBack } from './take-back.ts'

const ORDER = orderNo(1)
const SHIPMENT = shipmentId.parse(`shp_${'0'.repeat(26)}`)

const inspected = (...lines: { sku: Sku; quantity: number; disposition: 'restock' | 'damaged' }[]) => ({
  ...envelopeOf(shipmentInspected.type, 'shipping', ORDER, 7),
  personal: undefined,
  data: {
    ...{ shipmentId: SHIPMENT, orderId: ORDER, fulfillmentOrderId: fulfillmentNo(1) },
    ...{ locationId: TOKYO, lines, reason: 'nobody there' },
  },
})

it('takes back what can be sold again, once, and nothing that is damaged', async () => {
  const room = makeStockRoom()
  await room.open(TOKYO)
  await room.receive(BOOK, TOKYO, 3)
  await room.reserve(ORDER, [line(BOOK, 3)])
  await room.handOver(ORDER, 1, { locationId: TOKYO, lines: [line(BOOK, 3)] })
  const event = inspected(
    { sku: BOOK, quantity: 2, disposition: 'restock' },
    { sku: BOOK, quantity: 1, disposition: 'damaged' },
  )
  await Promise.all([makeTakeBack(room.deps)(event), makeTakeBack(room.deps)(event)])
  expect(await room.level(BOOK, TOKYO)).toMatchObject({ onHand: 2, reserved: 0, available: 2 })
  expect(room.published('stock.changed').at(-1)).toMatchObject({
    subject: SHIPMENT,
    data: { reason: 'inspection', movements: [{ sku: BOOK, onHand: 2, reserved: 0 }] },
  })
  await room.expectSoundBooks()
})

it('takes back much in several commits, and nothing where all is damaged', async () => {
  const room = makeStockRoom()
  const many = Array.from({ length: 70 }, (_, n) => sku.parse(`S${n}`))
  await makeTakeBack(room.deps)(inspected({ sku: SHIRT, quantity: 1, disposition: 'damaged' }))
  expect(room.items()).toEqual([])
  await makeTakeBack(room.deps)(
    inspected(...many.map((of) => ({ sku: of, quantity: 1, disposition: 'restock' as const }))),
  )
  expect(room.published('stock.changed')).toHaveLength(3)
  await room.expectSoundBooks()
})
