import middy from '@middy/core'
import { note, observed } from '#shared/observability.ts'
import { makeForgetUploads } from '../use-cases/forget-uploads.ts'
import { mediaRuntime } from './media-settings.ts'

const forget = makeForgetUploads(mediaRuntime())

/** Each hour: takes away uploads that nobody has looked at within their day. */
export const handler = middy<unknown, void>()
  .use(observed('catalog.forget-uploads'))
  .handler(async () => note({ count: await forget() }))
