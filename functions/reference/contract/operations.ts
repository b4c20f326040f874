import { defineOperation } from '#shared/operation.ts'

export const getOpenApi = defineOperation({
  id: 'getOpenApi',
  context: 'reference',
  method: 'GET',
  path: '/v1/openapi.json',
  summary: 'This API as an OpenAPI 3.1 document',
  access: 'public',
})

export const readDocs = defineOperation({
  id: 'readDocs',
  context: 'reference',
  method: 'GET',
  path: '/docs',
  summary: 'This API as a page for people',
  access: 'public',
  contentType: 'text/html; charset=utf-8',
})

export const operations = [getOpenApi, readDocs]
