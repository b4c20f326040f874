import { callableHandler } from '#shared/calls.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { reserveStock } from '../../contract/calls.ts'
import { makeReserveStock } from '../../use-cases/reserve-stock.ts'

const runtime = makeRuntime()

export const handler = callableHandler(reserveStock, async (request) =>
  makeReserveStock(await runtime.commitDeps())(request),
)
