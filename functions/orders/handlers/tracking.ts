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
import { renderNotFoundPage } from '../views/not-found-page.ts'
import { renderTrackingPage } from '../views/tracking-page.ts'
import { orderSettings } from './settings.ts'

const prepare = once(async () => {
  const runtime = makeRuntime()
  const { SITE_URL: siteUrl } = readEnvironment({ SITE_URL: z.string() })
  const { withdrawal } = orderSettings().deadlines
  const [commit, orderTokens] = await Promise.all([runtime.commitDeps(), runtime.orderTokens()])
  const orders = makeOrderRepository(commit)
  const customerNotes = makeCustomerNotes({ notes: makeNoteItems(commit) })
  return makeTrackOrder({ ...commit, orders, orderTokens, customerNotes, siteUrl, withdrawal })
})

/** What the reader's browser asks for first (RFC 9110, 12.5.4). */
const firstLanguage = (headers: Readonly<Record<string, string | undefined>>): string =>
  headers['accept-language']?.split(/[,;]/)[0]?.trim() || 'en'

export const handler = apiHandler('orders.tracking', [
  route(trackOrder, async ({ params }) => {
    const found = await (await prepare())(params.token)
    return found.ok ? reply(found.value) : found
  }),
  route(trackingPage, async ({ params, query, headers }) => {
    const found = await (await prepare())(params.token)
    return found.ok
      ? reply(renderTrackingPage(found.value, query.lang ?? found.value.locale))
      : { ...reply(renderNotFoundPage(query.lang ?? firstLanguage(headers))), status: 404 }
  }),
])
