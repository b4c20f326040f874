import { beforeEach, describe, expect, it } from 'vitest'
import { safetyStockChanged, stockChanged } from '#contexts/inventory/contract/events.ts'
import type { orderConfirmed } from '#contexts/orders/contract/events.ts'
import { ratesPublished } from '#contexts/shipping/contract/events.ts'
import type { Envelope, EventDefinition, EventOf } from '#shared/events.ts'
import { eventId, type ProductId, productId, sku } from '#shared/ids.ts'
import { makeMemoryObjects } from '#shared/memory-objects.ts'
import { currency } from '#shared/money.ts'
import { fileOf, makeFreshIndex } from '../../adapters/search/fresh-index.ts'
import { readChanges, readHead } from '../../adapters/search/search-log.ts'
import {
  categoryChanged,
  productPublished,
  productWithdrawn,
  synonymsChanged,
} from '../../contract/events.ts'
import { mediaReady } from '../../contract/media-events.ts'
import { aBook, aShirt } from '../../domain/product.fixtures.ts'
import { makePutCategory } from '../categories.ts'
import { makePutProduct } from '../put-product.ts'
import { makeReadProduct } from '../read-products.ts'
import { aMedia, CAUSE, openCatalog } from '../testing.ts'
import { makeGatherIndex } from './gather-index.ts'
import {
  makeHearCategories,
  makeHearOrder,
  makeHearPicture,
  makeHearRates,
  makeHearShown,
  makeHearStock,
  makeHearSynonyms,
  makeHearWithdrawn,
} from './hear-changes.ts'
import { makeKeepIndex } from './keep-index.ts'
import { makeRefreshSearch } from './refresh-search.ts'
import { makeListProducts, makeSearchProducts, makeSuggest } from './search-products.ts'
import { makePutSynonyms, makeReadSynonyms } from './synonyms.ts'

const BOOK = productId.parse('BOOK')
const SHIRT = productId.parse('SHIRT')
const JPY = currency.parse('JPY')

describe('the search', () => {
  let now = Date.parse('2026-11-20T03:00:00Z')
  let catalog = openCatalog()
  let objects = makeMemoryObjects(catalog.clock)
  let heard = 0
  let events = 0

  const clock = { now: () => new Date(now) }
  const refresh = (touched: Parameters<ReturnType<typeof makeRefreshSearch>>[0]) =>
    makeRefreshSearch({ store: catalog.store })(touched)
  const gather = () => makeGatherIndex({ store: catalog.store })()
  const open = () => makeFreshIndex({ store: catalog.store, objects, clock, gather })
  let index = open()

  beforeEach(() => {
    now = Date.parse('2026-11-20T03:00:00Z')
    catalog = openCatalog()
    objects = makeMemoryObjects(catalog.clock)
    heard = 0
    events = 0
    index = open()
  })

  const put = async (id: ProductId, product: ReturnType<typeof aBook>, ifMatch?: number) => {
    const result = await makePutProduct(catalog)({ id, product, ifMatch }, CAUSE)
    expect(result).toMatchObject({ ok: true })
    await hearAll()
  }

  /** Brings all events of the catalog that nobody has heard yet. */
  async function hearAll() {
    const deps = { store: catalog.store, refresh }
    const hear = new Map<string, (event: Envelope) => Promise<unknown>>([
      [productPublished.type, (event) => makeHearShown(deps)(event as EventOf<typeof productPublished>)],
      [productWithdrawn.type, (event) => makeHearWithdrawn(deps)(event as EventOf<typeof productWithdrawn>)],
      [categoryChanged.type, makeHearCategories(deps)],
      [synonymsChanged.type, makeHearSynonyms(deps)],
    ])
    for (const event of catalog.events().slice(heard)) await hear.get(event.type)?.(event)
    heard = catalog.events().length
  }

  function anEvent<Definition extends EventDefinition>(data: unknown, of: Definition, sequence = 1) {
    events += 1
    return {
      id: eventId.parse(`evt_${String(events).padStart(26, '0')}`),
      type: of.type,
      schema: 1,
      source: of.source,
      subject: 'x',
      sequence,
      occurredAt: '2026-11-20T03:00:00Z',
      ...CAUSE,
      data: of.data.parse(data),
      personal: undefined,
    } as unknown as EventOf<Definition>
  }

  const stocked = (units: number, of = 'BOOK', locationId = 'TOKYO') =>
    anEvent(
      { movements: [{ sku: of, locationId, onHand: units, reserved: 0 }], reason: 'counted' },
      stockChanged,
    )
  const keptBack = (change: number, locationId = 'TOKYO') =>
    anEvent({ sku: 'BOOK', locationId, safety: Math.max(0, change), change }, safetyStockChanged)
  const hearStock = (event: EventOf<typeof stockChanged | typeof safetyStockChanged>) =>
    makeHearStock({ store: catalog.store, refresh })(event)

  const search = async (query: Partial<Parameters<ReturnType<typeof makeSearchProducts>>[0]> = {}) => {
    now += 1_000
    const found = await makeSearchProducts({ index, clock, mediaUrl: catalog.mediaUrl })({
      limit: 20,
      ...query,
    })
    if (!found.ok) throw new Error(found.detail)
    return found.value
  }
  const ids = async (query?: Parameters<typeof search>[0]) => (await search(query)).items.map(({ id }) => id)

  it('finds what is shown, and what it becomes', async () => {
    await put(BOOK, aBook())
    await put(SHIRT, aShirt())
    expect(await ids({ q: 'gengi' })).toEqual(['BOOK'])
    expect(await ids({ q: '源氏物語', language: 'ja' })).toEqual(['BOOK'])
    await put(BOOK, aBook({ name: { en: 'The Pillow Book' } }), 1)
    expect(await ids({ q: 'genji' })).toEqual([])
    expect(await ids({ q: 'pillow' })).toEqual(['BOOK'])
    await put(BOOK, aBook({ status: 'archived' }), 2)
    expect(await ids()).toEqual(['SHIRT'])
  })

  it('never shows a draft, nor says that it has gone', async () => {
    await put(BOOK, aBook({ status: 'draft' }))
    await refresh([{ kind: 'product', id: BOOK }])
    expect(await ids()).toEqual([])
    expect((await readHead(catalog.store)).version).toBe(0)
  })

  it('writes no change where a product looks as before', async () => {
    await put(BOOK, aBook())
    await refresh([
      { kind: 'product', id: BOOK },
      { kind: 'product', id: BOOK },
    ])
    expect((await readHead(catalog.store)).version).toBe(1)
  })

  it('numbers changes in the order of what was read, whoever reads first', async () => {
    await put(BOOK, aBook())
    const store = catalog.store
    let stale = true
    const slow = {
      ...store,
      commit: async (writes: Parameters<typeof store.commit>[0]) => {
        if (stale) {
          stale = false
          // Meanwhile somebody else writes and refreshes the same product.
          await put(BOOK, aBook({ name: { en: 'Newest' } }), 2)
        }
        return store.commit(writes)
      },
    }
    await makePutProduct(catalog)({ id: BOOK, product: aBook({ name: { en: 'Newer' } }), ifMatch: 1 }, CAUSE)
    heard = catalog.events().length
    await makeRefreshSearch({ store: slow, wait: async () => {} })([{ kind: 'product', id: BOOK }])
    const { numbered } = await readChanges(store, 0)
    expect(numbered.map(({ version }) => version)).toEqual(numbered.map((_, at) => at + 1))
    expect(await ids({ q: 'newest' })).toEqual(['BOOK'])
  })

  it('keeps many changes in few items, and sees all of them by one look', async () => {
    const description = { en: 'word '.repeat(1_900) }
    const many = Array.from({ length: 60 }, (_, at) => productId.parse(`P-${at}`))
    for (const id of many) {
      const { barcode: _, ...book } = aBook({ description })
      await makePutProduct(catalog)({ id, product: book, ifMatch: undefined }, CAUSE)
    }
    await refresh(many.map((id) => ({ kind: 'product' as const, id })))
    const { version } = await readHead(catalog.store)
    expect(version).toBeGreaterThan(2)
    expect(version).toBeLessThan(10)
    expect((await search()).total).toBe(60)
  })

  it('follows stock, each movement once, also one that came before its product', async () => {
    await hearStock(stocked(2))
    await put(BOOK, aBook())
    expect((await search()).items[0]?.availability).toEqual({ status: 'low_stock', left: 2 })
    const sold = stocked(-2)
    await hearStock(sold)
    await hearStock(sold)
    await hearStock(stocked(1))
    expect((await search()).items[0]?.availability).toEqual({ status: 'low_stock', left: 1 })
    await hearStock(stocked(-1))
    expect((await search()).items[0]?.availability).toEqual({ status: 'out_of_stock' })
    expect((await search({ filter: 'stock:in' })).total).toBe(0)
    expect((await search()).total).toBe(1)
  })

  it('does not show what a location keeps back from sale', async () => {
    await put(BOOK, aBook())
    await hearStock(keptBack(4))
    await hearStock(stocked(5))
    await hearStock(stocked(2, 'BOOK', 'OSAKA'))
    expect((await search()).items[0]?.availability).toEqual({ status: 'low_stock', left: 3 })
    await hearStock(keptBack(3))
    expect((await search()).items[0]?.availability).toEqual({ status: 'low_stock', left: 2 })
    await hearStock(keptBack(-7))
    expect((await search()).items[0]?.availability).toEqual({ status: 'in_stock' })
  })

  it('tells of nothing where there is plenty before and after', async () => {
    await put(BOOK, aBook())
    await hearStock(stocked(200))
    const { version } = await readHead(catalog.store)
    await hearStock(stocked(-100))
    expect((await readHead(catalog.store)).version).toBe(version)
  })

  it('counts stock where it is sent from, and says how soon it is there', async () => {
    await put(BOOK, aBook())
    await hearStock(stocked(9))
    const rates = {
      locationId: 'TOKYO',
      originCountry: 'JP',
      originCity: 'Tokyo',
      timeZone: 'Asia/Tokyo',
      cutOff: '15:00',
      priority: 1,
      holidays: [],
      tables: [
        {
          effectiveFrom: '2026-01-01',
          rates: [
            {
              ...{ id: 'std', level: 'standard', carrier: 'x', service: 'y', bands: [] },
              countries: ['JP'],
              transitDays: { min: 3, max: 4 },
            },
          ],
        },
      ],
    }
    const hearRates = makeHearRates({ store: catalog.store, refresh })
    await hearRates(anEvent(rates, ratesPublished, 2))
    await hearRates(anEvent({ ...rates, tables: [] }, ratesPublished, 1))
    expect((await search({ country: 'JP' })).items[0]?.availability).toEqual({
      status: 'in_stock',
      shipsInDays: { earliest: 5, latest: 6 },
    })
    expect((await search({ country: 'DE' })).items[0]?.availability).toEqual({ status: 'out_of_stock' })
    const read = makeReadProduct(catalog)
    expect(await read(BOOK, { country: 'JP' })).toMatchObject({
      value: {
        variants: [{ availability: { status: 'in_stock', shipsInDays: { earliest: 5, latest: 6 } } }],
      },
    })
    expect(await read(BOOK)).not.toHaveProperty('value.variants.0.availability')
  })

  it('shows the first picture of a product that is ready, in the language that is asked for', async () => {
    const [{ id: ready }, { id: coming }] = [aMedia(1), aMedia(2)]
    const size = { width: 160, height: 80, bytes: 900 }
    const content = {
      kind: 'image',
      original: { width: 320, height: 160 },
      sizes: [{ ...size, key: 'media/a-160.webp' }],
    } as const
    await catalog.addMedia(aMedia(1, { status: 'ready', content }), aMedia(2))
    await put(
      BOOK,
      aBook({ media: [{ mediaId: ready, alt: { en: 'A cover', ja: '表紙' } }, { mediaId: coming }] }),
    )
    await put(SHIRT, aShirt({ media: [{ mediaId: coming }] }))
    const image = {
      ...{ width: 320, height: 160 },
      sizes: [{ ...size, url: 'https://media.example/media/a-160.webp' }],
    }
    const { items } = await search({ language: 'ja' })
    expect(Object.fromEntries(items.map((card) => [card.id, card.image]))).toEqual({
      BOOK: { mediaId: ready, alt: { ja: '表紙' }, ...image },
      SHIRT: undefined,
    })
    expect(await makeReadProduct(catalog)(BOOK, { language: 'ja' })).toMatchObject({
      value: {
        media: [{ mediaId: ready, alt: { ja: '表紙' }, image }, { mediaId: coming }],
        variants: [{ media: [{ image }, {}] }],
      },
    })
  })

  it('shows a picture that became ready after its product was put', async () => {
    await catalog.addMedia(aMedia(1))
    await put(BOOK, aBook({ media: [{ mediaId: aMedia(1).id }] }))
    expect((await search()).items[0]).not.toHaveProperty('image')
    const content = { kind: 'image', original: { width: 1, height: 1 }, sizes: [] }
    await catalog.addMedia(aMedia(1, { status: 'ready', content }))
    const about = { mediaId: aMedia(1).id, kind: 'image', fileName: 'a.png' }
    await makeHearPicture({ store: catalog.store, refresh })(anEvent(about, mediaReady))
    expect((await search()).items[0]).toMatchObject({ image: { mediaId: aMedia(1).id } })
  })

  it('sorts by what was sold, each order once', async () => {
    await put(BOOK, aBook())
    await put(SHIRT, aShirt())
    const order = (lines: { sku: string; quantity: number }[]) => {
      const event = anEvent({ movements: [], reason: 'x' }, stockChanged)
      return { ...event, data: { lines: lines.map((line) => ({ ...line, sku: sku.parse(line.sku) })) } }
    }
    const hear = makeHearOrder({ store: catalog.store, refresh })
    const shirts = order([
      { sku: 'SHIRT-S', quantity: 1 },
      { sku: 'SHIRT-M', quantity: 1 },
      { sku: 'UNKNOWN', quantity: 9 },
    ])
    for (const event of [shirts, shirts, order([{ sku: 'BOOK', quantity: 3 }])])
      await hear(event as unknown as EventOf<typeof orderConfirmed>)
    expect(await ids({ sort: 'best_selling' })).toEqual(['BOOK', 'SHIRT'])
  })

  it('finds by categories and synonyms as they are now', async () => {
    const books = { id: 'books', category: { name: { en: 'Literature' }, position: 0 }, ifMatch: undefined }
    await makePutCategory(catalog)(
      books as unknown as Parameters<ReturnType<typeof makePutCategory>>[0],
      CAUSE,
    )
    await put(BOOK, aBook({ categories: ['books'] }))
    expect(await ids({ q: 'literature' })).toEqual(['BOOK'])
    const list = await makeListProducts({ index, clock, mediaUrl: catalog.mediaUrl })({
      limit: 1,
      category: 'books' as never,
    })
    expect(list).toMatchObject({ ok: true, value: { items: [{ id: 'BOOK' }], nextCursor: null } })
    const write = makePutSynonyms(catalog)
    expect(await write({ synonyms: { en: [['tale', 'saga']] }, ifMatch: undefined }, CAUSE)).toMatchObject({
      value: { created: true, synonyms: { version: 1 } },
    })
    await hearAll()
    expect(await ids({ q: 'saga', language: 'en' })).toEqual(['BOOK'])
    expect(await write({ synonyms: {}, ifMatch: undefined }, CAUSE)).toMatchObject({
      code: 'precondition_required',
    })
    expect(await write({ synonyms: {}, ifMatch: 7 }, CAUSE)).toMatchObject({ code: 'precondition_failed' })
    expect(await write({ synonyms: { en: [['tale', 'saga']] }, ifMatch: 1 }, CAUSE)).toMatchObject({
      value: { created: false, synonyms: { version: 1 } },
    })
    expect(await makeReadSynonyms(catalog)()).toEqual({ synonyms: { en: [['tale', 'saga']] }, version: 1 })
  })

  it('suggests', async () => {
    await put(BOOK, aBook())
    now += 1_000
    expect(await makeSuggest({ index })({ q: '源氏', language: 'ja', limit: 8 })).toEqual({
      items: [{ kind: 'product', id: 'BOOK', text: '源氏物語' }],
    })
  })

  it('goes through all pages by cursors', async () => {
    await put(BOOK, aBook())
    await put(SHIRT, aShirt())
    const first = await search({ limit: 1, sort: 'newest' })
    const second = await search({ limit: 1, sort: 'newest', cursor: first.nextCursor ?? '' })
    expect([first.items[0]?.id, second.items[0]?.id]).toEqual(['BOOK', 'SHIRT'])
    expect([first.total, second.nextCursor]).toEqual([2, null])
  })

  it('shows a range of prices in a currency, and needs one to compare them', async () => {
    await put(BOOK, aBook())
    expect((await search({ currency: JPY, filter: 'price:1..2' })).priceRange).toEqual({
      min: { amount: 1980, currency: 'JPY' },
      max: { amount: 1980, currency: 'JPY' },
    })
    const ask = makeSearchProducts({ index, clock, mediaUrl: catalog.mediaUrl })
    for (const query of [{ filter: 'price:1..2' }, { sort: 'price' as const }, { filter: 'nonsense' }])
      expect(await ask({ limit: 1, ...query })).toMatchObject({ ok: false, code: 'malformed' })
    expect(
      await makeListProducts({ index, clock, mediaUrl: catalog.mediaUrl })({ limit: 1, filter: 'x' }),
    ).toMatchObject({ ok: false })
  })

  describe('kept as a file', () => {
    const keep = () => makeKeepIndex({ store: catalog.store, objects, index: open() })()

    it('is opened again with what came later, and forgets what nobody needs', async () => {
      await put(BOOK, aBook())
      await keep()
      await put(SHIRT, aShirt())
      await keep()
      expect(objects.keys()).toEqual([fileOf(2)])
      expect((await readChanges(catalog.store, 0)).numbered.map(({ version }) => version)).toEqual([2])
      await put(SHIRT, aShirt({ name: { en: 'Blouse' } }), 1)
      index = makeFreshIndex({
        ...{ store: catalog.store, objects, clock },
        gather: () => Promise.reject(new Error('there is a file')),
      })
      expect(await ids({ q: 'blouse' })).toEqual(['SHIRT'])
      expect((await search()).total).toBe(2)
    })

    it('is made of the changes alone as long as it was never kept', async () => {
      await put(BOOK, aBook())
      await put(SHIRT, aShirt())
      index = makeFreshIndex({
        ...{ store: catalog.store, objects, clock },
        gather: () => Promise.reject(new Error('all changes are there')),
      })
      expect((await search()).total).toBe(2)
      expect(await ids({ q: 'shirt' })).toEqual(['SHIRT'])
    })

    it('is not written where nothing has changed', async () => {
      await keep()
      await put(BOOK, aBook())
      await keep()
      await objects.delete(fileOf(1))
      await keep()
      expect(objects.keys()).toEqual([])
    })

    it('is opened anew by who has slept while changes were forgotten', async () => {
      await put(BOOK, aBook())
      expect(await ids()).toEqual(['BOOK'])
      for (let version = 1; version < 5; version += 1) {
        await put(BOOK, aBook({ name: { en: `Edition ${version}` } }), version)
        await keep()
      }
      expect(await ids({ q: 'edition 4' })).toEqual(['BOOK'])
    })

    it('is made of the table where the file is of another format', async () => {
      await put(BOOK, aBook())
      await keep()
      await put(SHIRT, aShirt())
      await objects.put(fileOf(1), Buffer.from('{"format":0}\n{}'), { contentType: 'x' })
      index = open()
      expect((await ids()).toSorted()).toEqual(['BOOK', 'SHIRT'])
    })
  })

  it('looks for changes once a second', async () => {
    await put(BOOK, aBook())
    expect(await ids()).toEqual(['BOOK'])
    await put(SHIRT, aShirt())
    const ask = makeSearchProducts({ index, clock, mediaUrl: catalog.mediaUrl })
    now += 999
    expect(await ask({ limit: 20 })).toMatchObject({ value: { total: 1 } })
    now += 1
    expect(await ask({ limit: 20 })).toMatchObject({ value: { total: 2 } })
  })
})
