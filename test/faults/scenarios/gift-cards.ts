import { hours } from '#shared/clock.ts'
import { type OrderId, sku } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { causeOf, GUEST, keyed, STAFF } from '#simulation/people/acts.ts'
import {
  byCard,
  DECLINED_CARD,
  dispute,
  GOOD_CARD,
  OTHER_CARD,
  ordered,
} from '#simulation/people/customers.ts'
import { giveBack, refund } from '#simulation/people/staff.ts'
import type { World } from '#simulation/world.ts'
import type { Scenario } from '../scenario.ts'

const JPY = currency.parse('JPY')

/** Issues a card; its code is lost with a reply that is lost: then another is issued, as staff would. */
async function issued(world: World, amount: number): Promise<{ readonly code: string }> {
  const body = { amount: of(amount, JPY) }
  for (let tries = 0; tries < 3; tries += 1) {
    const made = await world.checkout.issueGiftCard({
      ...body,
      ...keyed(world, body),
      cause: causeOf(world, STAFF),
    })
    if (made.ok && made.value.code) return { code: made.value.code }
  }
  throw new Error('no gift card was issued that anybody has the code of')
}

const ONE_BOOK = { lines: [{ sku: 'BOOK', quantity: 1 }] }

/** An order of one book, paid for by a gift card that has so much, and the rest by another card. */
async function orderedBy(world: World, amount: number, paymentMethodId: string): Promise<OrderId> {
  const { code } = await issued(world, amount)
  return ordered(world, { ...ONE_BOOK, payment: byCard(paymentMethodId, { giftCards: [code] }) })
}

export const giftCards: readonly Scenario[] = [
  {
    name: 'a gift card and a card, both of which are given back to',
    ends: ['completed'],
    breaksToo: ['payments.authorize', 'payments.capture', 'payments.refund'],
    run: async (world) => {
      const id = await orderedBy(world, 1_000, GOOD_CARD)
      await world.agenda.settle()
      await refund(world, id, 'some', 1_200)
      await world.agenda.settle()
      await refund(world, id, 'the-rest')
    },
  },
  {
    name: 'a gift card alone',
    ends: ['completed'],
    run: async (world) => {
      const { code } = await issued(world, 50_000)
      await ordered(world, { ...ONE_BOOK, payment: { kind: 'gift_card', giftCards: [code] } })
    },
  },
  {
    name: 'a gift card beside a declined card, and then another card',
    ends: ['completed'],
    run: async (world) => {
      const id = await orderedBy(world, 1_000, DECLINED_CARD)
      await world.agenda.settle()
      const choice = { kind: 'card', paymentMethodId: OTHER_CARD } as const
      await world.orders.payOrder({ id, choice, ...keyed(world, choice), cause: causeOf(world, GUEST) })
    },
  },
  {
    name: 'a gift card beside a declined card that nobody replaces',
    ends: ['rejected'],
    breaksToo: ['payments.void'],
    run: async (world) => {
      await orderedBy(world, 1_000, DECLINED_CARD)
      await world.agenda.settle()
      await world.agenda.pass(hours(2))
    },
  },
  {
    name: 'gift cards that are bought beside a book, and given back one by one',
    ends: ['completed'],
    run: async (world) => {
      const lines = [...ONE_BOOK.lines, { sku: 'CARD', quantity: 2 }]
      const id = await ordered(world, { lines })
      await world.agenda.settle()
      await giveBack(world, id, 'one', [{ sku: sku.parse('CARD'), quantity: 1 }])
      await world.agenda.settle()
      await refund(world, id, 'the-rest')
    },
  },
  {
    name: 'gift cards that are bought, and whose money the payer’s bank takes back',
    ends: ['completed'],
    run: async (world) => {
      const id = await ordered(world, { lines: [{ sku: 'CARD', quantity: 2 }] })
      await world.agenda.settle()
      const { items } = await world.checkout.listGiftCards({ orderId: id, limit: 20 })
      if (items.some(({ boughtBy }) => boughtBy !== id))
        throw new Error('others bought gift cards of the order')
      dispute(world, id, 'open')
      await world.agenda.settle()
      dispute(world, id, 'lost')
    },
  },
  {
    name: 'gift cards alone that are bought',
    ends: ['completed'],
    run: async (world) => {
      await ordered(world, { lines: [{ sku: 'CARD', quantity: 2 }] })
    },
  },
  {
    name: 'a gift card that is issued, looked at and voided',
    ends: [],
    people: () => undefined,
    run: async (world) => {
      const { code } = await issued(world, 5_000)
      const found = await world.checkout.readGiftCardBalance({ code })
      if (!found.ok || found.value.available.amount !== 5_000)
        throw new Error(`the balance is answered as ${JSON.stringify(found)}`)
      const body = { reason: 'lost' }
      await world.checkout.voidGiftCard({
        ...{ id: found.value.id, ...body, ...keyed(world, body) },
        cause: causeOf(world, STAFF),
      })
      const end = await world.checkout.readGiftCard(found.value.id)
      if (!end.ok || end.value.available.amount !== 0)
        throw new Error(`the card ended as ${JSON.stringify(end)}`)
    },
  },
]
