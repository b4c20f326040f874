import type { PaymentChoice } from '#contexts/payments/contract/types.ts'
import { days, hours, minutes } from '#shared/clock.ts'
import type { FulfillmentOrderId, OrderId } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { CODE } from '#simulation/contexts/customers.ts'
import { causeOf, GUEST, keyed, STAFF } from '#simulation/people/acts.ts'
import { deliverAll, driveParcels } from '#simulation/people/carriers.ts'
import {
  answerBanks,
  byCard,
  DECLINED_CARD,
  dispute,
  GOOD_CARD,
  OTHER_CARD,
  ordered,
  SECURE_CARD,
} from '#simulation/people/customers.ts'
import { releaseAll } from '#simulation/people/staff.ts'
import { hireWarehouse, work, workOnAll } from '#simulation/people/warehouse.ts'
import type { World } from '#simulation/world.ts'
import { CARD_IN_PARTS, ON_SESSION_CARD, RISKY_CARD } from '#support/fake-gateway.ts'
import { type Scenario, SLOW_WATCH } from '../scenario.ts'

const ONE_BOOK = { lines: [{ sku: 'BOOK', quantity: 1 }] }
const JPY = currency.parse('JPY')

const pay = (world: World, id: OrderId, choice: PaymentChoice) =>
  world.orders.payOrder({ id, choice, ...keyed(world, choice), cause: causeOf(world, GUEST) })

async function received(world: World, id: OrderId, amount: number, byReference: boolean): Promise<void> {
  const payment = await world.payments.deps.payments.load(id)
  const told = {
    ...{ amount: of(amount, JPY), transactionId: `txn-${id}-${amount}` },
    ...keyed(world, { id, amount }),
    cause: causeOf(world, STAFF),
  }
  const reference = payment?.outside?.reference
  if (byReference && reference) await world.payments.recordReceivedByReference({ ...told, reference })
  else await world.payments.recordReceivedPayment({ ...told, orderId: id })
}

const totalOf = async (world: World, id: OrderId) => (await world.orders.deps.orders.load(id))?.total ?? 0

/** Picks, packs and hands over what one location has of an order. */
async function send(world: World, id: FulfillmentOrderId): Promise<void> {
  for (let step = 0; step < 3; step += 1) {
    await work(world, id)
    await world.agenda.settle()
  }
}

export const paying: readonly Scenario[] = [
  {
    name: 'a card that pays',
    ends: ['completed'],
    run: async (world) => {
      await ordered(world, { ...ONE_BOOK, phone: '+81312345678' })
    },
  },
  {
    name: 'a card whose bank asks its payer',
    ends: ['completed'],
    run: async (world) => {
      const id = await ordered(world, { ...ONE_BOOK, payment: byCard(SECURE_CARD) })
      await world.agenda.pass(10_000)
      await world.orders.readOrder(id)
      await world.agenda.settle()
    },
  },
  {
    name: 'a declined card, and then another',
    ends: ['completed'],
    run: async (world) => {
      const id = await ordered(world, { ...ONE_BOOK, payment: byCard(DECLINED_CARD) })
      await world.agenda.settle()
      await pay(world, id, { kind: 'card', paymentMethodId: OTHER_CARD })
    },
  },
  {
    name: 'a saved card, chosen before another and removed once it has paid',
    ends: ['completed'],
    run: async (world) => {
      const customerId = world.ids.customer()
      for (const card of ['pm_saved', 'pm_saved_too']) {
        const begun = await world.payments.saveMyPaymentMethod(customerId)
        if (begun.ok) world.outside.vault.confirm(begun.value.setupId, card)
      }
      await world.payments.chooseMyDefaultMethod(customerId, 'pm_saved')
      const id = await ordered(world, {
        ...{ ...ONE_BOOK, customerId },
        payment: byCard('pm_saved', { saved: true }),
      })
      await world.agenda.settle()
      await world.payments.removeMyPaymentMethod(customerId, 'pm_saved')
      await world.orders.reorder(id)
    },
  },
  {
    name: 'a guest who registers, and orders as a guest again',
    ends: ['completed'],
    run: async (world) => {
      const email = 'hanako@example.com'
      await ordered(world, { ...ONE_BOOK, email })
      await world.agenda.settle()
      const begun = await world.customers.register(
        { email, name: '山田 花子', locale: 'ja' },
        causeOf(world, GUEST),
      )
      if (!begun.ok) return
      const proof = { id: begun.value.id, code: CODE, password: 'Horse-Staple-42' }
      const made = await world.customers.confirmRegistration(proof, causeOf(world, GUEST))
      await world.agenda.settle()
      if (made.ok) {
        const { customerId: id } = made.value
        const profile = { name: '佐藤 花子', locale: 'ja' }
        await world.customers.putMe({ id, ifMatch: 1 }, profile, causeOf(world, { kind: 'customer', id }))
        await world.agenda.settle()
      }
      await ordered(world, { ...ONE_BOOK, email })
    },
  },
  {
    name: 'a declined card that nobody replaces',
    ends: ['rejected'],
    run: async (world) => {
      await ordered(world, { ...ONE_BOOK, payment: byCard(DECLINED_CARD) })
      await world.agenda.settle()
      await world.agenda.pass(hours(2))
    },
  },
  {
    name: 'money at a store, by reference, and some that is too much',
    ends: ['completed'],
    run: async (world) => {
      const id = await ordered(world, { ...ONE_BOOK, payment: { kind: 'delayed', method: 'store' } })
      await world.agenda.settle()
      await received(world, id, await totalOf(world, id), true)
      await world.agenda.settle()
      await received(world, id, 100, false)
      await world.agenda.settle()
      await world.payments.recordReturnedPayment({
        ...{ orderId: id, amount: of(100, JPY), transactionId: `back-${id}`, reason: 'paid twice' },
        ...keyed(world, { id, back: 100 }),
        cause: causeOf(world, STAFF),
      })
      await world.orders.repairOrder({
        id,
        action: 'skip',
        reason: 'given back',
        cause: causeOf(world, STAFF),
      })
    },
  },
  {
    name: 'a transfer that never comes',
    ends: ['rejected'],
    run: async (world) => {
      await ordered(world, { ...ONE_BOOK, payment: { kind: 'delayed', method: 'bank_transfer' } })
      await world.agenda.settle()
      await world.agenda.pass(days(3) + hours(1))
    },
    stage: SLOW_WATCH,
  },
  {
    name: 'cash at the door',
    ends: ['completed'],
    run: async (world) => {
      const id = await ordered(world, {
        ...ONE_BOOK,
        payment: { kind: 'offline', method: 'cash_on_delivery' },
      })
      await world.agenda.settle()
      await received(world, id, await totalOf(world, id), false)
    },
  },
  {
    name: 'a risky card, held by rule and released',
    ends: ['completed'],
    run: async (world) => {
      const id = await ordered(world, { ...ONE_BOOK, payment: byCard(RISKY_CARD) })
      await world.agenda.settle()
      await releaseAll(world, id)
    },
  },
  {
    name: 'a risky card, held by rule and declined by staff',
    ends: ['rejected'],
    run: async (world) => {
      const id = await ordered(world, { ...ONE_BOOK, payment: byCard(RISKY_CARD) })
      await world.agenda.settle()
      const held = await world.orders.deps.orders.load(id)
      for (const { id: holdId } of held?.holds ?? [])
        await world.orders.declineHold({ id, holdId, reason: 'fraud', cause: causeOf(world, STAFF) })
    },
  },
  {
    name: 'an authorization that ends before the goods leave, and is renewed',
    ends: ['completed'],
    people: (world) => driveParcels(world),
    run: async (world) => {
      await ordered(world, { ...ONE_BOOK, payment: byCard(GOOD_CARD, { renewable: true }) })
      await world.agenda.settle()
      await world.agenda.pass(days(6) + minutes(5))
      hireWarehouse(world)
      await workOnAll(world)
    },
    stage: SLOW_WATCH,
  },
  {
    name: 'an authorization that ends, whose payer must be there',
    ends: ['completed'],
    people: (world) => driveParcels(world),
    run: async (world) => {
      const id = await ordered(world, { ...ONE_BOOK, payment: byCard(ON_SESSION_CARD, { renewable: true }) })
      await world.agenda.settle()
      await world.agenda.pass(days(6) + minutes(5))
      await pay(world, id, { kind: 'card', paymentMethodId: OTHER_CARD })
      await world.agenda.settle()
      hireWarehouse(world)
      await workOnAll(world)
    },
    stage: SLOW_WATCH,
  },
  {
    name: 'money that staff take before the delivery',
    ends: ['completed'],
    people: (world) => hireWarehouse(world),
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      const asked = { id, reason: 'it is sent' }
      await world.orders.captureOrder({ ...asked, ...keyed(world, asked), cause: causeOf(world, STAFF) })
      await world.agenda.settle()
      await deliverAll(world)
    },
  },
  {
    name: 'money that is taken at the hand-over',
    ends: ['completed'],
    stage: { capturePolicy: 'on_hand_over' },
    run: async (world) => {
      await ordered(world, ONE_BOOK)
    },
  },
  {
    name: 'money that is taken in parts, as each of two locations hands over',
    ends: ['completed'],
    stage: { capturePolicy: 'on_hand_over', multicapture: true },
    breaksToo: [
      'payments.capture',
      'orders.on-event fulfillment_order.handed_over',
      'orders.on-event payment.captured',
    ],
    people: (world) => {
      answerBanks(world)
      driveParcels(world)
    },
    run: async (world) => {
      const pens = [{ sku: 'PEN', quantity: 4 }]
      const id = await ordered(world, { lines: pens, payment: byCard(CARD_IN_PARTS) })
      await world.agenda.settle()
      const [first] = (await world.fulfillment.listFulfillmentOrders({ orderId: id, limit: 100 })).items
      if (first) await send(world, first.id)
      hireWarehouse(world)
      await workOnAll(world)
    },
  },
  {
    name: 'money that is taken some days after the hand-over',
    ends: ['completed'],
    stage: {
      ...{ capturePolicy: 'after_days', captureAfterDays: 1 },
      ...SLOW_WATCH,
    },
    people: (world) => hireWarehouse(world),
    run: async (world) => {
      await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      await world.agenda.pass(days(1) + minutes(10))
      await deliverAll(world)
    },
  },
  {
    name: 'a payment that is disputed and won',
    ends: ['completed'],
    run: async (world) => {
      const id = await ordered(world, ONE_BOOK)
      await world.agenda.settle()
      dispute(world, id, 'open')
      await world.agenda.settle()
      dispute(world, id, 'won')
    },
  },
]
