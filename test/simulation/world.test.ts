import { describe, expect, it } from 'vitest'
import { hours, seconds } from '#shared/clock.ts'
import { type OrderId, sku } from '#shared/ids.ts'
import { causeOf, keyed, STAFF } from './people/acts.ts'
import { driveParcels } from './people/carriers.ts'
import {
  answerBanks,
  byCard,
  cancel,
  DECLINED_CARD,
  OTHER_CARD,
  ordered,
  SECURE_CARD,
  type Wish,
} from './people/customers.ts'
import { openShop, SMALL_SHOP } from './people/merchants.ts'
import { attend, hold, refund, releaseAll } from './people/staff.ts'
import { hireWarehouse } from './people/warehouse.ts'
import { violations } from './violations.ts'
import { makeWorld, type World, type WorldOptions } from './world.ts'

const ONE_BOOK: Wish = { lines: [{ sku: 'BOOK', quantity: 1 }] }

async function openWorld(options: WorldOptions = {}): Promise<World> {
  const world = makeWorld(options)
  answerBanks(world)
  hireWarehouse(world)
  driveParcels(world)
  await openShop(world, SMALL_SHOP)
  return world
}

const statusOf = async (world: World, id: OrderId) => (await world.orders.deps.orders.load(id))?.status

async function expectSound(world: World): Promise<void> {
  expect(world.faults).toEqual([])
  expect(await violations(world, { quiet: true })).toEqual([])
}

describe('the house in memory', () => {
  it('brings an order from the cart to the doorstep', async () => {
    const world = await openWorld()
    const id = await ordered(world, ONE_BOOK)
    await world.agenda.settle()
    expect(await statusOf(world, id)).toBe('completed')
    expect(world.machine.executions.get(`${id}-1`)?.entered).toHaveLength(10)
    expect(world.outside.gateway.payments()).toMatchObject([{ state: 'captured', captured: 2_400 }])
    const kinds = world.outside.post.letters().map(({ kind }) => kind)
    expect(kinds).toEqual(['confirmation', 'shipped', 'out_for_delivery', 'delivered'])
    await expectSound(world)
  })

  it('ends an order that nobody pays for in time, and lets go of its stock', async () => {
    const world = await openWorld()
    const id = await ordered(world, { ...ONE_BOOK, payment: byCard(DECLINED_CARD) })
    await world.agenda.settle()
    expect(await statusOf(world, id)).toBe('payment_required')
    await world.agenda.pass(hours(2))
    expect(await statusOf(world, id)).toBe('rejected')
    await expectSound(world)
  })

  it('waits for a payer whose bank asks', async () => {
    const world = await openWorld()
    const id = await ordered(world, { ...ONE_BOOK, payment: byCard(SECURE_CARD) })
    await world.agenda.settle()
    expect(await statusOf(world, id)).toBe('completed')
    await expectSound(world)
  })

  it('cancels an order that waits to be shipped', async () => {
    const world = makeWorld()
    await openShop(world, SMALL_SHOP)
    const id = await ordered(world, ONE_BOOK)
    await world.agenda.settle()
    expect(await cancel(world, id)).toMatchObject({ ok: true })
    await world.agenda.settle()
    expect(await statusOf(world, id)).toBe('cancelled')
    expect(world.outside.gateway.payments()).toMatchObject([{ state: 'voided' }])
    await expectSound(world)
  })

  it('asks for no money by itself where the payer is to choose anew, and then for what is due', async () => {
    const world = makeWorld()
    const { gateway } = world.outside
    await openShop(world, SMALL_SHOP)
    const id = await ordered(world, { lines: [{ sku: 'BOOK', quantity: 2 }] })
    await world.agenda.settle()
    const [first] = gateway.payments()
    const lines = [{ sku: sku.parse('BOOK'), quantity: 1 }]
    const cause = causeOf(world, STAFF)
    await world.orders.cancelLines({ id, lines, reason: 'one is enough', cause })
    gateway.change(first?.id ?? '', { state: 'voided' })
    await world.agenda.settle()
    await world.orders.repairOrder({ id, action: 'retry', reason: 'to see', cause })
    await world.agenda.settle()
    expect(gateway.payments()).toMatchObject([{ state: 'voided' }])

    const choice = { kind: 'card', paymentMethodId: OTHER_CARD } as const
    expect(await world.orders.payOrder({ id, choice, cause, ...keyed(world, choice) })).toMatchObject({
      ok: true,
    })
    await world.agenda.settle()
    const { due = 0, total = 0 } = (await world.orders.deps.orders.load(id)) ?? {}
    expect(due).toBeLessThan(total)
    expect(gateway.payments()).toMatchObject([{ state: 'voided' }, { state: 'authorized', amount: due }])
    await expectSound(world)
  })

  it('lists an order for staff whose step failed as often as it is tried, and goes on when they say so', async () => {
    const world = await openWorld()
    world.ports.watch((call) => (call.includes('> gateway.') ? 'fails' : undefined))
    const id = await ordered(world, ONE_BOOK)
    await world.agenda.settle()
    expect((await world.orders.readAttention({ limit: 10 })).items).toMatchObject([
      {
        orderId: id,
        reason: 'A step of the workflow failed: Fault.',
        actions: expect.arrayContaining(['retry']),
      },
    ])
    world.ports.watch(() => undefined)
    await attend(world)
    await world.agenda.settle()
    expect(await statusOf(world, id)).toBe('completed')
    await expectSound(world)
  })

  it('lists it also where another transaction is in the way at first', async () => {
    const world = await openWorld()
    let conflicts = 2
    world.ports.watch((call) => {
      if (call.includes('> gateway.')) return 'fails'
      return call === 'orders.state-machine > store.commit #1' && conflicts-- > 0 ? 'conflicts' : undefined
    })
    const id = await ordered(world, ONE_BOOK)
    await world.agenda.settle()
    expect(conflicts).toBeLessThan(0)
    expect((await world.orders.readAttention({ limit: 10 })).items).toMatchObject([{ orderId: id }])
  })

  it('delivers files, holds and releases, and gives money back', async () => {
    const world = await openWorld()
    const file = await ordered(world, { lines: [{ sku: 'EBOOK', quantity: 1 }] })
    const held = await ordered(world, ONE_BOOK)
    await hold(world, held)
    await world.agenda.settle()
    expect(await statusOf(world, held)).not.toBe('completed')
    await releaseAll(world, held)
    await world.agenda.settle()
    expect(await statusOf(world, file)).toBe('completed')
    expect(await statusOf(world, held)).toBe('completed')
    expect(await refund(world, held, 'refund-1', 100)).toMatchObject({ ok: true })
    await world.agenda.settle()
    await expectSound(world)
  })

  it.each(['in_turn', 'by_chance', 'interleaved'] as const)(
    'replays a seed exactly where things happen %s',
    async (order) => {
      const trace = async (seed: number) => {
        const world = await openWorld({ seed, order })
        world.setWeather({ doubled: 0.2, delayed: 0.3, delayedBy: seconds(90), dropped: 0.1 })
        const names: string[] = []
        world.agenda.listen((name) => names.push(`${world.clock.now().toISOString()} ${name}`))
        for (const quantity of [1, 2, 3]) await ordered(world, { lines: [{ sku: 'SHIRT', quantity }] })
        await world.agenda.settle()
        await expectSound(world)
        return names
      }
      const first = await trace(7)
      expect(await trace(7)).toEqual(first)
      if (order !== 'in_turn') expect(await trace(8)).not.toEqual(first)
    },
  )

  it('brings many orders through, and prints at what cost', async () => {
    const world = await openWorld()
    const before = process.cpuUsage()
    const ids: OrderId[] = []
    for (let n = 0; n < 40; n += 1) ids.push(await ordered(world, ONE_BOOK))
    await world.agenda.settle()
    const { user, system } = process.cpuUsage(before)
    const each = (user + system) / 1_000 / ids.length
    console.log(
      `${ids.length} orders: ${each.toFixed(1)} ms of CPU each, ${Math.round(1_000 / each)} a second`,
    )
    expect(new Set(await Promise.all(ids.map((id) => statusOf(world, id))))).toEqual(new Set(['completed']))
    await expectSound(world)
  })
})
