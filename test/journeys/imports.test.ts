import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { eventually } from '#support/eventually.ts'
import {
  exportProducts,
  IMPORT_HEAD,
  importAtEnd,
  importLine,
  readImport,
  reportOf,
  startImport,
} from '#support/imports.ts'
import { outputs, shop } from '#support/running.ts'
import * as shapes from '#support/shapes.ts'
import { unique } from '#support/shop.ts'
import { withTimeLimit } from '#support/variables.ts'

const listed = shapes.listOf(z.object({ id: z.string() }))
const product = z.object({
  id: z.string(),
  version: z.number(),
  prices: z.array(z.object({ amount: z.number(), currency: z.string() })),
  variants: z.array(z.object({ sku: z.string(), prices: z.array(z.object({ amount: z.number() })) })),
})

const read = async (id: string) => (await shop.machine.get(`/catalog/products/${id}`)).as(product)

/** Ids that come first in a list of many. */
const first = () => `..${unique('import')}`

test('what is imported is sold: in the list, at its price; a bad line beside it is told', async () => {
  const [shirt, book, bad] = [first(), first(), first()]
  const file = [
    `${IMPORT_HEAD},sku,option.size,barcode`,
    `${importLine(shirt)},${shirt}-S,s,S${shirt}`,
    `${importLine(bad, { price: '19.80' })},,,`,
    `${importLine(book)},,,`,
    `${importLine(shirt, { price: '2200' })},${shirt}-M,m,M${shirt}`,
  ].join('\r\n')
  const id = await startImport(shop, `\uFEFF${file}`)
  expect(await importAtEnd(shop, id)).toMatchObject({ status: 'done', rows: 4, done: 3, refused: 1 })
  expect(await reportOf(shop, id)).toMatchObject([
    { line: 2, productId: shirt, result: 'done' },
    { line: 5, productId: shirt, result: 'done' },
    {
      line: 3,
      productId: bad,
      result: 'refused',
      faults: [{ column: 'price.JPY', code: 'too_many_decimals' }],
    },
    { line: 4, productId: book, result: 'done' },
  ])
  const csv = await shop.machine.get(`/imports/${id}/report.csv?result=refused`)
  expect(csv.headers.get('content-type')).toMatch(/^text\/csv/)
  expect(csv.text).toContain(`3,${bad},,refused,price.JPY,too_many_decimals,19.80,`)

  for (const one of [shirt, book])
    await eventually(`${one} is found`, async () => {
      const { items } = (await shop.guest.get(`/search?q=${one}`)).as(listed)
      return items.some(({ id: found }) => found === one)
    })
  expect((await read(shirt)).variants).toMatchObject([
    { sku: `${shirt}-S`, prices: [{ amount: 1980 }, { amount: 1990 }] },
    { sku: `${shirt}-M`, prices: [{ amount: 2200 }, { amount: 1990 }] },
  ])
  expect((await shop.guest.get(`/products/${bad}`)).status).toBe(404)
})

test.each(['csv', 'json'] as const)(
  'what is exported as %s imports again without a change',
  async (format) => {
    const ids = [first(), first()]
    const lines = ids.map((id) => importLine(id, { status: 'draft' }))
    const imported = await importAtEnd(shop, await startImport(shop, [IMPORT_HEAD, ...lines].join('\n')))
    expect(imported).toMatchObject({ status: 'done', done: 2 })
    const mine = await eventually('the file has what was imported', async () => {
      const text = Buffer.from(await exportProducts(shop, format)).toString('utf8')
      const [head = '', ...all] = text.split(/\r?\n/)
      const found = all.filter((line) => ids.some((id) => line.includes(id)))
      return (
        found.length === 2 &&
        (format === 'csv' ? [head, ...found].join('\n') : `[${found.join('').replace(/,$/, '')}]`)
      )
    })
    const again = await importAtEnd(shop, await startImport(shop, mine, format))
    expect(again).toMatchObject({ status: 'done', done: 2, refused: 0 })
    for (const id of ids) expect((await read(id)).version).toBe(1)
  },
)

test.each([
  ['a wrong encoding', Buffer.from([IMPORT_HEAD, importLine('A')].join('\n'), 'utf16le'), 'wrong_encoding'],
  ['a missing column', [IMPORT_HEAD, importLine('A')].join('\n').replace('taxClass,', ''), 'missing_column'],
  ['no line', IMPORT_HEAD, 'empty'],
  ['a workbook', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0, 6, 0]), 'not_text'],
])('a file with %s is refused as a whole, with a report', async (_, file, code) => {
  const id = await startImport(shop, file)
  expect(await importAtEnd(shop, id)).toMatchObject({ status: 'refused', rows: 0, done: 0 })
  const lines = await reportOf(shop, id)
  expect(lines).toMatchObject([{ line: 1, result: 'refused' }])
  expect(lines[0]?.faults).toContainEqual(expect.objectContaining({ code }))
})

test('an import is started when its file is there, and one that is done stays so', async () => {
  const made = await shop.machine.post('/imports', { body: { format: 'json' } })
  const { id } = made.as(z.object({ id: z.string() }))
  expect([made.status, (await shop.machine.post(`/imports/${id}/start`)).body]).toMatchObject([
    201,
    { code: 'conflict' },
  ])
  const done = await startImport(shop, [IMPORT_HEAD, importLine(first(), { status: 'draft' })].join('\n'))
  const end = await importAtEnd(shop, done)
  expect((await shop.machine.post(`/imports/${done}/start`)).body).toMatchObject({
    status: 'done',
    finishedAt: end.finishedAt,
  })
  expect((await shop.machine.get(`/imports/imp_${'0'.repeat(26)}`)).status).toBe(404)
  const listed = (await shop.machine.get('/imports?limit=100')).as(
    z.object({ items: z.array(z.object({ id: z.string() })) }),
  )
  const ids = listed.items.map((one) => one.id)
  expect(ids.indexOf(done)).toBeGreaterThanOrEqual(0)
  expect(ids.indexOf(done)).toBeLessThan(ids.indexOf(id))
})

const ROWS = 3_000
const LIMIT_SECONDS = 3
/** So long the part of a worker that died stays its own. */
const LEASE_SECONDS = 60

test('an import whose worker was ended in the middle of it goes on by itself, and counts no line twice', async () => {
  const prefix = unique('dies')
  const lines = Array.from({ length: ROWS }, (_, n) => importLine(`${prefix}-${n}`, { status: 'draft' }))
  let id = ''
  await withTimeLimit(outputs.awsEndpoint, 'catalog-transfers', LIMIT_SECONDS, async () => {
    id = await startImport(shop, [IMPORT_HEAD, ...lines].join('\n'))
    await eventually('some of it is done', async () => (await readImport(shop, id)).done > 0)
    await eventually('nobody who works on it can be alive', async () => {
      const { progressAt } = await readImport(shop, id)
      return Date.now() - Date.parse(progressAt) > (LIMIT_SECONDS + 1) * 1_000
    })
  })
  expect(await readImport(shop, id)).toMatchObject({ status: 'running' })
  const { startedAt = '', finishedAt = '', ...end } = await importAtEnd(shop, id)
  expect(end).toMatchObject({ status: 'done', rows: ROWS, done: ROWS, refused: 0 })
  expect((Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000).toBeGreaterThan(LEASE_SECONDS)
  expect(await reportOf(shop, id)).toHaveLength(ROWS)
  expect((await shop.machine.get(`/catalog/products/${prefix}-0`)).body).toMatchObject({ version: 1 })
})
