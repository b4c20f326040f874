import * as z from 'zod/mini'
import { listOf, pageQuery } from '#shared/http/schemas.ts'
import { mediaId } from '#shared/ids.ts'
import { defineOperation } from '#shared/operation.ts'
import { mediaRequest, mediaResource, mediaToUpload } from './media-types.ts'

const params = z.strictObject({ mediaId })
const served = { context: 'catalog', servedBy: 'media' } as const

export const requestUpload = defineOperation({
  ...served,
  id: 'requestUpload',
  method: 'POST',
  path: '/v1/media',
  summary: 'Ask for a form that uploads a picture or a 3D model, within the hour',
  access: 'catalog:write',
  body: mediaRequest,
  answer: mediaToUpload,
  status: 201,
  refusals: ['too_large'],
})

export const processMedia = defineOperation({
  ...served,
  servedBy: 'process-media',
  id: 'processMedia',
  method: 'POST',
  path: '/v1/media/{mediaId}/processing',
  summary: 'Look at what was uploaded: it is ready then, or refused with the reason and thrown away',
  access: 'catalog:write',
  params,
  answer: mediaResource,
  refusals: ['not_found', 'conflict'],
})

export const readMedia = defineOperation({
  ...served,
  id: 'readMedia',
  method: 'GET',
  path: '/v1/media/{mediaId}',
  summary: 'Read where a picture or a 3D model is that is ready',
  access: 'public',
  params,
  answer: mediaResource,
  refusals: ['not_found'],
})

export const readAnyMedia = defineOperation({
  ...served,
  id: 'readAnyMedia',
  method: 'GET',
  path: '/v1/catalog/media/{mediaId}',
  summary: 'Read a picture or a 3D model, whatever its status',
  access: 'catalog:read',
  params,
  answer: mediaResource,
  refusals: ['not_found'],
})

export const listMedia = defineOperation({
  ...served,
  id: 'listMedia',
  method: 'GET',
  path: '/v1/catalog/media',
  summary: 'List pictures and 3D models, the newest first',
  access: 'catalog:read',
  query: z.strictObject(pageQuery),
  answer: listOf(mediaResource),
})

export const mediaOperations = [requestUpload, processMedia, readMedia, readAnyMedia, listMedia]
