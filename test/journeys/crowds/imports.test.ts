import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import {
  IMPORT_HEAD,
  type ImportView,
  importLine,
  readImport,
  reportOf,
  startImport,
} from '#support/imports.ts'
import { shop } from '#support/running.ts'
import { unique } from '#support/shop.ts'

const ROWS = 10_000

/** Follows an import to its end: how far it was seen to be on the way. */
async function follow(id: string): Promise<{ end: ImportView; seen: number[] }> {
  const seen: number[] = []
  const end = await eventually(`${id} is at its end`, async () => {
    const now = await readImport(shop, id)
    if (now.rows > 0) seen.push(now.done + now.refused)
    return now.status !== 'running' && now
  })
  return { end, seen }
}

const secondsOf = ({ startedAt = '', finishedAt = '' }: ImportView): number =>
  (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000

/** Drafts, so that nobody has to learn of ten thousand products but the catalog. */
const lines = (prefix: string, isBad: (place: number) => boolean): string[] =>
  Array.from({ length: ROWS }, (_, place) =>
    importLine(`${prefix}-${place}`, { status: 'draft', price: isBad(place) ? '19.80' : '1980' }),
  )

/** Few, as what follows looks at each product that there is. */
const isGood = (place: number): boolean => place % 10 === 0

test('10,000 lines in one import, good ones among them: all of those are taken, and one sees how far it is', async () => {
  const prefix = unique('crowd')
  const file = [IMPORT_HEAD, ...lines(prefix, (place) => !isGood(place))].join('\n')
  const { end, seen } = await follow(await startImport(shop, file))
  console.log(`10,000 lines were imported in ${secondsOf(end)} s`)
  const counts = { done: ROWS / 10, refused: ROWS - ROWS / 10 }
  expect(end).toMatchObject({ status: 'done', rows: ROWS, ...counts })
  expect(new Set(seen).size).toBeGreaterThan(5)
  expect(seen).toEqual(seen.toSorted((a, b) => a - b))
  const refused = await reportOf(shop, end.id, 'refused')
  const bad = Array.from({ length: ROWS }, (_, place) => place).filter((place) => !isGood(place))
  expect(refused.map(({ line }) => line)).toEqual(bad.map((place) => place + 2))
  for (const place of [0, 5_000, 9_990])
    expect((await shop.machine.get(`/catalog/products/${prefix}-${place}`)).status).toBe(200)
  expect((await shop.machine.get(`/catalog/products/${prefix}-7`)).status).toBe(404)

  // Again: what is so already is found to be so.
  const again = await follow(await startImport(shop, file))
  console.log(`and once more, without a change, in ${secondsOf(again.end)} s`)
  expect(again.end).toMatchObject(counts)
  expect((await shop.machine.get(`/catalog/products/${prefix}-0`)).body).toMatchObject({ version: 1 })
})

test('10,000 bad lines are a report', async () => {
  const file = [IMPORT_HEAD, ...lines(unique('bad'), () => true)].join('\n')
  const { end } = await follow(await startImport(shop, file))
  console.log(`10,000 bad lines were reported in ${secondsOf(end)} s`)
  expect(end).toMatchObject({ status: 'done', rows: ROWS, done: 0, refused: ROWS })
  expect(await reportOf(shop, end.id)).toHaveLength(ROWS)
})
