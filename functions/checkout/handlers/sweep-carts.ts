import middy from '@middy/core'
import * as z from 'zod/mini'
import { ordersOfQuotes } from '#contexts/orders/contract/calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { makeAsk } from '#shared/calls.ts'
import { minutes } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { observed } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeSweepCarts } from '../use-cases/carts/sweep-carts.ts'

const prepare = once(async () => {
  const runtime = makeRuntime()
  const settings = readEnvironment({
    CART_ABANDONED_MINUTES: z.coerce.number(),
    CART_KEEP_DAYS: z.coerce.number(),
  })
  return makeSweepCarts({
    ...(await runtime.commitDeps()),
    askOrders: makeAsk(ordersOfQuotes, { stage: runtime.stage, invoke: invokeLambda }),
    abandonedAfter: minutes(settings.CART_ABANDONED_MINUTES),
    keepDays: settings.CART_KEEP_DAYS,
    keys: runtime.subjectKeys,
  })
})

/** Each minute: finds carts that were left behind, and forgets those that nobody has used for long. */
export const handler = middy<unknown, { looked: number }>()
  .use(observed('checkout.sweep-carts'))
  .handler(async () => (await prepare())())
