import { objectsConformance } from '#support/objects-conformance.ts'
import { systemClock } from './clock.ts'
import { makeMemoryObjects } from './memory-objects.ts'

objectsConformance('files in memory', async () => {
  const objects = makeMemoryObjects(systemClock)
  return {
    objects,
    upload: async (form, file) => objects.upload(form, file),
    download: async (url) => objects.download(url),
  }
})
