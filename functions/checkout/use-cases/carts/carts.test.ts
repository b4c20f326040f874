import { beforeEach, describe, expect, it } from 'vitest'
import type { holdStock } from '#contexts/inventory/contract/calls.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import type { CartId, QuoteId } from '#shared/ids.ts'
import { locationId, sku } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import type { Store } from '#shared/store/store.ts'
import { MOST_LINES } from '../../contract/carts.ts'
import { sealedQuote } from '../../contract/sealed-quote.ts'
import { moved, published, seal, withdrawn } from '../testing.ts'
import { CAUSE, openCarts, SETTINGS, TOKYO, told, wanted } from './testing.ts'

const TYO = locationId.parse('TYO')

let shop: Awaited<ReturnType<typeof openCarts>>
beforeEach(async () => {
  shop = await openCarts()
})

const asked = { idempotencyKey: '', requestHash: '', cause: CAUSE }

async function cartOf(...lines: [string, number][]): Promise<CartId> {
  const made = await shop.createCart({ ...SETTINGS, lines: lines.map(([name, n]) => wanted(name, n)) }, CAUSE)
  return told(made).id
}
const add = (id: CartId, name: string, quantity = 1, request = asked) =>
  shop.addToCart(id, wanted(name, quantity), request)
const put = (id: CartId, name: string, quantity: number, ifMatch?: number) =>
  shop.putCartLine(id, wanted(name, quantity), { ifMatch, cause: CAUSE })
const read = async (id: CartId) => told(await shop.readCart(id))
const quantities = async (id: CartId) =>
  (await read(id)).lines.map(({ lineId, quantity }) => [lineId, quantity])

describe('a cart', () => {
  it('shows its lines as they are priced, and their sum', async () => {
    const id = await cartOf(['BOOK', 2], ['TEA', 1], ['BOOK', 1])
    expect(await read(id)).toMatchObject({
      version: 1,
      units: 4,
      subtotal: { amount: 4 * 1980, currency: 'JPY' },
      lines: [
        { lineId: 'BOOK', name: 'BOOKです', quantity: 3, subtotal: { amount: 3 * 1980 }, changes: [] },
        { lineId: 'TEA', quantity: 1, availability: 'in_stock', changes: [] },
      ],
    })
  })

  it('adds to a line that is there, and tells what is in it in short', async () => {
    const id = await cartOf(['BOOK', 1])
    expect(told(await add(id, 'BOOK', 2))).toMatchObject({
      line: { lineId: 'BOOK', quantity: 3 },
      cart: { version: 2, lines: 1, units: 3 },
    })
    expect(told(await add(id, 'EBOOK')).cart).toEqual({ version: 3, lines: 2, units: 4 })
  })

  it('adds once for one request', async () => {
    const id = await cartOf()
    const request = { ...asked, idempotencyKey: 'a key of sixteen', requestHash: 'one' }
    const first = told(await add(id, 'BOOK', 1, request))
    expect(told(await add(id, 'BOOK', 1, request))).toEqual(first)
    expect(await add(id, 'BOOK', 1, { ...request, requestHash: 'other' })).toMatchObject({
      code: 'idempotency_key_reused',
    })
    expect(await quantities(id)).toEqual([['BOOK', 1]])
  })

  it('takes what two devices add at the same time', async () => {
    const id = await cartOf()
    await Promise.all([add(id, 'BOOK'), add(id, 'PEN'), add(id, 'BOOK', 2)])
    expect(await quantities(id)).toEqual([
      ['BOOK', 3],
      ['PEN', 1],
    ])
    expect(await read(id)).toMatchObject({ units: 4, version: 4 })
  })

  it('takes a new quantity from who has seen it as it is', async () => {
    const id = await cartOf(['BOOK', 3])
    expect(await put(id, 'BOOK', 1)).toMatchObject({ code: 'precondition_required' })
    expect(await put(id, 'BOOK', 1, 2)).toMatchObject({ code: 'precondition_failed' })
    expect(await put(id, 'PEN', 1, 1)).toMatchObject({ code: 'not_found' })
    expect(told(await put(id, 'BOOK', 1, 1)).cart).toEqual({ version: 2, lines: 1, units: 1 })
  })

  it('lets a line go, once', async () => {
    const id = await cartOf(['BOOK', 3], ['PEN', 1])
    const left = { version: 2, lines: 1, units: 1 }
    expect(told(await shop.removeCartLine(id, sku.parse('BOOK'), CAUSE))).toEqual(left)
    expect(told(await shop.removeCartLine(id, sku.parse('BOOK'), CAUSE))).toEqual(left)
  })

  it('is shown in another currency and language when it is set to them', async () => {
    const id = await cartOf(['BOOK', 1])
    const settings = { currency: currency.parse('EUR'), locale: 'en', codes: ['SPRING'] }
    expect(told(await shop.putCart(id, settings, { ifMatch: 1, cause: CAUSE }))).toMatchObject({
      ...settings,
      subtotal: { amount: 1800, currency: 'EUR' },
      lines: [{ name: 'The BOOK', changes: [] }],
    })
  })

  it('is in no currency that there is not', async () => {
    const settings = { ...SETTINGS, currency: currency.parse('ZZZ') }
    const unknown = { code: 'unknown_currency', errors: [{ pointer: '/currency' }] }
    expect(await shop.createCart({ ...settings, lines: [] }, CAUSE)).toMatchObject(unknown)
    const id = await cartOf(['BOOK', 1])
    expect(await shop.putCart(id, settings, { ifMatch: 1, cause: CAUSE })).toMatchObject(unknown)
    expect(await read(id)).toMatchObject({ version: 1, currency: 'JPY' })
  })

  it('costs the same reads and writes to add to, whatever is in it', async () => {
    const counted = async (lines: number) => {
      for (let n = 0; n < lines; n += 1) await shop.copyProduct(published(`E-${n}`, { kind: 'digital' }))
      const id = await cartOf()
      for (let n = 0; n < lines; n += 1) told(await add(id, `E-${n}`))
      const { store } = shop.deps
      const calls: string[] = []
      const counting: Store = {
        get(key) {
          calls.push('get')
          return store.get(key)
        },
        query(query) {
          calls.push('query')
          return store.query(query)
        },
        commit(writes) {
          calls.push(`commit ${writes.length}`)
          return store.commit(writes)
        },
      }
      const { addToCart } = shop.bound({ store: counting })
      told(await addToCart(id, wanted('BOOK', 1), asked))
      return calls.sort()
    }
    const alone = await counted(1)
    expect(alone).toEqual(['commit 3', 'get', 'get', 'get', 'query'])
    expect(await counted(MOST_LINES - 1)).toEqual(alone)
  })
})

describe('a line tells at once', () => {
  it('when its price has changed, until the buyer changes it', async () => {
    const id = await cartOf(['BOOK', 2])
    await shop.copyProduct(published('BOOK', { prices: [{ amount: 2200, currency: 'JPY' }] }, 2))
    expect((await read(id)).lines[0]).toMatchObject({
      unitPrice: { amount: 2200 },
      subtotal: { amount: 4400 },
      changes: [
        { kind: 'price', from: { amount: 1980, currency: 'JPY' }, to: { amount: 2200, currency: 'JPY' } },
      ],
    })
    expect(told(await put(id, 'BOOK', 2, 1)).line.changes).toEqual([])
  })

  it('when there are fewer than it wants', async () => {
    const id = await cartOf(['BOOK', 8])
    await shop.apply(moved([{ sku: 'BOOK', onHand: -5 }]))
    expect((await read(id)).lines[0]).toMatchObject({
      availability: 'not_enough',
      available: 5,
      changes: [{ kind: 'stock', available: 5 }],
    })
    expect(told(await put(id, 'BOOK', 5, 1)).line.changes).toEqual([])
  })

  it('when it is not sold any more', async () => {
    const id = await cartOf(['BOOK', 1], ['PEN', 1])
    await shop.withdrawProduct(withdrawn('BOOK', 2))
    const { lines, subtotal } = await read(id)
    expect(lines[0]).toMatchObject({ lineId: 'BOOK', changes: [{ kind: 'withdrawn' }] })
    expect(subtotal.amount).toBe(1980)
  })
})

describe('a cart refuses', () => {
  it('more than there are, and says how many there are', async () => {
    const id = await cartOf(['BOOK', 8])
    const refused = await add(id, 'BOOK', 3)
    expect(refused).toMatchObject({ code: 'not_enough_stock', errors: [{ pointer: '/quantity' }] })
    expect(!refused.ok && refused.detail).toContain('There are 10 of BOOK')
    expect(await put(id, 'BOOK', 11, 1)).toMatchObject({ code: 'not_enough_stock' })
    expect(await quantities(id)).toEqual([['BOOK', 8]])
  })

  it('what is not sold, or not in its currency, with a pointer to it', async () => {
    const id = await cartOf()
    expect(await add(id, 'NOTHING')).toMatchObject({ code: 'unknown_sku', errors: [{ pointer: '/sku' }] })
    await shop.copyProduct(published('PEN', { prices: [{ amount: 200, currency: 'EUR' }] }, 2))
    expect(await add(id, 'PEN')).toMatchObject({ code: 'no_price' })
    const lines = [wanted('BOOK', 1), wanted('NOTHING', 1)]
    expect(await shop.createCart({ ...SETTINGS, lines }, CAUSE)).toMatchObject({
      code: 'unknown_sku',
      errors: [{ pointer: '/lines/1/sku' }],
    })
  })

  it('a line more than an order takes', async () => {
    const id = await cartOf()
    for (let n = 0; n < MOST_LINES; n += 1) {
      await shop.copyProduct(
        published(`E-${n}`, { kind: 'digital', prices: [{ amount: 1, currency: 'JPY' }] }),
      )
      told(await add(id, `E-${n}`))
    }
    expect(await add(id, 'BOOK')).toMatchObject({ code: 'impossible' })
    expect(told(await add(id, 'E-7')).cart).toMatchObject({ lines: MOST_LINES, units: MOST_LINES + 1 })
  })

  it('to be quoted when there is nothing in it', async () => {
    expect(await shop.quoteCart(await cartOf(), TOKYO, CAUSE)).toMatchObject({ code: 'cart_empty' })
  })

  it('whatever is asked of one that does not exist', async () => {
    const none = 'crt_00000000000000000000000000' as CartId
    for (const refused of [
      await shop.readCart(none),
      await add(none, 'BOOK'),
      await put(none, 'BOOK', 1, 1),
      await shop.removeCartLine(none, sku.parse('BOOK'), CAUSE),
      await shop.quoteCart(none, TOKYO, CAUSE),
    ])
      expect(refused).toMatchObject({ code: 'not_found' })
  })
})

describe('a cart that becomes an order', () => {
  const quote = async (id: CartId) => told(await shop.quoteCart(id, TOKYO, CAUSE))
  const LINES = [
    { sku: 'BOOK', quantity: 2 },
    { sku: 'PEN', quantity: 1 },
  ]
  let id: CartId
  let quoteId: QuoteId
  beforeEach(async () => {
    id = await cartOf(['BOOK', 2], ['PEN', 1])
    quoteId = (await quote(id)).id
  })

  it('is quoted as its lines are', async () => {
    const { lines, totals } = await quote(id)
    expect(lines.map((line) => [line.sku, line.quantity])).toEqual([
      ['BOOK', 2],
      ['PEN', 1],
    ])
    expect(totals.subtotal.amount).toBe(3 * 1980)
  })

  it('has the version that it had, so that what was seen of it can be changed', async () => {
    const before = await read(id)
    await quote(id)
    expect(await read(id)).toMatchObject({ version: before.version })
    const changed = told(await put(id, 'BOOK', 1, before.version)).cart
    expect(changed.version).toBe(before.version + 1)
    await quote(id)
    told(await shop.putCart(id, SETTINGS, { ifMatch: changed.version, cause: CAUSE }))
    for (const stale of [
      await put(id, 'BOOK', 2, changed.version),
      await shop.putCart(id, SETTINGS, { ifMatch: changed.version, cause: CAUSE }),
    ])
      expect(stale).toMatchObject({ code: 'precondition_failed' })
  })

  it('can be changed as long as nobody orders', async () => {
    expect(told(await add(id, 'TEA')).cart.lines).toBe(3)
    expect(shop.asked).toEqual([[quoteId]])
  })

  it('cannot be changed while it is being ordered, and is as it was', async () => {
    shop.order(quoteId)
    const before = await read(id)
    for (const refused of [
      await add(id, 'TEA'),
      await put(id, 'BOOK', 1, before.version),
      await shop.removeCartLine(id, sku.parse('BOOK'), CAUSE),
      await shop.putCart(id, SETTINGS, { ifMatch: before.version, cause: CAUSE }),
      await shop.quoteCart(id, TOKYO, CAUSE),
    ])
      expect(refused).toMatchObject({ code: 'cart_ordered' })
    expect(await read(id)).toEqual(before)
  })

  it('loses what was ordered, once, and is free again', async () => {
    told(await add(id, 'BOOK'))
    told(await add(id, 'TEA'))
    shop.order(quoteId)
    await shop.hear(quoteId, LINES)
    expect(await quantities(id)).toEqual([
      ['BOOK', 1],
      ['TEA', 1],
    ])
    told(await add(id, 'PEN'))
    await shop.hear(quoteId, LINES)
    expect((await quantities(id)).sort()).toEqual([
      ['BOOK', 1],
      ['PEN', 1],
      ['TEA', 1],
    ])
    expect(await read(id)).toMatchObject({ units: 3 })
  })

  it('is watched for each of its quotes', async () => {
    told(await add(id, 'TEA'))
    const second = await quote(id)
    shop.order(quoteId)
    expect(await add(id, 'BOOK')).toMatchObject({ code: 'cart_ordered' })
    await shop.hear(quoteId, LINES)
    told(await add(id, 'BOOK'))
    expect(shop.asked.at(-1)).toEqual([second.id])
  })

  it('is not touched by an order of another quote', async () => {
    const before = await read(id)
    await shop.hear(undefined, LINES)
    await shop.hear('qte_00000000000000000000000000' as QuoteId, LINES)
    expect(await read(id)).toEqual(before)
  })

  it('asks no more when no order of its quotes can be unheard of', async () => {
    shop.clock.time = new Date(shop.clock.time.getTime() + 31 * 60_000)
    told(await add(id, 'TEA'))
    expect(shop.asked).toEqual([])
  })

  it('of more lines than one commit takes is emptied part by part', async () => {
    const many = Array.from({ length: 150 }, (_, n) => ({ sku: `E-${n}`, quantity: 1 }))
    const large = await cartOf()
    for (const line of many) {
      await shop.copyProduct(
        published(line.sku, { kind: 'digital', prices: [{ amount: 1, currency: 'JPY' }] }),
      )
      told(await add(large, line.sku))
    }
    const { id: quoteOfLarge } = await quote(large)
    shop.order(quoteOfLarge)
    await shop.hear(quoteOfLarge, many)
    await shop.hear(quoteOfLarge, many)
    expect(await read(large)).toMatchObject({ lines: [], units: 0 })
    expect(told(await add(large, 'BOOK')).cart).toMatchObject({ lines: 1, units: 1 })
  })
})

describe('where carts hold stock', () => {
  const asks: RequestOf<typeof holdStock>[] = []
  let holding: ReturnType<typeof shop.bound>
  beforeEach(() => {
    asks.length = 0
    const ask = async (request: RequestOf<typeof holdStock>): Promise<AnswerOf<typeof holdStock>> => {
      asks.push(request)
      return { outcome: 'reserved', allocations: [{ locationId: TYO, lines: request.lines }] }
    }
    holding = shop.bound({ holding: { ask, time: 10 * 60_000 } })
  })
  const quote = async (id: CartId) => told(await holding.quoteCart(id, TOKYO, CAUSE))

  it('a quote holds what can be sent, under the id that its order will have', async () => {
    const id = await cartOf(['BOOK', 2], ['EBOOK', 1])
    const { quote: sealed } = await quote(id)
    const { orderId } = sealedQuote.parse(await seal.open(sealed))
    expect(asks).toEqual([
      { orderId, lines: [{ sku: 'BOOK', quantity: 2 }], until: '2026-11-20T01:10:00.000Z', instead: [] },
    ])
    await quote(id)
    expect(asks[1]?.instead).toEqual([orderId])
    expect(asks[1]?.orderId).not.toBe(orderId)
  })

  it('what the cart holds itself is there for it, and for nobody else', async () => {
    const id = await cartOf(['BOOK', 8])
    await quote(id)
    await shop.apply(moved([{ sku: 'BOOK', reserved: 8 }]))
    expect(await read(id)).toMatchObject({ lines: [{ availability: 'low', changes: [] }] })
    expect((await quote(id)).lines).toMatchObject([{ availability: 'low' }])
    told(await add(id, 'BOOK', 2))
    expect(await add(id, 'BOOK', 1)).toMatchObject({ code: 'not_enough_stock' })
    expect(await add(await cartOf(), 'BOOK', 3)).toMatchObject({ code: 'not_enough_stock' })
  })

  it('until its time is over, or its order is made', async () => {
    const id = await cartOf(['BOOK', 8])
    const { id: quoteId } = await quote(id)
    await shop.apply(moved([{ sku: 'BOOK', reserved: 8 }]))
    shop.clock.time = new Date(shop.clock.time.getTime() + 10 * 60_000)
    expect(await read(id)).toMatchObject({ lines: [{ changes: [{ kind: 'stock', available: 2 }] }] })
    await shop.hear(quoteId, [{ sku: 'BOOK', quantity: 8 }])
    await add(id, 'PEN')
    await quote(id)
    expect(asks.at(-1)?.instead).toEqual([])
  })

  it('what it held was given up before, where there is not enough now', async () => {
    const id = await cartOf(['BOOK', 2])
    await quote(id)
    await shop.apply(moved([{ sku: 'BOOK', reserved: 10 }]))
    const ask = async (): Promise<AnswerOf<typeof holdStock>> => ({ outcome: 'out_of_stock', lines: [] })
    told(await shop.bound({ holding: { ask, time: 60_000 } }).quoteCart(id, TOKYO, CAUSE))
    expect(await read(id)).toMatchObject({ lines: [{ changes: [{ kind: 'stock', available: 0 }] }] })
  })

  it('nothing is held where there is not enough, and the quote says so', async () => {
    const id = await cartOf(['BOOK', 8])
    await shop.apply(moved([{ sku: 'BOOK', reserved: 8 }]))
    const ask = async (): Promise<AnswerOf<typeof holdStock>> => ({ outcome: 'out_of_stock', lines: [] })
    const none = shop.bound({ holding: { ask, time: 60_000 } })
    expect(told(await none.quoteCart(id, TOKYO, CAUSE)).lines).toMatchObject([
      { availability: 'not_enough', available: 2 },
    ])
    expect(await read(id)).toMatchObject({ lines: [{ changes: [{ kind: 'stock' }] }] })
  })
})
