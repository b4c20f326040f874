import { apiHandler, etag, nextPage, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import type { Outcome } from '#shared/outcomes.ts'
import * as operations from '../contract/desk-operations.ts'
import { exportType } from '../domain/export-format.ts'
import { deskUseCases } from './desk-use-cases.ts'

const prepare = once(deskUseCases)

const answer = <T>(outcome: Outcome<T>) => (outcome.ok ? reply(outcome.value) : outcome)

export const handler = apiHandler('orders.desk', [
  route(operations.listOrders, async ({ query, actor }) =>
    reply(await (await prepare()).searchOrders(query, actor)),
  ),
  route(operations.exportOrders, async ({ query, actor }) => {
    const { exportOrders } = await prepare()
    const page = await exportOrders({ ...query, personal: query.personal === 'true' }, actor)
    const next = nextPage(operations.exportOrders.path, query, page.nextCursor)
    return reply(page.text, { ...exportType(query.format), ...next })
  }),
  route(operations.readCustomer, async ({ params, actor }) =>
    answer(await (await prepare()).readCustomer(params.orderId, actor)),
  ),
  route(operations.readOrderAudit, async ({ params, query }) =>
    answer(await (await prepare()).readOrderAudit(params.orderId, query)),
  ),
  route(operations.listReadings, async ({ query }) => reply(await (await prepare()).listReadings(query))),
  route(operations.addNote, async ({ params, body, cause }) =>
    answer(await (await prepare()).noteOrder({ id: params.orderId, ...body, cause })),
  ),
  route(operations.listNotes, async ({ params, query, actor }) =>
    answer(await (await prepare()).readNotes(params.orderId, actor, query)),
  ),
  route(operations.putTags, async ({ params, body, ifMatch, cause }) => {
    const put = await (await prepare()).putTags({ id: params.orderId, ...body, ifMatch, cause })
    return put.ok ? reply(put.value, etag(put.value.version)) : put
  }),
  route(operations.requestJob, async (request) => answer(await (await prepare()).requestJob(request))),
  route(operations.readJob, async ({ params, query }) =>
    answer(await (await prepare()).readJob(params.jobId, query)),
  ),
  route(operations.continueJob, async ({ params, cause }) =>
    answer(await (await prepare()).continueJob(params.jobId, cause)),
  ),
])
