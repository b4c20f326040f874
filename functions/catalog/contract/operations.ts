import * as z from 'zod/mini'
import { listOf, pageQuery } from '#shared/http/schemas.ts'
import { sku } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { product } from './types.ts'

const params = z.strictObject({ sku })

/** A product as clients read it; `version` is what If-Match names. */
export const productResource = z.strictObject({ sku, ...product.shape, version: z.int() })
export type ProductResource = z.infer<typeof productResource>

export const putProduct = defineOperation({
  id: 'putProduct',
  context: 'catalog',
  method: 'PUT',
  path: '/v1/products/{sku}',
  summary: 'Publish a product: make it, or replace the whole of it',
  access: 'catalog:write',
  params,
  body: product,
  answer: productResource,
  refusals: ['precondition_required', 'precondition_failed'],
})

export const getProduct = defineOperation({
  id: 'getProduct',
  context: 'catalog',
  method: 'GET',
  path: '/v1/products/{sku}',
  summary: 'Read a product',
  access: 'public',
  params,
  answer: productResource,
  refusals: ['not_found'],
})

export const listProducts = defineOperation({
  id: 'listProducts',
  context: 'catalog',
  method: 'GET',
  path: '/v1/products',
  summary: 'List products by SKU',
  access: 'public',
  query: z.strictObject(pageQuery),
  answer: listOf(productResource),
})

export const operations = [putProduct, getProduct, listProducts]
