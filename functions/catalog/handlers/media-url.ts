import * as z from 'zod/mini'
import { readEnvironment } from '#shared/environment.ts'

/** What addresses of pictures and models begin with. */
export const { MEDIA_URL } = readEnvironment({ MEDIA_URL: z.string() })
