import { expect, test } from 'vitest'
import { eventually } from '#support/eventually.ts'
import { IMPORT_HEAD, importAtEnd, importLine, readImport, reportOf, startImport } from '#support/imports.ts'
import { outputs, shop } from '#support/running.ts'
import { unique } from '#support/shop.ts'
import { withTimeLimit } from '#support/variables.ts'

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
