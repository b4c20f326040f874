import { apiHandler, etag, reply, replyToPut, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import * as operations from '../contract/terms-operations.ts'
import { makeListExchangeRates, makeSetExchangeRates } from '../use-cases/exchange-rates.ts'
import {
  makeListTaxTables,
  makePutTaxTable,
  makeReadTaxTable,
  makeRemoveTaxTable,
} from '../use-cases/tax-tables.ts'

const runtime = makeRuntime()

export const handler = apiHandler('checkout.terms', [
  route(operations.putTaxTable, async ({ params, body, ifMatch, cause }) => {
    const put = makePutTaxTable(await runtime.commitDeps())
    const result = await put({ id: params.id, body, ifMatch }, cause)
    if (!result.ok) return result
    const { table, created } = result.value
    return replyToPut(table, { created, headers: etag(table.version) })
  }),
  route(operations.removeTaxTable, async ({ params, ifMatch, cause }) => {
    const removed = await makeRemoveTaxTable(await runtime.commitDeps())({ id: params.id, ifMatch }, cause)
    return removed.ok ? reply(removed.value) : removed
  }),
  route(operations.getTaxTable, async ({ params }) => {
    const found = await makeReadTaxTable(runtime)(params.id)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
  route(operations.listTaxTables, async () => reply(await makeListTaxTables(runtime)())),
  route(operations.setExchangeRates, async ({ body, cause }) => {
    const set = await makeSetExchangeRates(await runtime.commitDeps())(body, cause)
    return set.ok ? reply({ items: [...set.value], nextCursor: null }) : set
  }),
  route(operations.listExchangeRates, async () => reply(await makeListExchangeRates(runtime)())),
])
