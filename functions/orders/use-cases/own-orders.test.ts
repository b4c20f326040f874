import { describe, expect, it } from 'vitest'
import { days } from '#shared/clock.ts'
import { envelope } from '#shared/events.ts'
import { type CustomerId, makeIds, type OrderId } from '#shared/ids.ts'
import { makeOrderTokens } from '#shared/order-tokens.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import { makeMembers } from '../adapters/members.ts'
import { makeOwnOrders } from '../adapters/own-orders.ts'
import { makeClaimOrder, makeClaimOrders } from './claim-orders.ts'
import { makeListOwnOrders } from './list-own-orders.ts'
import { makeOwn, makeReadOwnOrder } from './own-order.ts'
import { makeReadOrder } from './read-order.ts'
import { makeReorder } from './reorder.ts'
import { aBody, aQuote, CAUSE } from './testing.ts'
import { givenDesk } from './testing-desk.ts'

let born = 0
const ids = makeIds(() => String(++born).padStart(26, '0'))
const [HANAKO, TARO] = [ids.customer(), ids.customer()]
const who = (email: string) => ({ customer: { name: '山田 花子', email } })

/** Orders with their customers, on a store in memory. */
function given() {
  const world = givenDesk()
  const ownOrders = makeOwnOrders(world.store)
  const deps = { ...world.deps, ownOrders, members: makeMembers(world.store) }
  const readOrder = makeReadOrder({
    orders: deps.orders,
    orderTokens: makeOrderTokens(aSecret('a secret of the tests')),
    askNextAction: async () => ({}),
    siteUrl: 'https://shop.example',
  })
  const list = makeListOwnOrders(deps)
  const claimOrder = makeClaimOrder(deps)
  const claimOrders = makeClaimOrders(deps)
  let events = 0
  return {
    ...world,
    ownOrders,
    readOwn: makeReadOwnOrder({ ...deps, readOrder }),
    own: makeOwn(deps),
    reorder: makeReorder(deps),
    list: (customer: CustomerId, search: Partial<Parameters<typeof list>[1]> = {}) =>
      list(customer, { limit: 20, ...search }),
    placeAs: (customerId: CustomerId, body = {}, quote = {}) => world.place(body, quote, customerId),
    /** What the starter does once an order can be found. */
    found: (id: OrderId, email: string) => claimOrder(id, email, CAUSE),
    async confirmed(customerId: CustomerId, email: string, sequence = 1) {
      events += 1
      const id = envelope.shape.id.parse(`evt_${String(events).padStart(26, '0')}`)
      await claimOrders({ id, sequence, correlationId: 'c', data: { customerId }, personal: { email } })
    },
    async ownerOf(id: OrderId) {
      return (await world.read(id)).customerId
    },
  }
}

const idsOf = ({ items }: { items: readonly { id: OrderId }[] }) => items.map(({ id }) => id)

describe('an order that a customer has placed', () => {
  it('is theirs from the accepting write on, and nobody else can see it', async () => {
    const world = given()
    const id = await world.placeAs(HANAKO)
    expect(await world.ownerOf(id)).toBe(HANAKO)
    expect(await world.readOwn(HANAKO, id)).toMatchObject({
      ok: true,
      value: { id, held: false, customer: { name: '山田 花子' }, shippingAddress: { city: '千代田区' } },
    })
    const missing = { ok: false, code: 'not_found' }
    expect(await world.readOwn(TARO, id)).toMatchObject(missing)
    expect(await world.own(TARO, id, async () => expect.unreachable())).toMatchObject(missing)
    expect(await world.list(TARO)).toEqual({ items: [], nextCursor: null })
  })

  it('shows nothing that is for staff', async () => {
    const world = given()
    const id = await world.placeAs(HANAKO)
    const seen = await world.readOwn(HANAKO, id)
    if (!seen.ok) throw new Error(seen.detail)
    for (const hidden of ['holds', 'attention', 'tags', 'fulfillmentOrders'])
      expect(seen.value).not.toHaveProperty(hidden)
    expect(seen.value.availableActions).toEqual(['cancel', 'correct_address', 'withdraw'])
  })

  it('is the same order again for the same key, of the same customer alone', async () => {
    const world = given()
    const send = async (customerId: CustomerId | undefined, quote: string) =>
      world.placeOrder({
        body: aBody(await world.quoteSeal.seal(aQuote({ id: ids.quote() }))),
        ...{ idempotencyKey: 'key-of-many-customers', requestHash: quote, cause: CAUSE, customerId },
      })
    const first = await send(HANAKO, 'a')
    expect(await send(HANAKO, 'a')).toEqual(first)
    const others = [await send(TARO, 'a'), await send(undefined, 'a')]
    expect(others).toMatchObject([{ ok: true }, { ok: true }])
    expect(new Set([first, ...others].map((one) => one.ok && one.value)).size).toBe(3)
  })
})

describe("a customer's list", () => {
  it('has the newest first, page by page', async () => {
    const world = given()
    const placed: OrderId[] = []
    for (let n = 0; n < 5; n += 1) placed.unshift(await world.placeAs(HANAKO))
    await world.placeAs(TARO)
    const first = await world.list(HANAKO, { limit: 2 })
    const second = await world.list(HANAKO, { limit: 2, cursor: first.nextCursor ?? undefined })
    const third = await world.list(HANAKO, { limit: 2, cursor: second.nextCursor ?? undefined })
    await expect(world.list(HANAKO, { limit: 2, cursor: 'x' })).rejects.toThrow('none of this list')
    expect([first, second, third].map(idsOf)).toEqual([
      placed.slice(0, 2),
      placed.slice(2, 4),
      placed.slice(4),
    ])
    expect(third.nextCursor).toBeNull()
    expect(first.items[0]).toMatchObject({
      total: { amount: 4180 },
      lines: [
        { sku: 'BOOK', name: '本', quantity: 1 },
        { sku: 'SHIRT', name: 'Tシャツ', quantity: 2 },
      ],
    })
  })

  it('is narrowed down by day, status and what is in an order', async () => {
    const world = given()
    const early = await world.placeAs(HANAKO)
    world.later(days(2))
    const late = await world.placeAs(HANAKO, {}, { lines: aQuote().lines.slice(0, 1) })
    const { number } = await world.read(early)
    const found = async (search: Parameters<typeof world.list>[1]) => idsOf(await world.list(HANAKO, search))
    expect(await found({ to: '2026-11-23' })).toEqual([early])
    expect(await found({ from: '2026-11-24' })).toEqual([late])
    expect(await found({ status: 'placed', open: true })).toEqual([late, early])
    expect(await found({ open: false })).toEqual([])
    expect(await found({ status: 'completed' })).toEqual([])
    expect(await found({ q: 'ｔシャツ' })).toEqual([early])
    expect(await found({ q: 'book' })).toEqual([late, early])
    expect(await found({ q: number.toLowerCase() })).toEqual([early])
    expect(await found({ q: 'nothing' })).toEqual([])
  })

  it('ends a page after much that does not match, and goes on from there', async () => {
    const world = given()
    const oldest = await world.placeAs(HANAKO, {}, { lines: aQuote().lines.slice(0, 1) })
    for (let n = 0; n < 210; n += 1) await world.placeAs(HANAKO, {}, { lines: aQuote().lines.slice(1) })
    const first = await world.list(HANAKO, { q: 'BOOK' })
    expect(first).toMatchObject({ items: [], nextCursor: expect.any(String) })
    const second = await world.list(HANAKO, { q: 'BOOK', cursor: first.nextCursor ?? undefined })
    expect(idsOf(second)).toEqual([oldest])
    expect(second.nextCursor).toBeNull()
  })
})

describe('the orders of a guest', () => {
  it('are claimed by a confirmed address, however it is written', async () => {
    const world = given()
    const theirs = [
      await world.place(who('hanako@example.com')),
      await world.place(who('Hanako@Example.com')),
    ]
    const another = await world.place(who('taro@example.com'))
    await world.confirmed(HANAKO, 'HANAKO@example.com')
    expect(idsOf(await world.list(HANAKO))).toEqual(theirs.toReversed())
    expect(await world.ownerOf(another)).toBeUndefined()
    expect((await world.events(theirs[0] ?? another)).at(-1)).toBe('order.claimed')
  })

  it('are claimed once, and stay whose they are', async () => {
    const world = given()
    const placed = await world.placeAs(TARO, who('hanako@example.com'))
    const claimed = await world.place(who('hanako@example.com'))
    for (let times = 0; times < 2; times += 1) await world.confirmed(HANAKO, 'hanako@example.com')
    expect(await world.ownerOf(placed)).toBe(TARO)
    expect((await world.events(claimed)).filter((type) => type === 'order.claimed')).toHaveLength(1)
    expect(idsOf(await world.list(HANAKO))).toEqual([claimed])
  })

  it('are theirs too when they are placed later', async () => {
    const world = given()
    await world.confirmed(HANAKO, 'hanako@example.com')
    const id = await world.place(who('hanako@example.com'))
    await world.found(id, 'hanako@example.com')
    expect(await world.ownerOf(id)).toBe(HANAKO)
  })

  it('are theirs no more once they have another address; an older word of it changes nothing', async () => {
    const world = given()
    await world.confirmed(HANAKO, 'old@example.com', 1)
    await world.confirmed(HANAKO, 'new@example.com', 2)
    const left = await world.place(who('old@example.com'))
    await world.confirmed(HANAKO, 'old@example.com', 1)
    expect(await world.ownerOf(left)).toBeUndefined()
    const [old, now] = [await world.place(who('old@example.com')), await world.place(who('new@example.com'))]
    await world.found(old, 'old@example.com')
    await world.found(now, 'new@example.com')
    expect(await world.ownerOf(old)).toBeUndefined()
    expect(await world.ownerOf(now)).toBe(HANAKO)
  })

  it('go to whoever confirmed the address last, not to who left it', async () => {
    const world = given()
    await world.confirmed(HANAKO, 'shared@example.com', 1)
    await world.confirmed(TARO, 'shared@example.com', 1)
    await world.confirmed(HANAKO, 'hanako@example.com', 2)
    const id = await world.place(who('shared@example.com'))
    await world.found(id, 'shared@example.com')
    expect(await world.ownerOf(id)).toBe(TARO)
  })
})

describe('ordering again', () => {
  it('asks for the same goods, each SKU once, for the same place', async () => {
    const world = given()
    const [book] = aQuote().lines
    const lines = [...aQuote().lines, ...(book ? [{ ...book, lineId: '3' }] : [])]
    const id = await world.placeAs(HANAKO, {}, { lines })
    expect(await world.own(HANAKO, id, world.reorder)).toEqual({
      ok: true,
      value: {
        lines: [
          { sku: 'BOOK', quantity: 2 },
          { sku: 'SHIRT', quantity: 2 },
        ],
        destination: { country: 'JP', postalCode: '1000001', city: '千代田区' },
        currency: 'JPY',
        locale: 'ja',
      },
    })
  })
})
