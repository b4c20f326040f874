import middy from '@middy/core'
import { observed } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeEraseDue } from '../use-cases/erase-customer.ts'
import { privacyDeps } from './privacy-dependencies.ts'

const prepare = once(async () => makeEraseDue(await privacyDeps()))

/** Goes on with erasures that had to wait. */
export const handler = middy<unknown, void>()
  .use(observed('customers.erase-due'))
  .handler(async () => (await prepare())())
