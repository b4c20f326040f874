import * as z from 'zod/mini'
import { actor } from '#shared/actor.ts'
import { country, listOf, locale, pageQuery, time } from '#shared/http/schemas.ts'
import { productId } from '#shared/ids.ts'
import { currency } from '#shared/money.ts'
import { defineOperation } from '#shared/operation.ts'
import { availability } from './availability.ts'
import { categoryOperations } from './category-operations.ts'
import { interchangeOperations } from './interchange-operations.ts'
import { mediaOperations } from './media-operations.ts'
import { picture } from './media-types.ts'
import { datedPrice } from './prices.ts'
import { searchOperations } from './search-operations.ts'
import { product, productMedia, resolvedVariant } from './types.ts'

const params = z.strictObject({ id: productId })

/** Pictures, in the widths that they are there in; of what anyone may see. */
const shownMedia = z.optional(z.array(z.strictObject({ ...productMedia.shape, image: z.optional(picture) })))

/** None where one currency is asked for that there is no price in. */
const shownPrices = z.array(datedPrice)

/** A product as clients read it: each variant with all that is known of it; `version` is what If-Match names. */
export const productResource = z.strictObject({
  id: productId,
  ...product.shape,
  prices: shownPrices,
  media: shownMedia,
  variants: z.array(
    /** How many there are is said of a country that is asked for. */
    z.strictObject({
      ...resolvedVariant.shape,
      prices: shownPrices,
      media: shownMedia,
      availability: z.optional(availability),
    }),
  ),
  /** Whether anyone may see it: it is published, and its time has come. */
  visible: z.boolean(),
  version: z.int(),
})
export type ProductResource = z.infer<typeof productResource>

/** Narrows texts to the nearest language, and prices to one currency. */
const wish = { language: z.optional(locale), currency: z.optional(currency) }

export const putProduct = defineOperation({
  id: 'putProduct',
  context: 'catalog',
  method: 'PUT',
  path: '/v1/products/{id}',
  summary: 'Write a product: make it, or replace the whole of it',
  access: 'catalog:write',
  params,
  body: product,
  answer: productResource,
  refusals: [
    'precondition_required',
    'precondition_failed',
    'sku_taken',
    'barcode_taken',
    'duplicate_sku',
    'duplicate_barcode',
    'wrong_check_digit',
    'too_many_decimals',
    'overlapping_prices',
    'options_mismatch',
    'unknown_category',
    'unknown_media',
    'impossible',
  ],
})

export const getProduct = defineOperation({
  id: 'getProduct',
  context: 'catalog',
  method: 'GET',
  path: '/v1/products/{id}',
  summary: 'Read a product that is shown',
  access: 'public',
  params,
  query: z.strictObject({ ...wish, country: z.optional(country) }),
  answer: productResource,
  refusals: ['not_found'],
})

export const getCatalogProduct = defineOperation({
  id: 'getCatalogProduct',
  context: 'catalog',
  method: 'GET',
  path: '/v1/catalog/products/{id}',
  summary: 'Read a product, whether it is shown or not',
  access: 'catalog:read',
  params,
  answer: productResource,
  refusals: ['not_found'],
})

export const listCatalogProducts = defineOperation({
  id: 'listCatalogProducts',
  context: 'catalog',
  method: 'GET',
  path: '/v1/catalog/products',
  summary: 'List products, those that are not shown too',
  access: 'catalog:read',
  query: z.strictObject({
    ...pageQuery,
    /** `visible`: those that are shown; else those of the status that are not. */
    status: z.optional(z.enum(['visible', 'draft', 'published', 'archived'])),
  }),
  answer: listOf(productResource),
})

export const readProductHistory = defineOperation({
  id: 'readProductHistory',
  context: 'catalog',
  method: 'GET',
  path: '/v1/catalog/products/{id}/history',
  summary: 'Read what happened to a product, and who did it',
  access: 'catalog:read',
  params,
  query: z.strictObject(pageQuery),
  answer: listOf(z.strictObject({ sequence: z.int(), type: z.string(), at: time, actor, data: z.unknown() })),
  refusals: ['not_found'],
})

export const operations = [
  putProduct,
  getProduct,
  getCatalogProduct,
  listCatalogProducts,
  readProductHistory,
  ...categoryOperations,
  ...interchangeOperations,
  ...mediaOperations,
  ...searchOperations,
]
