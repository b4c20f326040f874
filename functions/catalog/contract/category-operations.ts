import * as z from 'zod/mini'
import { locale } from '#shared/http/schemas.ts'
import { categoryId } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { category } from './categories.ts'

/** A category as clients read it. */
export const categoryResource = z.strictObject({ id: categoryId, ...category.shape, version: z.int() })
export type CategoryResource = z.infer<typeof categoryResource>

const params = z.strictObject({ id: categoryId })

export const putCategory = defineOperation({
  id: 'putCategory',
  context: 'catalog',
  servedBy: 'categories',
  method: 'PUT',
  path: '/v1/categories/{id}',
  summary: 'Write a category: make it, or replace the whole of it',
  access: 'catalog:write',
  params,
  body: category,
  answer: categoryResource,
  refusals: [
    'precondition_required',
    'precondition_failed',
    'unknown_category',
    'category_loop',
    'impossible',
  ],
})

export const removeCategory = defineOperation({
  id: 'removeCategory',
  context: 'catalog',
  servedBy: 'categories',
  method: 'DELETE',
  path: '/v1/categories/{id}',
  summary: 'Remove a category that has no others in it',
  access: 'catalog:write',
  params,
  answer: categoryResource,
  refusals: ['not_found', 'precondition_failed', 'category_not_empty'],
})

export const getCategory = defineOperation({
  id: 'getCategory',
  context: 'catalog',
  servedBy: 'categories',
  method: 'GET',
  path: '/v1/categories/{id}',
  summary: 'Read a category',
  access: 'public',
  params,
  answer: categoryResource,
  refusals: ['not_found'],
})

export const listCategories = defineOperation({
  id: 'listCategories',
  context: 'catalog',
  servedBy: 'categories',
  method: 'GET',
  path: '/v1/categories',
  summary: 'List all categories; `parent` says what each is part of',
  access: 'public',
  query: z.strictObject({ language: z.optional(locale) }),
  answer: z.strictObject({ items: z.array(categoryResource) }),
})

export const categoryOperations = [putCategory, removeCategory, getCategory, listCategories]
