import * as z from 'zod/mini'
import { makeS3Objects } from '#shared/aws/s3-objects.ts'
import { systemClock } from '#shared/clock.ts'
import { readEnvironment } from '#shared/environment.ts'
import type { Store } from '#shared/store/store.ts'
import { makeFreshIndex } from '../adapters/search/fresh-index.ts'
import { makeGatherIndex } from '../use-cases/search/gather-index.ts'

/** The index of a function, which keeps it as long as it lives, and the files that it is opened from. */
export function openSearch({ store }: { readonly store: Store }) {
  const { BUCKET_NAME } = readEnvironment({ BUCKET_NAME: z.string() })
  const objects = makeS3Objects(BUCKET_NAME, systemClock)
  return {
    objects,
    index: makeFreshIndex({ store, objects, clock: systemClock, gather: makeGatherIndex({ store }) }),
  }
}
