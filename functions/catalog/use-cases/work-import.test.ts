import { describe, expect, it, test } from 'vitest'
import type { Actor } from '#shared/actor.ts'
import { type ImportId, productId } from '#shared/ids.ts'
import { makeMemoryObjects } from '#shared/memory-objects.ts'
import type { UploadForm } from '#shared/objects.ts'
import { Fault } from '#shared/outcomes.ts'
import { readEach } from '#shared/store/read-many.ts'
import { makeTransferFiles } from '../adapters/transfer-files.ts'
import { makeExportItems, makeImportItems } from '../adapters/transfer-items.ts'
import type { Format } from '../contract/interchange.ts'
import { product } from '../contract/types.ts'
import { aShirt } from '../domain/product.fixtures.ts'
import { makeReadExport, makeRequestExport, makeWorkExport } from './export-products.ts'
import { makeImportProducts } from './import-product.ts'
import { makePutProduct } from './put-product.ts'
import { makeReadCatalogProduct } from './read-products.ts'
import { makeDownloadReport, makeReadReport } from './read-report.ts'
import { makeListImports, makeReadImport, makeRequestImport, makeStartImport } from './request-import.ts'
import { aMedia, CAUSE, openCatalog } from './testing.ts'
import { makeWorkImport, type WorkImportDeps } from './work-import.ts'

const MERCHANT: Actor = { kind: 'staff', id: 'merchant' }
const cause = { ...CAUSE, actor: MERCHANT }
const MINUTE = 60_000

const HEAD = 'id,name.en,price.JPY,taxClass,kind,weightGrams,lengthMm,widthMm,heightMm'
const lineOf = (id: string, price = '1980') => `${id},Product ${id},${price},standard,physical,450,150,105,25`
const csv = (...lines: string[]) => [HEAD, ...lines].join('\n')
const many = (count: number) => Array.from({ length: count }, (_, n) => lineOf(`P-${n}`))

function givenTransfers() {
  const catalog = openCatalog()
  let now = catalog.clock.now().getTime()
  const clock = { now: () => new Date(now) }
  const objects = makeMemoryObjects(clock)
  const commit = { ...catalog, clock }
  const deps = {
    ...commit,
    imports: makeImportItems(commit),
    exports: makeExportItems(commit),
    files: makeTransferFiles(objects),
    readMany: readEach(commit.store),
    importProducts: makeImportProducts({ ...commit, readMany: readEach(commit.store) }),
  }
  const read = makeReadImport(deps)
  const report = makeReadReport(deps)
  const start = makeStartImport(deps)
  return {
    deps,
    objects,
    start,
    put: makePutProduct(commit),
    addMedia: catalog.addMedia,
    later: (milliseconds: number) => {
      now += milliseconds
    },
    worker: (changed: Partial<WorkImportDeps> = {}) => makeWorkImport({ ...deps, ...changed }),
    async uploaded(text: string | Uint8Array, format: Format = 'csv'): Promise<ImportId> {
      const made = await makeRequestImport(deps)(format, cause)
      if (!made.ok) throw new Error(made.detail)
      const form: UploadForm = made.value.upload
      expect(objects.upload(form, { bytes: Buffer.from(text) })).toBe(204)
      return made.value.id
    },
    async started(text: string | Uint8Array, format: Format = 'csv'): Promise<ImportId> {
      const id = await this.uploaded(text, format)
      expect(await start(id, cause)).toMatchObject({ value: { status: 'running' } })
      return id
    },
    /** What the bus delivers: what the import asks for, to one worker. */
    async run(id: ImportId, work = makeWorkImport(deps)) {
      for (
        let job = await deps.imports.load(id);
        job?.status === 'running';
        job = await deps.imports.load(id)
      )
        await work(id, cause)
      return this.view(id)
    },
    async imported(text: string | Uint8Array, format: Format = 'csv') {
      return this.run(await this.started(text, format))
    },
    async view(id: ImportId) {
      const found = await read(id)
      if (!found.ok) throw new Error(found.detail)
      return found.value
    },
    async report(id: ImportId, query: { result?: 'done' | 'refused'; limit?: number } = {}) {
      const items = []
      let cursor: string | null | undefined
      do {
        await expect(report(id, { limit: 100, cursor: 'x' })).rejects.toThrow('none of this list')
        const page = await report(id, { limit: 100, ...query, ...(cursor ? { cursor } : {}) })
        if (!page.ok) throw new Error(page.detail)
        items.push(...page.value.items)
        cursor = page.value.nextCursor
      } while (cursor)
      return items
    },
    async product(id: string) {
      const found = await makeReadCatalogProduct(deps)(productId.parse(id))
      return found.ok ? found.value : undefined
    },
    eventsOf: (subject: string) =>
      catalog
        .events()
        .filter((event) => event.subject === subject)
        .map(({ type }) => type),
  }
}

describe('an import', () => {
  it('puts the good products, reports each line, and says who it was', async () => {
    const shop = givenTransfers()
    const view = await shop.imported(csv(lineOf('A'), lineOf('B', 'cheap'), lineOf('C')))
    expect(view).toMatchObject({ status: 'done', rows: 3, done: 2, refused: 1, requestedBy: MERCHANT })
    expect(view.finishedAt).toBeDefined()
    expect(await shop.report(view.id)).toEqual([
      { line: 2, productId: 'A', result: 'done' },
      {
        line: 3,
        productId: 'B',
        result: 'refused',
        faults: [expect.objectContaining({ column: 'price.JPY', code: 'not_a_number', given: 'cheap' })],
      },
      { line: 4, productId: 'C', result: 'done' },
    ])
    expect(await shop.product('A')).toMatchObject({ prices: [{ amount: 1980 }], version: 1 })
    expect(await shop.product('B')).toBeUndefined()
    expect(shop.eventsOf(view.id)).toEqual(['import.started', 'import.finished'])
    expect(shop.deps.events().find(({ subject }) => subject === 'A')).toMatchObject({
      actor: MERCHANT,
      causationId: `${view.id}/A`,
    })
  })

  it('replaces what is there, and makes no version of what is so already', async () => {
    const shop = givenTransfers()
    await shop.imported(csv(lineOf('A'), lineOf('B')))
    const again = await shop.imported(csv(lineOf('A'), lineOf('B', '2000')))
    expect(again).toMatchObject({ done: 2, refused: 0 })
    expect(await shop.product('A')).toMatchObject({ version: 1 })
    expect(await shop.product('B')).toMatchObject({ version: 2, prices: [{ amount: 2000 }] })
    expect(shop.eventsOf('B')).toEqual(['product.published', 'product.published', 'price.changed'])
  })

  it('is worked on in parts; the report can be read of those that are done', async () => {
    const shop = givenTransfers()
    const id = await shop.started(csv(...many(250)))
    const slow = shop.worker({
      importProducts: async (products) => {
        shop.later(11_000)
        return shop.deps.importProducts(products)
      },
    })
    await slow(id, cause)
    expect(await shop.view(id)).toMatchObject({ status: 'running', rows: 250, done: 100 })
    expect(await shop.report(id)).toHaveLength(100)
    await shop.run(id, slow)
    expect(await shop.view(id)).toMatchObject({ status: 'done', rows: 250, done: 250 })
    expect(await shop.report(id)).toHaveLength(250)
    expect(shop.eventsOf(id)).toEqual([
      'import.started',
      'import.continued',
      'import.continued',
      'import.finished',
    ])
  })

  it('knows what only the catalog knows: whose a barcode is, which categories there are, and which media', async () => {
    const shop = givenTransfers()
    const code = '4901234567894'
    const withMore = (...lines: string[]) => [`${HEAD},barcode,categories,media`, ...lines].join('\n')
    const [coming, nothing] = [aMedia(1), aMedia(2)]
    await shop.addMedia(coming)
    await shop.imported(withMore(`${lineOf('A')},${code},,${coming.id}`))
    const view = await shop.imported(
      withMore(`${lineOf('B')},${code},,`, `${lineOf('C')},,nowhere,`, `${lineOf('D')},,,${nothing.id}`),
    )
    expect(await shop.product('A')).toMatchObject({ media: [{ mediaId: coming.id }] })
    expect(await shop.report(view.id)).toMatchObject([
      { line: 2, result: 'refused', faults: [{ column: 'barcode', code: 'barcode_taken', given: code }] },
      { line: 3, result: 'refused', faults: [{ column: 'categories', code: 'unknown_category' }] },
      {
        line: 4,
        result: 'refused',
        faults: [{ column: 'media', code: 'unknown_media', given: nothing.id }],
      },
    ])
  })

  it('is listed with the others, the newest first', async () => {
    const shop = givenTransfers()
    const ids: ImportId[] = []
    for (const count of [1, 2, 3]) {
      ids.unshift((await shop.imported(csv(...many(count)))).id)
      shop.later(MINUTE)
    }
    const list = makeListImports(shop.deps)
    const first = await list({ limit: 2 })
    const second = await list({ limit: 2, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids)
    expect(first.items[0]).toMatchObject({ status: 'done', rows: 3, done: 3 })
    expect(second.nextCursor).toBeNull()
  })

  it('names the lines of a product of which one is at fault', async () => {
    const shop = givenTransfers()
    await shop.put({ id: productId.parse('SHIRT'), product: aShirt(), ifMatch: undefined }, cause)
    const head = `${HEAD},sku,option.size`
    const view = await shop.imported(
      [head, `${lineOf('OTHER')},OTHER-S,s`, `${lineOf('OTHER')},SHIRT-M,m`].join('\n'),
    )
    expect(await shop.report(view.id)).toMatchObject([
      { line: 2, sku: 'OTHER-S', result: 'refused', faults: [{ code: 'other_line' }] },
      { line: 3, sku: 'SHIRT-M', result: 'refused', faults: [{ column: 'sku', code: 'sku_taken' }] },
    ])
  })

  it.each([
    ['a wrong encoding', Buffer.from(csv(lineOf('A')), 'utf16le'), 'wrong_encoding'],
    ['a missing column', csv(lineOf('A')).replaceAll(',taxClass', ''), 'missing_column'],
    ['what is no CSV', Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'not_text'],
  ])('of %s is refused, with a report', async (_, file, code) => {
    const shop = givenTransfers()
    const view = await shop.imported(file)
    expect(view).toMatchObject({ status: 'refused', rows: 0, done: 0, refused: 1 })
    expect(await shop.report(view.id)).toMatchObject([{ line: 1, result: 'refused', faults: [{ code }] }])
    expect(shop.eventsOf(view.id)).toEqual(['import.started', 'import.finished'])
  })

  it('of bad lines alone is done, and each has its fault', async () => {
    const shop = givenTransfers()
    const view = await shop.imported(csv(...many(1_000).map((line) => line.replace('1980', '19.80'))))
    expect(view).toMatchObject({ status: 'done', rows: 1_000, done: 0, refused: 1_000 })
    expect(await shop.report(view.id, { result: 'done' })).toEqual([])
    expect(await shop.report(view.id, { result: 'refused', limit: 7 })).toHaveLength(1_000)
  })

  it('reads JSON too, and reports by pointers', async () => {
    const shop = givenTransfers()
    const { variants: _, options: __, ...plain } = aShirt()
    const lines = [
      { id: 'A', ...plain },
      { id: 'B', ...plain, kind: 'cloud' },
    ]
    const view = await shop.imported(lines.map((one) => JSON.stringify(one)).join('\n'), 'json')
    expect(await shop.report(view.id)).toMatchObject([
      { line: 1, productId: 'A', result: 'done' },
      { line: 2, productId: 'B', result: 'refused', faults: [{ column: '/kind', given: 'cloud' }] },
    ])
  })
})

describe('an import whose worker', () => {
  it('died within a part goes on there; what somebody changed since stays as it is', async () => {
    const shop = givenTransfers()
    const id = await shop.started(csv(...many(3)))
    const dying = {
      ...shop.deps.files,
      writeReport: async () => {
        throw new Fault('died')
      },
    }
    await expect(shop.worker({ files: dying })(id, cause)).rejects.toThrow('died')
    const { version: _, id: __, visible: ___, variants: ____, ...body } = (await shop.product('P-1')) ?? {}
    const edited = product.parse({ ...body, weightGrams: 1 })
    expect(await shop.put({ id: productId.parse('P-1'), product: edited, ifMatch: 1 }, cause)).toMatchObject({
      ok: true,
    })
    await expect(shop.worker()(id, cause), 'the lease has not ended').rejects.toThrow('worked on')
    shop.later(MINUTE)
    expect(await shop.run(id)).toMatchObject({ status: 'done', done: 3, refused: 0 })
    expect(await shop.product('P-0')).toMatchObject({ version: 1 })
    expect(await shop.product('P-1')).toMatchObject({ version: 2, weightGrams: 1 })
  })

  it('died before it moved on does no product again, and counts no line twice', async () => {
    const shop = givenTransfers()
    const id = await shop.started(csv(...many(150)))
    let commits = 0
    const dying = {
      ...shop.deps.imports,
      commit: async (...change: Parameters<typeof shop.deps.imports.commit>) => {
        commits += 1
        if (commits === 3) throw new Fault('died')
        return shop.deps.imports.commit(...change)
      },
    }
    await expect(shop.worker({ imports: dying })(id, cause)).rejects.toThrow('died')
    expect(await shop.view(id)).toMatchObject({ done: 100 })
    shop.later(MINUTE)
    expect(await shop.run(id)).toMatchObject({ status: 'done', rows: 150, done: 150 })
    expect(shop.eventsOf('P-149')).toEqual(['product.published'])
  })

  it('died between two parts goes on with the next one', async () => {
    const shop = givenTransfers()
    const id = await shop.started(csv(...many(150)))
    const { commit } = shop.deps.imports
    const lost: typeof commit = async (change) => {
      const committed = await commit(change)
      if (change.after.next === 1) throw new Fault('the reply was lost')
      return committed
    }
    const imports = { ...shop.deps.imports, commit: lost }
    await expect(shop.worker({ imports })(id, cause)).rejects.toThrow('lost')
    shop.later(MINUTE)
    await shop.worker()(id, cause)
    expect(await shop.view(id)).toMatchObject({ status: 'done', rows: 150, done: 150 })
  })

  it('hears its events again changes nothing', async () => {
    const shop = givenTransfers()
    const { id } = await shop.imported(csv(...many(120)))
    const before = shop.deps.store.all()
    for (let times = 0; times < 3; times += 1) await shop.worker()(id, cause)
    expect(shop.deps.store.all()).toEqual(before)
  })

  it('is one of two at once counts each line once', async () => {
    const shop = givenTransfers()
    const id = await shop.started(csv(...many(120)))
    const both = await Promise.allSettled([shop.worker()(id, cause), shop.worker()(id, cause)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await shop.run(id)).toMatchObject({ status: 'done', rows: 120, done: 120 })
  })

  it('outlives its lease is right all the same', async () => {
    const shop = givenTransfers()
    const id = await shop.started(csv(...many(120)))
    const [first, , second] = [shop.worker()(id, cause), shop.later(2 * MINUTE), shop.worker()(id, cause)]
    await Promise.allSettled([first, second])
    shop.later(2 * MINUTE)
    expect(await shop.run(id)).toMatchObject({ status: 'done', rows: 120, done: 120, refused: 0 })
    expect(await shop.product('P-7')).toMatchObject({ version: 1 })
  })
})

test('an import is started when its file is there; one that stands still goes on; one that is done stays so', async () => {
  const shop = givenTransfers()
  const made = await makeRequestImport(shop.deps)('csv', cause)
  if (!made.ok) throw new Error(made.detail)
  const { id, upload } = made.value
  expect(await shop.start(id, cause)).toMatchObject({
    code: 'conflict',
    detail: expect.stringContaining('No file'),
  })
  expect(shop.objects.upload(upload, { bytes: Buffer.from(csv(lineOf('A'))) })).toBe(204)
  expect(await shop.start(id, cause)).toMatchObject({ value: { status: 'running' } })
  expect(await shop.start(id, cause)).toMatchObject({ ok: true })
  expect(shop.eventsOf(id)).toEqual(['import.started', 'import.continued'])
  const failing = async () => {
    throw new Fault('the store is away')
  }
  await expect(shop.worker({ importProducts: failing })(id, cause)).rejects.toThrow('away')
  expect(await shop.start(id, cause)).toMatchObject({ code: 'conflict' })
  shop.later(MINUTE)
  expect(await shop.start(id, cause)).toMatchObject({ ok: true })
  await shop.run(id)
  const before = shop.deps.store.all()
  expect(await shop.start(id, cause)).toMatchObject({ value: { status: 'done' } })
  expect(shop.deps.store.all()).toEqual(before)
})

test('a report as CSV has a line for each fault, and is one file from page to page', async () => {
  const shop = givenTransfers()
  const { id } = await shop.imported(csv(...many(2_050), lineOf('LAST', '=1+1')))
  const download = makeDownloadReport(shop.deps)
  let text = ''
  let cursor: string | null | undefined
  let pages = 0
  do {
    const page = await download(id, cursor ? { cursor } : {})
    if (!page.ok) throw new Error(page.detail)
    text += page.value.text
    cursor = page.value.nextCursor
    pages += 1
  } while (cursor)
  const lines = text.trimEnd().split('\r\n')
  expect(pages).toBe(2)
  expect(lines[0]).toBe('line,productId,sku,result,column,code,given,detail')
  expect(lines).toHaveLength(2_052)
  expect(lines.at(-1)).toMatch(/^2052,LAST,,refused,price\.JPY,not_a_number,'=1\+1,/)
})

describe('an export', () => {
  it.each(['csv', 'json'] as const)(
    'in %s has all products, and imports again without a change',
    async (format) => {
      const shop = givenTransfers()
      await shop.imported(csv(...many(3)))
      const priced = aShirt({
        prices: ['USD', 'JPY'].map((currency) => ({ amount: 5, currency })),
        status: 'draft',
      })
      await shop.put({ id: productId.parse('SHIRT'), product: priced, ifMatch: undefined }, cause)
      const made = await makeRequestExport(shop.deps)(format, cause)
      if (!made.ok) throw new Error(made.detail)
      expect(made.value).toMatchObject({ status: 'running' })
      const { id } = made.value
      const work = makeWorkExport(shop.deps)
      await work(id, cause)
      const read = await makeReadExport(shop.deps)(id)
      expect(read).toMatchObject({ value: { status: 'done', products: 4 } })
      const file = shop.objects.download((read.ok && read.value.download?.url) || '')
      if (!file) throw new Error('no file')
      const versions = async () =>
        Promise.all(['P-0', 'P-1', 'P-2', 'SHIRT'].map(async (one) => (await shop.product(one))?.version))
      expect(await shop.imported(file, format)).toMatchObject({ status: 'done', refused: 0 })
      expect(await versions()).toEqual([1, 1, 1, 1])
      const before = shop.deps.store.all()
      await work(id, cause)
      expect(shop.deps.store.all()).toEqual(before)
    },
  )
})

test('what does not exist looks like what may not be seen', async () => {
  const shop = givenTransfers()
  const id = 'imp_00000000000000000000000000' as ImportId
  for (const answer of [
    await makeReadImport(shop.deps)(id),
    await shop.start(id, cause),
    await makeReadReport(shop.deps)(id, { limit: 1 }),
    await makeDownloadReport(shop.deps)(id, {}),
  ])
    expect(answer).toMatchObject({ ok: false, code: 'not_found' })
})
