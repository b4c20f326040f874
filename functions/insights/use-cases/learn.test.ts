import { beforeEach, describe, expect, it } from 'vitest'
import { after, days, hours } from '#shared/clock.ts'
import { productId, sku } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { did, makeInsights, NOON, variantOf, viewed } from './testing.ts'

let insights: ReturnType<typeof makeInsights>
beforeEach(async () => {
  insights = makeInsights()
  for (const id of ['BOOK', 'PEN', 'INK', 'MUG']) await insights.publish(id)
  await insights.applyMovements(insights.stocked({ BOOK: 9, PEN: 9, INK: 9, MUG: 9 }))
})

const ago = (milliseconds: number) => new Date(after(NOON, -milliseconds))
const visitor = (n: number) => `visitor-${String(n).padStart(16, '0')}`
const tell = (n: number, ...events: Parameters<typeof insights.record>[0]['events']) =>
  insights.record({ visitorId: visitor(n), consent: true, events })

/** Pens are bought with ink, books with anything. */
async function sell(): Promise<void> {
  for (let n = 0; n < 6; n += 1) await insights.buy(n, ['PEN', 'INK', ...(n % 2 ? ['BOOK'] : [])])
  for (let n = 6; n < 9; n += 1) await insights.buy(n, ['MUG', 'BOOK'])
}

describe('what is also bought', () => {
  it('is what was bought together, most likely first, once it was learned', async () => {
    await sell()
    expect(await insights.beside('PEN', 'also_bought')).toEqual([])
    await insights.learn()
    expect((await insights.beside('PEN', 'also_bought'))[0]).toBe('INK')
    expect(await insights.beside('MUG', 'also_bought')).toContain('BOOK')
    expect(await insights.beside('PEN', 'also_bought')).not.toContain('PEN')
  })

  it('knows variants as their product, also those that are not sold any more', async () => {
    await insights.publish('SHIRT', { variants: [variantOf('SHIRT-M')], withdrawnSkus: ['SHIRT-S'] })
    await insights.applyMovements(insights.stocked({ 'SHIRT-M': 1 }))
    await insights.buy(1, ['SHIRT-S', 'BOOK'])
    await insights.buy(2, ['SHIRT-M', 'BOOK'])
    await insights.learn()
    expect(await insights.beside('BOOK', 'also_bought')).toEqual(['SHIRT'])
  })

  it('never is what is sold out, until it is there again', async () => {
    await sell()
    await insights.learn()
    const ofLast = insights.stocked({ INK: -9 })
    await insights.applyMovements(ofLast)
    expect(await insights.applyMovements(ofLast)).toBe('duplicate')
    expect(await insights.beside('PEN', 'also_bought')).not.toContain('INK')
    await insights.applyMovements(insights.stocked({ INK: 1 }))
    expect(await insights.beside('PEN', 'also_bought')).toContain('INK')
    await insights.applyMovements(insights.keptBack('INK', 5, 'OSA'))
    expect(await insights.beside('PEN', 'also_bought')).toContain('INK')
    await insights.applyMovements(insights.keptBack('INK', 1))
    expect(await insights.beside('PEN', 'also_bought')).not.toContain('INK')
  })

  it('goes on to the next where what is wanted is sold out or withdrawn, and stops at as many as are wanted', async () => {
    await sell()
    await insights.learn()
    const all = await insights.beside('BOOK', 'also_bought')
    expect(all).toHaveLength(3)
    const [first = '', second = ''] = all
    expect(await insights.beside('BOOK', 'also_bought', 1)).toEqual([first])
    await insights.withdraw(first, 2)
    expect(await insights.beside('BOOK', 'also_bought', 1)).toEqual([second])
    expect(await insights.beside(first, 'also_bought')).toBe('not_found')
    await insights.publish(first, {}, 3)
    expect(await insights.beside('BOOK', 'also_bought', 1)).toEqual([first])
  })

  it('counts an order once, however often it is told', async () => {
    await Promise.all([1, 1, 1].map((n) => insights.buy(n, ['PEN', 'INK'])))
    expect(insights.store.all().filter(({ pk }) => pk.startsWith('BASKETS#'))).toHaveLength(1)
  })

  it('says nothing of who bought', async () => {
    await insights.buy(1, ['PEN', 'PEN', 'INK'])
    const [basket] = insights.store.all().filter(({ pk }) => pk.startsWith('BASKETS#'))
    expect(Object.keys(basket ?? {}).toSorted()).toEqual(['day', 'pk', 'sk', 'skus', 'ttl'])
    expect(basket?.['skus']).toEqual(['PEN', 'INK'])
  })

  it('forgets what was bought longer ago than it is kept', async () => {
    await insights.buy(1, ['PEN', 'INK'], ago(days(399)))
    await insights.buy(2, ['PEN', 'MUG'], ago(days(402)))
    await insights.learn()
    expect(await insights.beside('PEN', 'also_bought')).toEqual(['INK'])
  })

  it('writes nothing where nothing has changed', async () => {
    await sell()
    await tell(1, viewed('1', 'BOOK'))
    await insights.learn()
    const learned = insights.store.all()
    const { commit } = insights.store
    let writes = 0
    insights.store.commit = (given) => {
      writes += 1
      return commit(given)
    }
    await insights.learn()
    expect(writes).toBe(0)
    expect(insights.store.all()).toEqual(learned)
  })
})

describe('what is similar', () => {
  it('has the same categories and attributes, the rarer the more', async () => {
    const material = (value: string) => [
      { id: 'material', name: { en: 'Material' }, values: [{ id: value, name: { en: value } }] },
    ]
    const goods = { A: ['shoes', 'silk'], B: ['shoes', 'silk'], C: ['shoes', 'wool'], D: ['hats', 'wool'] }
    for (const [id, [category, value = '']] of Object.entries(goods))
      await insights.publish(id, { categories: [category], attributes: material(value) })
    await insights.applyMovements(insights.stocked({ A: 1, B: 1, C: 1, D: 1 }))
    await insights.learn()
    expect(await insights.beside('A', 'similar')).toEqual(['B', 'C'])
    expect(await insights.beside('D', 'similar')).toEqual(['C'])
  })

  it('is viewed in the same visits; what was never there is no product', async () => {
    for (let n = 0; n < 4; n += 1)
      await tell(n, viewed('1', 'BOOK'), viewed('2', 'PEN'), viewed('3', 'A-MADE-UP-ONE'))
    await tell(9, viewed('1', 'BOOK', ago(days(1))), viewed('2', 'MUG'))
    await insights.learn()
    expect(await insights.beside('BOOK', 'similar')).toEqual(['PEN'])
    expect(insights.store.all().some(({ pk }) => pk === 'PRODUCT#A-MADE-UP-ONE')).toBe(false)
  })
})

describe('what is popular now', () => {
  it('is what is bought more than what is viewed, and of late more than before', async () => {
    for (let n = 0; n < 3; n += 1) await insights.buy(n, ['BOOK'], ago(days(25)))
    await insights.buy(7, ['PEN'])
    for (let n = 0; n < 5; n += 1) await tell(n, viewed('1', 'MUG'), viewed('2', 'MUG'))
    await insights.learn()
    expect(await insights.popular()).toEqual(['PEN', 'MUG', 'BOOK'])
    await insights.applyMovements(insights.stocked({ PEN: -9 }))
    expect(await insights.popular(2)).toEqual(['MUG', 'BOOK'])
  })
})

describe('how it is shown', () => {
  const shown = async (id: string, more: object) => {
    await insights.buy(1, ['BOOK', sku.parse(id)])
    await insights.learn()
    const found = await insights.besideProduct(productId.parse('BOOK'), 'also_bought', { limit: 1, ...more })
    return found.ok ? found.value.items : found
  }

  it('has its picture, its name in the nearest language, and its prices of now where a currency is asked for', async () => {
    const mediaId = 'med_01kagrvw8e5c9t3m6z0x4n7q2b'
    const reduced = { amount: 800, currency: 'JPY', from: ago(hours(1)).toISOString() }
    await insights.publish('VASE', {
      media: [{ mediaId }],
      variants: [
        variantOf('VASE', [{ amount: 1000, currency: 'JPY' }, reduced]),
        variantOf('VASE-L', [{ amount: 1500, currency: 'JPY' }]),
      ],
    })
    await insights.applyMovements(insights.stocked({ 'VASE-L': 1 }))
    expect(await shown('VASE', { language: 'ja-JP', currency: currency.parse('JPY') })).toEqual([
      {
        id: 'VASE',
        name: { ja: 'VASEです' },
        mediaId,
        price: { from: { amount: 800, currency: 'JPY' }, to: { amount: 1500, currency: 'JPY' } },
      },
    ])
    expect(await shown('VASE', {})).toEqual([
      { id: 'VASE', name: { en: 'The VASE', ja: 'VASEです' }, mediaId },
    ])
    expect(await shown('VASE', { currency: currency.parse('EUR') })).toMatchObject([{ id: 'VASE' }])
  })

  it('is never sold out where it is digital', async () => {
    await insights.publish('EBOOK', { kind: 'digital' })
    expect(await shown('EBOOK', {})).toMatchObject([{ id: 'EBOOK' }])
  })
})

describe('the funnel', () => {
  it('is what was told, once it was counted, summed over days', async () => {
    await tell(
      1,
      viewed('1', 'BOOK'),
      viewed('2', 'PEN'),
      did('add_to_cart', '3', NOON, { productId: 'PEN' }),
    )
    await tell(1, did('checkout_started', '4'), did('order_placed', '5'))
    await tell(2, viewed('1', 'BOOK', ago(days(1))))
    const from = '2026-11-25'
    const to = '2026-11-26'
    expect((await insights.funnel({ from, to })).visits).toBe(0)
    await insights.learn()
    expect(await insights.funnel({ from, to })).toMatchObject({
      visits: 2,
      steps: { view: { events: 3, visits: 2 }, order_placed: { events: 1, visits: 1 } },
      carts: { filled: 1, ordered: 1, abandoned: 0 },
    })
    expect(await insights.funnel({ from, to: from })).toMatchObject({ visits: 1, carts: { filled: 0 } })
  })

  it('counts late what came late, and a cart as abandoned when its day has passed', async () => {
    await tell(1, did('add_to_cart', '1', NOON, { productId: 'PEN' }))
    await insights.learn()
    const counts = () => insights.funnel({ from: '2026-11-26', to: '2026-11-26' })
    expect((await counts()).carts).toEqual({ filled: 1, ordered: 0, abandoned: 0 })
    insights.setTime(new Date(after(NOON, hours(25))))
    await tell(2, did('add_to_cart', '1', NOON, { productId: 'PEN' }))
    await insights.learn()
    expect((await counts()).carts).toEqual({ filled: 2, ordered: 0, abandoned: 2 })
  })
})
