import { findReservation, readLeft } from '#contexts/inventory/adapters/reservation-items.ts'
import { ledgerItem, levelItem } from '#contexts/inventory/adapters/stock-items.ts'
import { violations } from '#contexts/inventory/domain/invariants.ts'
import { allocationsOf } from '#contexts/inventory/domain/reservation.ts'
import { makeAdjustStock } from '#contexts/inventory/use-cases/adjust-stock.ts'
import { makePutStockLocation } from '#contexts/inventory/use-cases/put-stock-location.ts'
import { makeRecordHandOver } from '#contexts/inventory/use-cases/record-hand-over.ts'
import { makeReleaseLines } from '#contexts/inventory/use-cases/release-lines.ts'
import { makeReleaseStock, makeReserveStock } from '#contexts/inventory/use-cases/reserve-stock.ts'
import type { Allocation } from '#contexts/orders/contract/types.ts'
import { SYSTEM } from '#shared/actor.ts'
import { eventId, fulfillmentOrderId, locationId, makeIds, orderId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import type { Model, Step } from '../checker/model.ts'
import { onceFor } from '../checker/once-for.ts'
import type { Ask, Program } from '../checker/processes.ts'
import { makeRunner, portOn, type Running } from '../checker/runner.ts'
import { openPersonal, performOnTable, storeOf, type Table, withFreshVersions } from '../checker/table.ts'

/** One SKU at two locations, and orders that want more of it than there is. */
export interface StockWorld extends Running {
  readonly table: Table
  /** What was asked for each order so far, as orders asks: reserve, then one of the others. */
  readonly asked: Readonly<Record<string, string>>
  readonly adjustments: number
}

export interface StockBounds {
  readonly together: number
  readonly faults: number
  /** Units that each order wants. */
  readonly orders: readonly number[]
  readonly adjustments: number
}

const CLOCK = { now: () => new Date('2026-11-20T03:00:00.000Z') }
const BOOK = sku.parse('BOOK')
const TOKYO = locationId.parse('tokyo')
const OSAKA = locationId.parse('osaka')
const CAUSE = { correlationId: 'model', causationId: 'model', actor: SYSTEM }

const orderNo = (n: number) => orderId.parse(`ord_${String(n).padStart(26, '0')}`)

interface Given {
  readonly by: string
  readonly order: number
}

function depsOf(ask: Ask, by: string) {
  let drawn = 0
  const ids = makeIds(() => {
    drawn += 1
    return `${by}${drawn}`.padStart(26, '0')
  })
  return {
    store: storeOf(ask, 'table'),
    clock: CLOCK,
    ids,
    personal: openPersonal,
    wait: async () => undefined,
  }
}

const heard = <Data>(data: Data, order: number) => ({
  ...{ id: eventId.parse(`evt_${'0'.repeat(26)}`), type: 'news', schema: 1, source: 'model' },
  ...{ subject: orderNo(order), sequence: 1, occurredAt: CLOCK.now().toISOString(), ...CAUSE, data },
})

const PROGRAMS = {
  reserve: (ask: Ask, { by, order, units }: Given & { units: number }) =>
    makeReserveStock(depsOf(ask, by))({
      ...{ orderId: orderNo(order), run: 1, destination: { country: 'JP' } },
      // Two lines of one SKU, as carts have them.
      lines: Array.from({ length: units }, () => ({ sku: BOOK, quantity: 1 })),
    }),
  release: (ask: Ask, { by, order }: Given) =>
    makeReleaseStock(depsOf(ask, by))({ orderId: orderNo(order), run: 1 }),
  handOver: (
    ask: Ask,
    { by, order, location, lines }: Given & { location: string; lines: Allocation['lines'] },
  ) =>
    makeRecordHandOver(depsOf(ask, by))({
      ...heard(
        {
          ...{
            orderId: orderNo(order),
            locationId: locationId.parse(location),
            status: 'handed_over' as const,
          },
          fulfillmentOrderId: fulfillmentOrderId.parse(`ful_${`${order}${location}`.padStart(26, '0')}`),
          lines: lines.map((line) => ({ ...line, name: 'Book', picked: line.quantity })),
          parcels: [],
        },
        order,
      ),
      personal: undefined,
    }),
  cancelLine: (ask: Ask, { by, order, location }: Given & { location: string }) =>
    makeReleaseLines(depsOf(ask, by))(
      heard(
        {
          ...{ orderId: orderNo(order), number: 'K7PQ2RSX', locale: 'ja', change: 1 },
          ...{ cause: 'customer' as const, reason: 'too many', lines: [], due: of(0, currency.parse('JPY')) },
          released: [{ locationId: locationId.parse(location), lines: [{ sku: BOOK, quantity: 1 }] }],
        },
        order,
      ),
    ),
  adjust: (ask: Ask, { by }: Given) =>
    makeAdjustStock(depsOf(ask, by))({
      body: { sku: BOOK, locationId: TOKYO, delta: -1, reason: 'damaged' },
      ...{ idempotencyKey: 'one-and-the-same', requestHash: 'hash', cause: CAUSE },
    }),
} satisfies Record<string, Program>

async function roomOf({ orders: _, ...bounds }: StockBounds): Promise<StockWorld> {
  const store = makeMemoryStore()
  let drawn = 0
  const ids = makeIds(() => String(++drawn).padStart(26, '0'))
  const deps = { store, clock: CLOCK, ids, personal: openPersonal }
  for (const [priority, id] of [TOKYO, OSAKA].entries()) {
    const address = { name: 'Cartwright', line1: '1-1', city: 'Tokyo', postalCode: '100-0001', country: 'JP' }
    const location = {
      name: id,
      address,
      priority,
      cutOff: '15:00',
      timeZone: 'Asia/Tokyo',
      sameDayCities: [],
    }
    await makePutStockLocation(deps)({ id, location, ifMatch: undefined }, CAUSE)
    await makeAdjustStock(deps)({
      body: { sku: BOOK, locationId: id, delta: 1, reason: 'received' },
      ...{ idempotencyKey: id, requestHash: id, cause: CAUSE },
    })
  }
  const { part } = await performOnTable(store.all(), { port: 'table', method: 'commit', args: [NOTHING] })
  return {
    ...{ table: withFreshVersions(part), asked: {}, processes: [], tasks: {}, error: '' },
    ...{ faults: bounds.faults, adjustments: bounds.adjustments },
  }
}

/** A commit that changes nothing, so that the table is as any commit leaves it. */
const NOTHING = [{ check: { pk: 'NOTHING', sk: 'NOTHING' }, when: [['pk', 'absent']] }]

const booksOf = async (table: Table) => {
  const store = makeMemoryStore(table)
  const under = (partition: string) => table.filter(({ pk }) => pk.startsWith(partition))
  const headers = under('RESERVATION#').filter(({ sk }) => sk === 'HEADER')
  const reservations = headers.map(async (item) => {
    const id = orderId.parse(item['orderId'])
    const found = await findReservation(store, id)
    if (!found) throw new Error(`the reservation of ${id} is gone`)
    const changes = found.changes.flatMap(({ portions }) => portions)
    return { reservation: found.header, chunks: found.chunks, changes, left: await readLeft(store, id) }
  })
  return {
    levels: under('SKU#').map((item) => levelItem.parse(item)),
    ledger: under('MOVEMENT#').map((item) => ledgerItem.parse(item)),
    reservations: await Promise.all(reservations),
  }
}

const brokenOf = onceFor(async (table: Table) => violations(await booksOf(table)))

export async function stockModel(bounds: StockBounds): Promise<Model<StockWorld>> {
  const ports = {
    table: portOn<StockWorld, Table>(
      ({ table }) => table,
      performOnTable,
      (world, table) => ({ ...world, table }),
    ),
  }
  const runner = makeRunner<StockWorld>({ programs: PROGRAMS, ports, together: bounds.together })

  async function asked(world: StockWorld): Promise<Step<StockWorld>[]> {
    const steps: Step<StockWorld>[] = []
    const ask = async (order: number, program: keyof typeof PROGRAMS, args: object, mark: string) => {
      const asked = { ...world.asked, [order]: `${world.asked[order] ?? ''}${mark}` }
      const after = await runner.ask({ ...world, asked }, `${order} ${program}`, program, { order, ...args })
      if (after) steps.push({ kind: 'act', command: program, detail: `order ${order}`, world: after })
    }
    for (const [index, units] of bounds.orders.entries()) {
      const order = index + 1
      const before = world.asked[order] ?? ''
      if (!before.includes('r')) await ask(order, 'reserve', { units }, 'r')
      // A run that was stopped may still reserve while its successor releases.
      if (!before.includes('x') && !before.includes('h')) await ask(order, 'release', {}, 'x')
      const held = await heldBy(world.table, order)
      const [first] = held
      if (!first || before.includes('x')) continue
      if (!before.includes('h') && !before.includes('c'))
        await ask(order, 'handOver', { location: first.locationId, lines: first.lines }, 'h')
      if (units > 1 && !before.includes('c') && !before.includes('h'))
        await ask(order, 'cancelLine', { location: first.locationId }, 'c')
    }
    if (world.adjustments > 0) {
      const less = { ...world, adjustments: world.adjustments - 1 }
      const after = await runner.ask(less, 'adjust', 'adjust', { order: 0 })
      if (after) steps.push({ kind: 'act', command: 'adjust', world: after })
    }
    return steps
  }

  const isQuiet = ({ processes, tasks }: StockWorld) =>
    processes.length === 0 && Object.keys(tasks).length === 0

  return {
    name: 'stock',
    initial: await roomOf(bounds),
    status: ({ table }) =>
      `reservations ${table
        .filter(({ pk, sk }) => pk.startsWith('RESERVATION#') && sk === 'HEADER')
        .map(({ status }) => status)
        .toSorted()
        .join(' ')}`.trim(),
    isSettled: isQuiet,
    async violations(world) {
      if (world.error) return [world.error]
      return [...(await brokenOf(world.table)), ...(isQuiet(world) ? heldAfterRelease(world) : [])]
    },
    async steps(world) {
      const all = [...(await runner.steps(world)), ...(await asked(world))]
      return all.map(({ world: next, ...step }) => ({
        ...step,
        world: next.processes.length > 0 ? next : { ...next, table: withFreshVersions(next.table) },
      }))
    },
  }
}

/** What was released for good is held no more, and cannot be reserved later. */
const heldAfterRelease = ({ table, asked }: StockWorld): string[] =>
  Object.entries(asked).flatMap(([order, marks]) => {
    const header = table.find(
      ({ pk, sk }) => pk === `RESERVATION#${orderNo(Number(order))}` && sk === 'HEADER',
    )
    const isKept = marks.includes('x') && header !== undefined && header['status'] !== 'released'
    return isKept ? [`what was released is held no more: order ${order} is ${header['status']}`] : []
  })

async function heldBy(table: Table, order: number): Promise<Allocation[]> {
  const found = await findReservation(makeMemoryStore(table), orderNo(order))
  return found?.header.status === 'held' ? allocationsOf(found.chunks) : []
}
