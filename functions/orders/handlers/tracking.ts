import * as z from 'zod/mini'
import { readEnvironment } from '#shared/environment.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeNoteItems } from '../adapters/note-items.ts'
import { makeOrderRepository } from '../adapters/order-repository.ts'
import { trackingPage, trackOrder } from '../contract/operations.ts'
import { makeCustomerNotes } from '../use-cases/note-order.ts'
import { makeTrackOrder } from '../use-cases/track-order.ts'
import { renderTrackingPage } from '../views/tracking-page.ts'
import { orderSettings } from './settings.ts'
import { noPage, showPage } from './show-page.ts'

const prepare = once(async () => {
  const runtime = makeRuntime()
  const { SITE_URL: siteUrl } = readEnvironment({ SITE_URL: z.string() })
  const { withdrawal } = orderSettings().deadlines
  const { orderTokens } = runtime
  const commit = await runtime.commitDeps()
  const orders = makeOrderRepository(commit)
  const customerNotes = makeCustomerNotes({ notes: makeNoteItems(commit) })
  return makeTrackOrder({ ...commit, orders, orderTokens, customerNotes, siteUrl, withdrawal })
})

export const handler = apiHandler('orders.tracking', [
  route(trackOrder, async ({ params }) => {
    const found = await (await prepare())(params.token)
    return found.ok ? reply(found.value) : found
  }),
  route(trackingPage, async (request) => {
    const found = await (await prepare())(request.params.token)
    return found.ok
      ? showPage({ found: true, view: found.value }, renderTrackingPage, request)
      : noPage('unknown', request)
  }),
])
