import middy from '@middy/core'
import * as z from 'zod/mini'
import { observed } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeSweep } from '../use-cases/sweep.ts'
import { askingDeps } from './dependencies.ts'

const prepare = once(async () => makeSweep(await askingDeps()))

/** `{ "all": true }` looks at every open order: after an outage, or a restart of the laptop's world. */
const request = z.object({ all: z.optional(z.boolean()) })

/** Each minute: finds orders that stand still. */
export const handler = middy<unknown, { looked: number }>()
  .use(observed('orders.sweep'))
  .handler(async (event) => {
    const { all = false } = request.parse(event)
    return (await prepare())({ all })
  })
