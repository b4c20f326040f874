import { consumerHandler } from '#shared/consumer.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { together } from '#shared/together.ts'
import { makeRefreshSearch } from '../use-cases/search/refresh-search.ts'
import { listeners } from './listeners.ts'

const runtime = makeRuntime()

/** Messages of one batch are heard at once, so that their changes are written together. */
const AT_ONCE = 40

export const handler = consumerHandler(
  'catalog.on-event',
  listeners({ store: runtime.store, refresh: together(makeRefreshSearch(runtime)) }),
  runtime.personal,
  AT_ONCE,
)
