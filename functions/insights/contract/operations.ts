import * as z from 'zod/mini'
import { date, locale } from '#shared/http/schemas.ts'
import { productId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { funnelCounts, NOT_KEPT, recommendedProduct, visitorEvent, visitorId } from './types.ts'

export const recordEvents = defineOperation({
  id: 'recordEvents',
  context: 'insights',
  servedBy: 'events',
  method: 'POST',
  path: '/v1/events',
  summary: 'Tell what a visitor did, who consents to that',
  access: 'public',
  body: z.strictObject({
    visitorId,
    /** Whether the visitor consents; if not, nothing is kept. */
    consent: z.boolean(),
    events: z.array(visitorEvent).check(z.minLength(1), z.maxLength(50)),
  }),
  answer: z.strictObject({
    kept: z.int(),
    notKept: z.array(z.strictObject({ id: z.string(), reason: z.enum(NOT_KEPT) })),
  }),
})

export const forgetVisitor = defineOperation({
  id: 'forgetVisitor',
  context: 'insights',
  servedBy: 'events',
  method: 'DELETE',
  path: '/v1/visitors/{visitorId}',
  summary: 'Forget what a visitor did; who knows the random name is the visitor, or acts for them',
  access: 'public',
  params: z.strictObject({ visitorId }),
  answer: z.strictObject({
    /** Events that were forgotten; 0 of a visitor of whom nothing was kept. */
    forgotten: z.int(),
    /** Whether there are more, as so many are not forgotten at once: then ask again. */
    more: z.boolean(),
  }),
})

const shelf = {
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(50)), 10),
  language: z.optional(locale),
  currency: z.optional(currency),
}
const answer = z.strictObject({ items: z.array(recommendedProduct) })

export const recommendBesideProduct = defineOperation({
  id: 'recommendBesideProduct',
  context: 'insights',
  method: 'GET',
  path: '/v1/products/{id}/recommendations',
  summary: 'Read what is also bought with a product, or similar to it; nothing that is sold out',
  access: 'public',
  params: z.strictObject({ id: productId }),
  query: z.strictObject({ kind: z.enum(['also_bought', 'similar']), ...shelf }),
  answer,
  refusals: ['not_found'],
})

export const recommendToVisitor = defineOperation({
  id: 'recommendToVisitor',
  context: 'insights',
  method: 'GET',
  path: '/v1/recommendations',
  summary: 'Read what is popular now, or what a visitor has viewed; nothing that is sold out',
  access: 'public',
  query: z
    .strictObject({
      kind: z.enum(['popular', 'recently_viewed']),
      /** Of `recently_viewed`: whose. */
      visitorId: z.optional(visitorId),
      ...shelf,
    })
    .check(
      z.refine(({ kind, visitorId: id }) => kind !== 'recently_viewed' || id !== undefined, {
        path: ['visitorId'],
        message: 'recently_viewed needs the visitor',
      }),
    ),
  answer,
})

export const readFunnel = defineOperation({
  id: 'readFunnel',
  context: 'insights',
  method: 'GET',
  path: '/v1/insights/funnel',
  summary: 'Count what visitors did on some days (UTC), from the first view to the order',
  access: 'orders:read',
  query: z
    .strictObject({ from: date, to: date })
    .check(z.refine(({ from, to }) => from <= to, { path: ['to'], message: 'not before from' })),
  answer: z.strictObject({ from: date, to: date, ...funnelCounts.shape }),
})

export const operations = [
  recordEvents,
  forgetVisitor,
  recommendBesideProduct,
  recommendToVisitor,
  readFunnel,
]
