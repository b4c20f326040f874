import middy from '@middy/core'
import { observed } from '#shared/observability.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeKeepIndex } from '../use-cases/search/keep-index.ts'
import { openSearch } from './fresh-index.ts'

const { store } = makeRuntime()
const keep = makeKeepIndex({ store, ...openSearch({ store }) })

/** Every few minutes: keeps the index as a file, where it has changed. */
export const handler = middy<unknown, void>()
  .use(observed('catalog.keep-index'))
  .handler(() => keep())
