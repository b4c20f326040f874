import * as z from 'zod/mini'
import { listOf, pageQuery } from '#shared/http/schemas.ts'
import { promotionId } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { promotion, promotionCode, promotionResource } from './promotions.ts'

const params = z.strictObject({ id: promotionId })
const shared = { context: 'checkout', servedBy: 'promotions', params } as const

export const putPromotion = defineOperation({
  ...shared,
  id: 'putPromotion',
  method: 'PUT',
  path: '/v1/promotions/{id}',
  summary: 'Write a promotion: make it, or replace the whole of it',
  access: 'catalog:write',
  body: promotion,
  answer: promotionResource,
  refusals: ['precondition_required', 'precondition_failed', 'code_taken', 'impossible'],
})

export const removePromotion = defineOperation({
  ...shared,
  id: 'removePromotion',
  method: 'DELETE',
  path: '/v1/promotions/{id}',
  summary: 'Remove a promotion; orders and quotes that have it keep it',
  access: 'catalog:write',
  answer: promotionResource,
  refusals: ['not_found', 'precondition_failed'],
})

export const getPromotion = defineOperation({
  ...shared,
  id: 'getPromotion',
  method: 'GET',
  path: '/v1/promotions/{id}',
  summary: 'Read a promotion',
  access: 'catalog:read',
  answer: promotionResource,
  refusals: ['not_found'],
})

export const listPromotions = defineOperation({
  ...shared,
  id: 'listPromotions',
  method: 'GET',
  path: '/v1/promotions',
  summary: 'List all promotions by id',
  access: 'catalog:read',
  params: undefined,
  query: z.strictObject(pageQuery),
  answer: listOf(promotionResource),
})

/** A code that was generated, how many orders may use it, and how many do. */
export const generatedCode = z.strictObject({ code: promotionCode, uses: z.int(), used: z.int() })
export type GeneratedCode = z.infer<typeof generatedCode>

export const generateCodes = defineOperation({
  ...shared,
  id: 'generateCodes',
  method: 'POST',
  path: '/v1/promotions/{id}/codes',
  summary: 'Generate codes for a promotion that applies with codes, each for so many orders',
  access: 'catalog:write',
  body: z.strictObject({
    quantity: z.int().check(z.minimum(1), z.maximum(500)),
    /** Orders that may use each of them. */
    uses: z._default(z.int().check(z.minimum(1), z.maximum(100_000)), 1),
    /** What each of them begins with. */
    prefix: z.optional(z.string().check(z.regex(/^[A-Z0-9]{1,10}$/))),
  }),
  answer: z.strictObject({ codes: z.array(promotionCode) }),
  status: 201,
  refusals: ['not_found', 'impossible'],
})

export const listCodes = defineOperation({
  ...shared,
  id: 'listCodes',
  method: 'GET',
  path: '/v1/promotions/{id}/codes',
  summary: 'List the codes that were generated for a promotion, with their uses',
  access: 'catalog:read',
  query: z.strictObject(pageQuery),
  answer: listOf(generatedCode),
})

export const promotionOperations = [
  putPromotion,
  removePromotion,
  getPromotion,
  listPromotions,
  generateCodes,
  listCodes,
]
