import { randomInt } from 'node:crypto'
import { apiHandler, etag, reply, replyToPut, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { listGenerated } from '../adapters/promotion-items.ts'
import { getCustomerGroups, putCustomerGroups } from '../contract/customer-groups.ts'
import * as operations from '../contract/promotion-operations.ts'
import { makePutCustomerGroups, makeReadCustomerGroups } from '../use-cases/customer-groups.ts'
import {
  makeGenerateCodes,
  makeListPromotions,
  makePutPromotion,
  makeReadPromotion,
  makeRemovePromotion,
} from '../use-cases/promotions.ts'

const runtime = makeRuntime()

export const handler = apiHandler('checkout.promotions', [
  route(operations.putPromotion, async ({ params, body, ifMatch, cause }) => {
    const put = makePutPromotion(await runtime.commitDeps())
    const result = await put({ id: params.id, promotion: body, ifMatch }, cause)
    if (!result.ok) return result
    const { promotion, created } = result.value
    return replyToPut(promotion, { created, headers: etag(promotion.version) })
  }),
  route(operations.removePromotion, async ({ params, ifMatch, cause }) => {
    const removed = await makeRemovePromotion(await runtime.commitDeps())({ id: params.id, ifMatch }, cause)
    return removed.ok ? reply(removed.value) : removed
  }),
  route(operations.getPromotion, async ({ params }) => {
    const found = await makeReadPromotion(runtime)(params.id)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
  route(operations.listPromotions, async ({ query }) => reply(await makeListPromotions(runtime)(query))),
  route(operations.generateCodes, async ({ params, body, cause }) => {
    const generate = makeGenerateCodes({ ...(await runtime.commitDeps()), random: randomInt })
    const made = await generate({ id: params.id, ...body }, cause)
    return made.ok ? reply(made.value) : made
  }),
  route(operations.listCodes, async ({ params, query }) =>
    reply(await listGenerated(runtime.store, params.id, query)),
  ),
  route(putCustomerGroups, async ({ params, body, ifMatch, cause }) => {
    const put = makePutCustomerGroups(await runtime.commitDeps())
    const result = await put({ ...params, ...body, ifMatch }, cause)
    if (!result.ok) return result
    const { groups, created } = result.value
    return replyToPut(groups, { created, headers: etag(groups.version) })
  }),
  route(getCustomerGroups, async ({ params }) => {
    const found = await makeReadCustomerGroups(runtime)(params.customerId)
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
])
