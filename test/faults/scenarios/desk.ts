import type { JobAction } from '#contexts/orders/contract/desk-types.ts'
import { days, hours } from '#shared/clock.ts'
import { locationId, type OrderId, orderId, sku } from '#shared/ids.ts'
import { causeOf, GUEST, keyed, STAFF } from '#simulation/people/acts.ts'
import { byCard, ordered } from '#simulation/people/customers.ts'
import { openShop } from '#simulation/people/merchants.ts'
import { hold, refund, releaseAll } from '#simulation/people/staff.ts'
import { hireWarehouse, workOnAll } from '#simulation/people/warehouse.ts'
import type { World } from '#simulation/world.ts'
import { type Scenario, SHOP, SLOW_WATCH } from '../scenario.ts'

const ONE_BOOK = { lines: [{ sku: 'BOOK', quantity: 1 }] }
const SOMEBODY_ELSE = { kind: 'staff', id: 'another clerk' } as const

async function completed(world: World): Promise<OrderId> {
  const id = await ordered(world, ONE_BOOK)
  await world.agenda.settle()
  return id
}

const asked = async (world: World, id: OrderId, key: string, most: number) =>
  world.orders.refundOrder({
    ...{ id, amount: 500, reason: 'a torn cover', idempotencyKey: key, requestHash: key },
    ...{ limitIn: () => most, cause: causeOf(world, STAFF) },
  })

async function job(world: World, action: Exclude<JobAction, 'tag'>, ids: readonly OrderId[]): Promise<void> {
  const body = { action, orderIds: [...ids], reason: 'all of them' }
  const made = await world.orders.requestJob({ body, ...keyed(world, body), cause: causeOf(world, STAFF) })
  await world.agenda.settle()
  if (made.ok) await world.orders.continueJob(made.value.id, causeOf(world, STAFF))
  await world.agenda.settle()
}

export const desk: readonly Scenario[] = [
  {
    name: 'refunds, one above its asker’s limit and one that is declined',
    ends: ['completed'],
    run: async (world) => {
      const id = await completed(world)
      await refund(world, id, 'refund-1', 200)
      await world.agenda.settle()
      const above = await asked(world, id, 'refund-2', 100)
      if (above.ok)
        await world.orders.approveRefund({
          ...{ id, refundId: above.value.refund.id, limitIn: () => undefined },
          cause: causeOf(world, SOMEBODY_ELSE),
        })
      const wrong = await asked(world, id, 'refund-3', 100)
      if (wrong.ok)
        await world.orders.declineRefund({
          ...{ id, refundId: wrong.value.refund.id, reason: 'it is not torn' },
          cause: causeOf(world, SOMEBODY_ELSE),
        })
    },
  },
  {
    name: 'a refund that the bank sends back',
    ends: ['completed'],
    run: async (world) => {
      const id = await completed(world)
      await refund(world, id, 'refund-1', 200)
      await world.agenda.settle()
      const [payment] = world.outside.gateway.payments().filter(({ orderId }) => orderId === id)
      if (!payment) return
      const refunds = payment.refunds.map((one) => ({
        ...one,
        state: 'failed' as const,
        gatewayCode: 'lost',
      }))
      world.outside.gateway.change(payment.id, { refunds })
    },
  },
  {
    name: 'a customer who withdraws',
    ends: ['cancelled', 'completed'],
    people: () => undefined,
    run: async (world) => {
      const id = await ordered(world, { ...ONE_BOOK, email: 'hanako@example.com' })
      await world.agenda.settle()
      await world.orders.withdrawGuestOrder({ id, email: 'hanako@example.com', cause: causeOf(world, GUEST) })
      await world.agenda.settle()
      hireWarehouse(world)
      await workOnAll(world)
    },
  },
  {
    name: 'notes and tags',
    ends: ['completed'],
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      const cause = causeOf(world, STAFF)
      await world.orders.addNote({ id, text: 'call before', visibility: 'internal', cause })
      await world.orders.putTags({ id, tags: ['gift'], ifMatch: undefined, cause })
    },
  },
  {
    name: 'jobs that hold and release many orders',
    ends: ['completed'],
    run: async (world) => {
      const ids = [await ordered(world, ONE_BOOK), await ordered(world, ONE_BOOK)]
      await job(world, 'hold', ids)
      await job(world, 'release', ids)
    },
  },
  {
    name: 'a job that cancels many orders',
    ends: ['cancelled'],
    people: () => undefined,
    run: async (world) => {
      const ids = [await ordered(world, ONE_BOOK), await ordered(world, ONE_BOOK)]
      await world.agenda.settle()
      // More than one turn of the work takes; nobody knows the others.
      const others = Array.from({ length: 25 }, (_, n) => orderId.parse(`ord_${String(n).padStart(26, '9')}`))
      await job(world, 'cancel', [...others, ...ids])
    },
  },
  {
    name: 'an order that staff run again, and then undo',
    ends: ['cancelled'],
    people: () => undefined,
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      const cause = causeOf(world, STAFF)
      await world.orders.repairOrder({ id, action: 'retry', reason: 'it stands still', cause })
      await world.agenda.settle()
      await world.orders.repairOrder({ id, action: 'compensate', reason: 'not worth it', cause })
    },
  },
  {
    name: 'an order that is held until its deadline has passed',
    ends: ['rejected', 'completed'],
    stage: SLOW_WATCH,
    run: async (world) => {
      const id = await ordered(world, { ...ONE_BOOK, payment: byCard('pm_card', { renewable: true }) })
      await hold(world, id)
      await world.agenda.settle()
      await world.agenda.pass(days(3) + hours(1))
      await releaseAll(world, id)
    },
  },
  {
    name: 'a mail that comes back',
    ends: ['completed'],
    run: async (world) => {
      await completed(world)
      const [sent] = world.outside.post.letters()
      if (!sent) return
      await world.notifications['on-bounce']({
        ...{ id: 'a bounce', 'detail-type': 'Email Bounced' },
        detail: { mail: { messageId: sent.providerId }, bounce: { bounceType: 'Permanent' } },
      })
    },
  },
  {
    name: 'a shop that opens, and counts its shelves',
    ends: [],
    run: async (world) => {
      await openShop(world, { ...SHOP, locations: ['kyoto'], stock: { MUG: 5 }, digital: [] })
      const place = { sku: sku.parse('MUG'), locationId: locationId.parse('kyoto') }
      await world.inventory.putSafetyStock({ place, safety: 2, ifMatch: undefined }, causeOf(world, STAFF))
      await world.agenda.settle()
      await world.agenda.pass(days(1) + hours(1))
    },
    stage: SLOW_WATCH,
  },
]
