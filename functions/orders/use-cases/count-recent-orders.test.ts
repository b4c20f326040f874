import { expect, test } from 'vitest'
import { hours } from '#shared/clock.ts'
import { makeOrderIndex } from '../adapters/order-index.ts'
import { makeOrdersWithinAnHour } from './count-recent-orders.ts'
import { makeIndexOrder } from './index-order.ts'
import { givenPlaced } from './testing-life.ts'

test('orders of one email address count for an hour', async () => {
  const { deps, id, later } = await givenPlaced()
  const index = makeOrderIndex(deps.store)
  const count = async () => {
    const details = await deps.orders.details(id)
    if (!details) throw new Error('the details are gone')
    return makeOrdersWithinAnHour({ ...deps, index })(details.people)
  }
  expect(await count()).toBe(0)
  await makeIndexOrder({ ...deps, index })(id)
  expect(await count()).toBe(1)
  later(hours(1) + 1)
  expect(await count()).toBe(0)
})
