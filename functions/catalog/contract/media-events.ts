import * as z from 'zod/mini'
import { defineEvent } from '#shared/events.ts'
import { mediaId } from '#shared/ids.ts'
import { mediaKind, mediaRefusal } from './media-types.ts'

const about = { mediaId, kind: mediaKind, fileName: z.string() }

/** A picture or a 3D model was uploaded, looked at, and is where anyone may fetch it. */
export const mediaReady = defineEvent({
  type: 'media.ready',
  source: 'catalog',
  data: z.strictObject(about),
})

/** What was uploaded was refused, and thrown away. */
export const mediaRefused = defineEvent({
  type: 'media.refused',
  source: 'catalog',
  data: z.strictObject({ ...about, refusal: mediaRefusal }),
})
