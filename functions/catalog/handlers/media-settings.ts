import * as z from 'zod/mini'
import { makeS3Objects } from '#shared/aws/s3-objects.ts'
import { systemClock } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { MEDIA_URL } from './media-url.ts'

/** What functions of media are told beside what all are, and the files that they reach by it. */
export function mediaRuntime() {
  const { BUCKET_NAME } = readEnvironment({ BUCKET_NAME: z.string() })
  return {
    ...makeRuntime(),
    clock: systemClock,
    objects: makeS3Objects(BUCKET_NAME, systemClock),
    mediaUrl: MEDIA_URL,
  }
}
