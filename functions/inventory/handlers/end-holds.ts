import middy from '@middy/core'
import { observed } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeEndHolds } from '../use-cases/hold-stock.ts'

const prepare = once(async () => makeEndHolds(await makeRuntime().commitDeps()))

/** Each minute, where carts hold stock: gives back what is held too long. */
export const handler = middy<unknown, { looked: number }>()
  .use(observed('inventory.end-holds'))
  .handler(async () => (await prepare())())
