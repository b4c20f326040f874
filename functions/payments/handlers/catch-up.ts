import middy from '@middy/core'
import { observed } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeCatchUp } from '../use-cases/catch-up.ts'
import { eventDeps } from './dependencies.ts'

const prepare = once(async () => makeCatchUp(await eventDeps()))

/** Asks for the webhooks that did not come. */
export const handler = middy<unknown, void>()
  .use(observed('payments.catch-up'))
  .handler(async () => (await prepare())())
