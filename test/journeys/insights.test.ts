import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { eventually } from '#support/eventually.ts'
import { outputs, shop } from '#support/running.ts'
import {
  givenLocation,
  givenProduct,
  givenQuote,
  givenStock,
  orderThatIs,
  placeOrder,
  type Shop,
  unique,
} from '#support/shop.ts'
import { runScheduled } from '#support/variables.ts'

const recorded = z.object({
  kept: z.number(),
  notKept: z.array(z.object({ id: z.string(), reason: z.string() })),
})
const shelf = z.object({
  items: z.array(
    z.object({ id: z.string(), name: z.record(z.string(), z.string()), price: z.optional(z.unknown()) }),
  ),
})
const counted = z.object({ events: z.number(), visits: z.number() })
const funnel = z.object({
  visits: z.number(),
  steps: z.record(z.string(), counted),
  carts: z.object({ filled: z.number(), ordered: z.number(), abandoned: z.number() }),
})

/** Two days ago: nothing else of this run happens on it, but journeys beside this one that go back as far. */
const EARLIER = new Date(Date.now() - 47 * 3_600_000)
const DAY = EARLIER.toISOString().slice(0, 10)

const aVisitor = () => randomUUID()
const tell = async (visitorId: string, events: object[], consent = true) =>
  (await shop.guest.post('/events', { body: { visitorId, consent, events } })).as(recorded)
const view = (productId: string, secondsAgo = 0) => ({
  ...{ type: 'view', id: randomUUID(), productId },
  at: new Date(Date.now() - secondsAgo * 1_000).toISOString(),
})
const idsAt = async (path: string) => (await shop.guest.get(path)).as(shelf).items.map(({ id }) => id)
const viewedBy = (visitorId: string) => idsAt(`/recommendations?kind=recently_viewed&visitorId=${visitorId}`)
const boughtWith = (id: string) => idsAt(`/products/${id}/recommendations?kind=also_bought&limit=50`)
const learn = () => runScheduled(outputs, 'insights', 'learn')
const countsOf = async (day: string) =>
  (await shop.machine.get(`/insights/funnel?from=${day}&to=${day}`)).as(funnel)

/** Products with units of each at one location. */
async function givenShelf(of: Shop, names: readonly string[], units: number) {
  const location = unique('TOKYO')
  await givenLocation(of, location)
  const skus = names.map(unique)
  for (const sku of skus) {
    await givenProduct(of, sku)
    await givenStock(of, location, sku, units)
  }
  return { location, skus }
}

test('what a visitor does is kept with consent alone, once, and shown to that visitor', async () => {
  const { skus } = await givenShelf(shop, ['LAMP', 'DESK'], 3)
  const [lamp = '', desk = ''] = skus
  const [visitor, other] = [aVisitor(), aVisitor()]
  const batch = [view(lamp, 60), view(desk, 30), view(lamp, 10)]

  const refused = await tell(visitor, batch, false)
  expect(refused.kept).toBe(0)
  expect(new Set(refused.notKept.map(({ reason }) => reason))).toEqual(new Set(['no_consent']))
  expect(await viewedBy(visitor)).toEqual([])

  expect((await tell(visitor, batch)).kept).toBe(3)
  expect(await tell(visitor, batch)).toMatchObject({
    kept: 0,
    notKept: batch.map(() => ({ reason: 'repeated' })),
  })
  await eventually('the last that was viewed comes first', async () => {
    const seen = await viewedBy(visitor)
    return seen[0] === lamp && seen[1] === desk && seen.length === 2
  })
  expect(await viewedBy(other)).toEqual([])
  const shown = await shop.guest.get(
    `/recommendations?kind=recently_viewed&visitorId=${visitor}&language=ja&currency=JPY`,
  )
  expect(shown.headers.get('cache-control')).toBe('no-store')
  const yen = { amount: 1650, currency: 'JPY' }
  expect(shown.as(shelf).items).toMatchObject([
    { id: lamp, name: { ja: 'ノート' }, price: { from: yen, to: yen } },
    { id: desk },
  ])
  expect(Object.keys(shown.as(shelf).items[0]?.name ?? {})).toEqual(['ja'])
})

test('what is bought together is recommended after it was learned, and not when it sells out', async () => {
  const { location, skus } = await givenShelf(shop, ['CUP', 'SAUCER', 'SPOON'], 2)
  const [cup = '', saucer = '', spoon = ''] = skus
  const bundle = [cup, saucer].map((sku) => ({ sku, quantity: 1 }))
  const order = await placeOrder(shop, await givenQuote(shop, { lines: bundle }))
  await orderThatIs(shop, order.id, 'confirmed')

  expect(await boughtWith(cup)).toEqual([])
  await eventually('it is learned what goes with the cup', async () => {
    await learn()
    return (await boughtWith(cup)).includes(saucer)
  })
  expect(await boughtWith(cup)).toEqual([saucer])
  expect(await boughtWith(saucer)).toEqual([cup])
  expect(await boughtWith(spoon)).toEqual([])
  await eventually('both are popular', async () => {
    const popular = await idsAt('/recommendations?kind=popular&limit=50')
    return popular.includes(cup) && popular.includes(saucer)
  })

  const last = await placeOrder(shop, await givenQuote(shop, { lines: [{ sku: saucer, quantity: 1 }] }))
  await orderThatIs(shop, last.id, 'confirmed')
  await eventually(
    'what is sold out is recommended no more',
    async () => (await boughtWith(cup)).length === 0,
  )
  await givenStock(shop, location, saucer, 1)
  await eventually('what is there again is recommended again', async () =>
    (await boughtWith(cup)).includes(saucer),
  )
  await givenProduct(shop, saucer, { status: 'archived' })
  await eventually('what is not shown is not recommended', async () => (await boughtWith(cup)).length === 0)
  const missing = await shop.guest.get(`/products/${saucer}/recommendations?kind=also_bought`)
  expect(missing.status).toBe(404)
})

test('the funnel counts what visitors did, a repeated batch once, and tells nobody without the right', async () => {
  await learn()
  const was = await countsOf(DAY)
  const at = EARLIER.toISOString()
  const did = (type: string, more: object = {}) => ({ type, id: randomUUID(), at, ...more })
  const thing = { productId: unique('MUG') }
  const cart = [did('view', thing), did('view', thing), did('add_to_cart', thing)]
  const checkout = ['checkout_started', 'checkout_shipping', 'checkout_payment', 'order_placed']
  const buyer = [...cart, ...checkout.map((type) => did(type))]
  const leaver = [...cart.map((event) => ({ ...event, id: randomUUID() })), did('checkout_started')]
  const searcher = [did('search', { query: 'x'.repeat(10_000), resultCount: 0 })]
  for (const events of [buyer, leaver, searcher]) {
    const visitor = aVisitor()
    expect((await tell(visitor, events)).kept).toBe(events.length)
    expect((await tell(visitor, events)).kept).toBe(0)
  }
  expect((await tell(aVisitor(), buyer, false)).kept).toBe(0)

  const more = (step: string, events: number, visits: number) => ({
    [step]: {
      events: (was.steps[step]?.events ?? 0) + events,
      visits: (was.steps[step]?.visits ?? 0) + visits,
    },
  })
  await eventually('they are counted', async () => {
    await learn()
    return (await countsOf(DAY)).visits === was.visits + 3
  })
  expect(await countsOf(DAY)).toMatchObject({
    steps: {
      ...more('view', 4, 2),
      ...more('search', 1, 1),
      ...more('add_to_cart', 2, 2),
      ...more('checkout_started', 2, 2),
      ...more('checkout_shipping', 1, 1),
      ...more('order_placed', 1, 1),
    },
    carts: {
      filled: was.carts.filled + 2,
      ordered: was.carts.ordered + 1,
      abandoned: was.carts.abandoned + 1,
    },
  })
  expect((await shop.guest.get(`/insights/funnel?from=${DAY}&to=${DAY}`)).status).toBe(401)
})

test('a visitor is forgotten who asks for it, and nobody else', async () => {
  const { skus } = await givenShelf(shop, ['LAMP'], 3)
  const [lamp = ''] = skus
  const [visitor, other] = [aVisitor(), aVisitor()]
  await tell(visitor, [view(lamp)])
  await tell(other, [view(lamp)])
  const count = async () => (await Promise.all([visitor, other].map(viewedBy))).flat().length
  await eventually('both have viewed it', async () => (await count()) === 2)
  expect((await shop.guest.delete(`/visitors/${visitor}`)).body).toEqual({ forgotten: 1, more: false })
  expect((await shop.guest.delete(`/visitors/${visitor}`)).body).toEqual({ forgotten: 0, more: false })
  await eventually('nothing is left of who asked', async () => (await count()) === 1)
  expect(await viewedBy(other)).toEqual([lamp])
})

test('what is not as described is refused with pointers, and no text is more than text', async () => {
  const good = view('MUG')
  const wrong = await shop.guest.post('/events', {
    body: { visitorId: 'hanako@example.com', consent: true, events: [{ ...good, ip: '10.0.0.1' }] },
  })
  expect(wrong.status).toBe(400)
  const pointers = z.object({ errors: z.array(z.object({ pointer: z.string() })) })
  expect(
    z
      .parse(pointers, wrong.body)
      .errors.map(({ pointer }) => pointer)
      .toSorted(),
  ).toEqual(['/events/0/ip', '/visitorId'])
  const many = { visitorId: aVisitor(), consent: true, events: Array.from({ length: 51 }, () => view('MUG')) }
  expect((await shop.guest.post('/events', { body: many })).status).toBe(400)
  const odd = [...['\u0000\u0007', '(.*)+$', '"; DROP TABLE'].map((query) => ({ query }))].map((more) => ({
    ...{ type: 'search', id: randomUUID(), at: new Date().toISOString(), resultCount: 0 },
    ...more,
  }))
  expect((await tell(aVisitor(), odd)).kept).toBe(3)
  expect((await shop.guest.get('/recommendations?kind=recently_viewed')).status).toBe(400)
  expect((await shop.machine.get('/insights/funnel?from=2026-01-02&to=2026-01-01')).status).toBe(400)
})
