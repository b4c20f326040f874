import { apiHandler, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeOrderRepository } from '../adapters/order-repository.ts'
import { trackingPage, trackOrder } from '../contract/operations.ts'
import { makeTrackOrder } from '../use-cases/track-order.ts'
import { renderTrackingPage } from '../views/tracking-page.ts'
import { noPage, showPage } from './show-page.ts'

const prepare = once(async () => {
  const runtime = makeRuntime()
  const [commit, orderTokens] = await Promise.all([runtime.commitDeps(), runtime.orderTokens()])
  return makeTrackOrder({ orders: makeOrderRepository(commit), orderTokens, personal: commit.personal })
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
