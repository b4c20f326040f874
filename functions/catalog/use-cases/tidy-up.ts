import type { MediaId } from '#shared/ids.ts'
import type { Objects } from '#shared/objects.ts'
import { folderOf, uploadKey } from '../adapters/media-items.ts'
import { keysOf, type Media } from '../domain/media/media.ts'

/** Takes away what was written beside the files of a media, and last its upload: as long as it is there, this is not done. */
export const tidyUp = (objects: Pick<Objects, 'list' | 'delete'>, media: Media): Promise<void> =>
  removeBeside(objects, media.id, keysOf(media))

/** The same where of a media nothing is kept. */
export const removeAll = (objects: Pick<Objects, 'list' | 'delete'>, id: MediaId): Promise<void> =>
  removeBeside(objects, id, [])

async function removeBeside(
  objects: Pick<Objects, 'list' | 'delete'>,
  id: MediaId,
  kept: readonly string[],
): Promise<void> {
  const files = await objects.list(folderOf(id))
  const beside = files.filter(({ key }) => !kept.includes(key))
  await Promise.all(beside.map(({ key }) => objects.delete(key)))
  await objects.delete(uploadKey(id))
}
