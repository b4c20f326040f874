import { apiHandler, reply, route } from '#shared/http/api.ts'
import { once } from '#shared/once.ts'
import { processMedia } from '../contract/media-operations.ts'
import { makeProcessMedia } from '../use-cases/process-media.ts'
import { mediaRuntime } from './media-settings.ts'

/** Loaded when the first picture comes: the codecs are a megabyte. */
const pictures = once(async () => {
  const [{ makePictures }, { codecFiles }] = await Promise.all([
    import('../adapters/pictures/codecs.ts'),
    import('../adapters/pictures/codec-files.ts'),
  ])
  return makePictures(codecFiles)
})

const runtime = mediaRuntime()

export const handler = apiHandler('catalog.process-media', [
  route(processMedia, async ({ params, cause }) => {
    const process = makeProcessMedia({ ...runtime, ...(await runtime.commitDeps()), pictures })
    const processed = await process(params.mediaId, cause)
    return processed.ok ? reply(processed.value) : processed
  }),
])
