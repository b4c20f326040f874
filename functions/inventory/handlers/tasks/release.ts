import { callableHandler } from '#shared/calls.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { releaseStock } from '../../contract/calls.ts'
import { makeReleaseStock } from '../../use-cases/reserve-stock.ts'

const runtime = makeRuntime()

export const handler = callableHandler(releaseStock, async (request) =>
  makeReleaseStock(await runtime.commitDeps())(request),
)
