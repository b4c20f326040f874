import { systemClock } from '#shared/clock.ts'
import { apiHandler, cacheable, reply, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { readFunnel, recommendBesideProduct, recommendToVisitor } from '../contract/operations.ts'
import { makeReadFunnel } from '../use-cases/read-funnel.ts'
import {
  makeRecommendBesideProduct,
  makeRecommendPopular,
  makeRecommendViewed,
} from '../use-cases/recommend.ts'

const { store, personal } = makeRuntime()
const deps = { store, clock: systemClock }
const besideProduct = makeRecommendBesideProduct(deps)
const popular = makeRecommendPopular(deps)
const funnel = makeReadFunnel(deps)

export const handler = apiHandler('insights.api', [
  route(recommendBesideProduct, async ({ params, query }) => {
    const found = await besideProduct(params.id, query.kind, query)
    return found.ok ? reply(found.value, cacheable(found.value)) : found
  }),

  route(recommendToVisitor, async ({ query }) => {
    if (query.visitorId !== undefined && query.kind === 'recently_viewed') {
      const viewed = makeRecommendViewed({ ...deps, personal: await personal() })
      return reply(await viewed(query.visitorId, query))
    }
    const found = await popular(query)
    return reply(found, cacheable(found))
  }),

  route(readFunnel, async ({ query }) => reply(await funnel(query))),
])
