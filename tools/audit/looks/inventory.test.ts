import { expect, test } from 'vitest'
import {
  BOOK,
  line,
  makeStockRoom,
  orderNo,
  SHIRT,
  TOKYO,
} from '#contexts/inventory/use-cases/stock-room.fixtures.ts'
import type { MemoryStore } from '#shared/store/memory-store.ts'
import { runAudit } from '../audit.ts'
import { memoryTables } from '../memory-tables.ts'
import { walkStock } from './inventory.ts'

/** Books and shirts in Tokyo: one order holds some of both, another has given its book back. */
async function stockRoom() {
  const room = makeStockRoom()
  await room.open(TOKYO)
  await room.receive(BOOK, TOKYO, 5)
  await room.receive(SHIRT, TOKYO, 5)
  await room.reserve(orderNo(1), [line(BOOK, 2), line(SHIRT, 1)])
  await room.reserve(orderNo(2), [line(BOOK, 1)])
  await room.release(orderNo(2))
  return room
}

async function audited(inventory: MemoryStore) {
  const report = await runAudit(
    {
      tables: memoryTables({ inventory }),
      gateway: { ofOrder: async () => [], rest: async () => [] },
      isRunning: async () => false,
      keyOf: async () => 'none',
      clock: { now: () => new Date('2026-11-20T03:00:00Z') },
    },
    { atOnce: 4, settle: async () => undefined, walks: [walkStock] },
  )
  return {
    ...report,
    texts: report.violations.flatMap(({ kind, id, broken }) => broken.map((one) => `${kind} ${id}: ${one}`)),
  }
}

test('stock that was reserved and released is sound', async () => {
  const { memory } = await stockRoom()
  const report = await audited(memory)
  expect(report.texts).toEqual([])
  expect(report.looked).toMatchObject({ reservation: 2, SKU: 2 })
})

test('a level that says more than its ledger is found', async () => {
  const { memory } = await stockRoom()
  await memory.commit([
    { update: { pk: `SKU#${BOOK}`, sk: `LEVEL#${TOKYO}` }, add: { onHand: 1, available: 1 } },
  ])
  expect((await audited(memory)).texts.join('\n')).toContain(`SKU ${BOOK}: the ledger sums to its level`)
})

test('a reservation that nobody gave back is found at its SKU, and by itself', async () => {
  const { memory } = await stockRoom()
  const header = { pk: `RESERVATION#${orderNo(2)}`, sk: 'HEADER' }
  await memory.commit([{ update: header, set: { status: 'held', taken: 1 } }])
  const { texts } = await audited(memory)
  expect(texts.join('\n')).toContain(`SKU ${BOOK}: what is reserved is what open reservations hold`)
})

test('a commit that left no event is found', async () => {
  const { memory } = await stockRoom()
  await memory.commit([{ update: { pk: `RESERVATION#${orderNo(1)}`, sk: 'HEADER' }, add: { sequence: 1 } }])
  expect((await audited(memory)).texts.join('\n')).toContain('the header has the sequence of the last event')
})
