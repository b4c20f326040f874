import { expect, test } from 'vitest'
import { shop } from '#support/running.ts'
import { fuzz } from './fuzz.ts'

const SEED = 20_261_126

/** A short run; `npm run fuzz` sends 20,000. */
test('no request that is made from the OpenAPI document is answered otherwise than it says', async () => {
  const { failures, errors, operations, requests } = await fuzz(shop, {
    ...{ perOperation: 5, edges: false, seed: SEED, tell: 'stderr' },
  })
  console.log(`${requests} requests to ${operations} operations`)
  expect({ failures, errors }).toEqual({ failures: [], errors: [] })
  expect(requests).toBeGreaterThan(3 * operations)
})
