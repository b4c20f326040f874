import { apiHandler, cacheable, reply, route } from '#shared/http/api.ts'
import { listMedia, readAnyMedia, readMedia, requestUpload } from '../contract/media-operations.ts'
import { makeListMedia, makeReadAnyMedia, makeReadMedia } from '../use-cases/read-media.ts'
import { makeRequestUpload } from '../use-cases/request-upload.ts'
import { mediaRuntime } from './media-settings.ts'

const runtime = mediaRuntime()
const read = makeReadMedia(runtime)
const readAny = makeReadAnyMedia(runtime)
const list = makeListMedia(runtime)

export const handler = apiHandler('catalog.media', [
  route(requestUpload, async ({ body, cause }) => {
    const request = makeRequestUpload({ ...runtime, ...(await runtime.commitDeps()) })
    const made = await request(body, cause)
    return made.ok ? reply(made.value, { location: `/v1/catalog/media/${made.value.id}` }) : made
  }),

  route(readMedia, async ({ params }) => {
    const found = await read(params.mediaId)
    return found.ok ? reply(found.value, cacheable(found.value)) : found
  }),

  route(readAnyMedia, async ({ params }) => {
    const found = await readAny(params.mediaId)
    return found.ok ? reply(found.value) : found
  }),

  route(listMedia, async ({ query }) => reply(await list(query))),
])
