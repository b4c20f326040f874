import { describe, expect, it } from 'vitest'
import { hours } from '#shared/clock.ts'
import { CARD_IN_PARTS, DECLINED_CARD, ON_SESSION_CARD, SECURE_CARD } from '#support/fake-gateway.ts'
import { CARD, givenPayments, JPY, OTHER_ORDER } from '#support/payments-world.ts'

type World = ReturnType<typeof givenPayments>
type Call = (...args: never[]) => Promise<unknown>

/** What may happen to a call to the store or the gateway. */
const FAULTS = {
  'dies before': async () => {
    throw new Error('died before the call')
  },
  'does it, and the reply is lost': async (call: () => Promise<unknown>) => {
    await call()
    throw new Error('the reply is lost')
  },
  'does it twice': async (call: () => Promise<unknown>) => {
    await call()
    return call()
  },
} as const
type FaultName = keyof typeof FAULTS

/** Counts the calls that change something outside, and lets one of them meet a fault. */
function makeInjector() {
  const plan: { at?: number; fault?: FaultName; calls: string[] } = { calls: [] }
  const wrap =
    (name: string, real: Call): Call =>
    (...args) => {
      plan.calls.push(name)
      const { fault } = plan
      return plan.calls.length === plan.at && fault ? FAULTS[fault](() => real(...args)) : real(...args)
    }
  const wrapped = <T extends object>(target: T, names: readonly string[]): T =>
    new Proxy(target, {
      get: (object, name) => {
        const value: unknown = Reflect.get(object, name)
        return typeof value === 'function' && names.includes(String(name))
          ? wrap(String(name), value as Call)
          : value
      },
    })
  return { plan, wrapped }
}

const GATEWAY_CALLS = ['authorize', 'capture', 'cancel', 'refund', 'retrieve', 'find', 'refundsOf']
/** Wishes to pay by a gift card of 2,000, and the rest by another card. */
const byGiftCard = async (world: World, paymentMethodId = CARD, amount = 3_300) =>
  world.pay({ kind: 'card', paymentMethodId, giftCards: [await world.giftCard()] }, amount)

const DELAYED = { kind: 'delayed', method: 'store' } as const

/** Some time later the first authorization is renewed, and no other. */
function renewFirst(world: World, due: number): Promise<unknown> {
  world.pass(hours(1))
  return world.renew(due, world.gateway.payments()[0]?.captureBefore)
}

/** The authorization in force is renewed, or was already. */
async function renewLast(world: World, due: number): Promise<unknown> {
  const [, second] = world.gateway.payments()
  return world.renew(due, second?.captureBefore)
}

async function useUp(world: World): Promise<void> {
  const giftCards = [await world.giftCard()]
  await world.giftCards.hold({
    ...{ orderId: OTHER_ORDER, holdId: 'op_of_another', startedAt: '2026-11-20T03:00:00.000Z' },
    ...{ giftCards, amount: 2_000, currency: JPY },
  })
}

/** What is done to a payment, each step again until it is answered, as the state machine and clients do. */
const STORIES: Record<string, readonly ((world: World) => Promise<unknown>)[]> = {
  'authorize, capture, refund': [
    (world) => world.authorize(),
    (world) => world.capture(),
    (world) => world.refund(1_000, 'ref_of_the_order'),
  ],
  'authorize, capture a part, void': [
    (world) => world.authorize(),
    (world) => world.capture(2_000),
    (world) => world.void(),
  ],
  'authorize, capture in parts, let go of the rest, refund': [
    (world) => world.authorize(CARD_IN_PARTS),
    (world) => world.capturePart(1_000),
    (world) => world.capturePart(2_500),
    (world) => world.capture(2_500),
    (world) => world.refund(1_000, 'ref_of_the_order'),
  ],
  'authorize, capture in parts, void': [
    (world) => world.authorize(CARD_IN_PARTS),
    (world) => world.capturePart(1_000),
    (world) => world.void(),
  ],
  'authorize with consent, renew, capture': [
    (world) => world.pay({ kind: 'card', paymentMethodId: CARD, renewable: true }),
    (world) => renewFirst(world, 3_000),
    (world) => world.capture(3_000),
  ],
  'a renewal that is declined, void': [
    (world) => world.pay({ kind: 'card', paymentMethodId: ON_SESSION_CARD, renewable: true }),
    (world) => renewFirst(world, 3_300),
    (world) => world.void(),
  ],
  'a reference, then a card': [(world) => world.pay(DELAYED), (world) => world.authorize()],
  '3-D Secure, then a reference that is paid': [
    (world) => world.authorize(SECURE_CARD),
    (world) => world.pay(DELAYED),
    (world) =>
      world.received(3_300, { transactionId: 'txn_one', idempotencyKey: 'key_one', requestHash: '' }),
  ],
  'authorize, void': [(world) => world.authorize(), (world) => world.void()],
  'declined, then another card': [
    (world) => world.authorize(DECLINED_CARD),
    (world) => world.authorize(CARD),
  ],
  'declined, void': [(world) => world.authorize(DECLINED_CARD), (world) => world.void()],
  '3-D Secure, then another card, void': [
    (world) => world.authorize(SECURE_CARD),
    (world) => world.authorize(CARD),
    (world) => world.void(),
  ],
  'a gift card and a card, capture, refund to both': [
    (world) => byGiftCard(world),
    (world) => world.capture(3_000),
    (world) => world.refund(500, 'ref_to_the_card'),
    (world) => world.refund(1_500, 'ref_to_both'),
  ],
  'a gift card and a card, capture of what the gift card pays alone': [
    (world) => byGiftCard(world),
    (world) => world.capture(1_500),
    (world) => world.refund(1_000, 'ref_to_the_gift_card'),
  ],
  'a gift card alone, capture, void': [
    async (world) => world.pay({ kind: 'gift_card', giftCards: [await world.giftCard()] }, 1_800),
    (world) => world.capture(1_800),
    (world) => world.void(),
  ],
  'a gift card and a card in parts': [
    (world) => byGiftCard(world, CARD_IN_PARTS),
    (world) => world.capturePart(1_000),
    (world) => world.capturePart(2_500),
    (world) => world.capture(3_000),
  ],
  'a gift card and a declined card, another card, void': [
    (world) => byGiftCard(world, DECLINED_CARD),
    (world) => world.authorize(CARD),
    (world) => world.void(),
  ],
  'a gift card, left for a reference': [
    (world) => byGiftCard(world, SECURE_CARD),
    (world) => world.pay(DELAYED),
  ],
  'a gift card and a card with consent, renewed, and let go where the gift card pays all': [
    async (world) =>
      world.pay({
        ...{ kind: 'card', paymentMethodId: CARD, renewable: true },
        giftCards: [await world.giftCard()],
      }),
    (world) => renewFirst(world, 3_000),
    (world) => renewLast(world, 1_900),
    (world) => world.capture(1_900),
  ],
  'a gift card that another order has used up, void': [
    async (world) => {
      await useUp(world)
      return byGiftCard(world)
    },
    (world) => world.void(),
  ],
  'void, a gift card': [(world) => world.void(), (world) => byGiftCard(world)],
  'void, authorize': [(world) => world.void(), (world) => world.authorize()],
}

function givenFaultyPayments() {
  const { plan, wrapped } = makeInjector()
  const world = givenPayments({
    store: (store) => wrapped(store, ['commit']),
    gateway: (gateway) => wrapped(gateway, GATEWAY_CALLS),
    checkout: (checkout) => wrapped(checkout, ['holdGiftCards']),
  })
  return { plan, world }
}

async function play(story: keyof typeof STORIES, world: World, between: number): Promise<void> {
  for (const step of STORIES[story] ?? []) {
    for (let tries = 1; ; tries += 1) {
      const ended = await step(world).then(
        () => true,
        () => false,
      )
      expect(await world.broken().then(onlyOurs)).toEqual([])
      if (ended) break
      expect(tries).toBeLessThan(4)
      world.pass(between)
    }
  }
}

/** While a step is under way the gateway may be ahead of us; our own record never breaks its rules. */
const onlyOurs = (broken: string[]): string[] =>
  broken.filter((rule) => !rule.includes('at the gateway') && !rule.includes('the gateway holds'))

describe.each(Object.keys(STORIES))('%s', (story) => {
  it('comes to the same end whatever call meets whatever fault, at once or a day later', async () => {
    const calm = givenFaultyPayments()
    await play(story, calm.world, 0)
    const end = await calm.world.payment()
    const runs = calm.plan.calls.length
    expect(runs).toBeGreaterThan(0)

    for (const fault of Object.keys(FAULTS) as FaultName[])
      for (const between of [0, hours(25)])
        for (let at = 1; at <= runs; at += 1) {
          const { plan, world } = givenFaultyPayments()
          Object.assign(plan, { at, fault })
          await play(story, world, between)
          const about = `${fault} at call ${at}, ${calm.plan.calls[at - 1]}, retried after ${between} ms`
          expect(await world.broken(), about).toEqual([])
          const payment = await world.payment()
          expect({ status: payment?.status, amounts: amountsOf(payment) }, about).toEqual({
            status: end?.status,
            amounts: amountsOf(end),
          })
        }
  })
})

const amountsOf = (payment: Awaited<ReturnType<World['payment']>>) =>
  payment && [
    payment.authorized,
    payment.captured,
    payment.refunded,
    payment.capturing,
    payment.refunding,
    payment.received,
    payment.unapplied,
    payment.giftCards?.captured,
    payment.giftCards?.refunded,
    payment.giftCards?.released,
  ]
