import { expect, test } from 'vitest'
import type { Discount } from '#contexts/checkout/contract/discounts.ts'
import { promotionId, quoteId } from '#shared/ids.ts'
import { currency, of } from '#shared/money.ts'
import { makeIndexOrder } from './index-order.ts'
import { aBody, aQuote, CAUSE, payment } from './testing.ts'
import { givenPlaced } from './testing-life.ts'
import { makeClose } from './workflow-steps.ts'

const yen = (amount: number) => of(amount, currency.parse('JPY'))
const discount = (id: string, about: Partial<Discount> = {}): Discount => ({
  promotionId: promotionId.parse(id),
  name: id,
  target: 'lines',
  amount: yen(100),
  explanation: 'as it is winter',
  ...about,
})

const QUOTE = {
  discounts: [discount('sale', { code: 'SALE' }), discount('always')],
  counted: [promotionId.parse('sale')],
}
const SALE = { promotionId: 'sale', code: 'SALE' }

test('an order shows what promotions took off, and asks for the uses of those that are limited until it has them', async () => {
  const order = await givenPlaced({ quote: QUOTE })
  expect((await order.read()).promotions).toEqual([SALE])
  expect((await order.deps.orders.details(order.id))?.discounts).toEqual(QUOTE.discounts)
  expect(await order.screen()).toEqual({ outcome: 'passed' })
  expect(order.outside.asked.redeem).toEqual([
    {
      ...{ orderId: order.id, promotions: [SALE], hasOrdered: false },
      customerKeys: order.deps.personal.fingerprints('email', 'hanako@example.com'),
    },
  ])
  await order.confirm('authorized')
  expect(await order.screen()).toEqual({ outcome: 'passed' })
  expect(order.outside.asked.redeem).toHaveLength(1)
})

test('an option of shipping brings its own discounts', async () => {
  const [option] = aQuote().options
  if (!option) throw new Error('no option')
  const free = { ...option, discounts: [discount('free', { target: 'shipping', amount: yen(550) })] }
  const order = await givenPlaced({ quote: { options: [free], counted: [promotionId.parse('free')] } })
  expect((await order.read()).promotions).toEqual([{ promotionId: 'free' }])
  expect((await order.deps.orders.details(order.id))?.discounts).toEqual(free.discounts)
})

test('without a limited promotion nobody is asked', async () => {
  const order = await givenPlaced({ quote: { discounts: [discount('always')] } })
  expect((await order.read()).promotions).toBeUndefined()
  await order.screen()
  expect(order.outside.asked.redeem).toEqual([])
})

test('who comes too late is rejected before money is asked for; the end gives back what there is', async () => {
  const order = await givenPlaced({ quote: QUOTE })
  order.outside.redeemed = { outcome: 'used_up', promotionIds: [promotionId.parse('sale')] }
  expect(await order.screen()).toEqual({ outcome: 'compensate' })
  expect(await order.screen()).toEqual({ outcome: 'compensate' })
  expect(order.outside.asked.redeem).toHaveLength(1)
  const step = { orderId: order.id, run: 1 }
  const voided = { outcome: 'voided' as const, payment: payment('voided', 1) }
  expect(await makeClose(order.deps)({ ...step, voided })).toEqual({ outcome: 'closed' })
  expect(order.outside.asked.released).toEqual([order.id])
  expect(await order.read()).toMatchObject({
    status: 'rejected',
    ending: { kind: 'rejected', code: 'promotion_used_up' },
  })
})

test('a step that comes after the end of the order changes nothing', async () => {
  const order = await givenPlaced({ quote: QUOTE })
  order.outside.redeemed = { outcome: 'already_released' }
  expect(await order.screen()).toEqual({ outcome: 'superseded' })
  expect((await order.read()).validatedAt).toBeUndefined()
})

test('who has ordered before is known by the desk, and an order is not before itself', async () => {
  const order = await givenPlaced({ quote: QUOTE })
  const index = makeIndexOrder(order.deps)
  const another = async (key: string) => {
    const quote = await order.quoteSeal.seal(aQuote({ id: quoteId.parse(`qte_${key.repeat(26)}`), ...QUOTE }))
    const placed = await order.placeOrder({
      ...{ body: { ...aBody(quote), payment: { kind: 'card', paymentMethodId: 'pm_card_visa' } } },
      ...{ idempotencyKey: `another-key-${key}`, requestHash: key, cause: CAUSE },
    })
    if (!placed.ok) throw new Error(placed.detail)
    await index(placed.value)
    return placed.value
  }
  await index(order.id)
  order.later(1_000)
  const second = await another('b')
  await order.screenOf(second)
  expect(order.outside.asked.redeem.at(-1)).toMatchObject({ orderId: second, hasOrdered: true })
  await order.screen()
  expect(order.outside.asked.redeem.at(-1)).toMatchObject({ orderId: order.id, hasOrdered: false })
})
