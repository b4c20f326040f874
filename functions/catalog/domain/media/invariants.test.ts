import { describe, expect, it } from 'vitest'
import { mediaId } from '#shared/ids.ts'
import { type MediaBooks, mediaViolations, mediaViolationsAtRest } from './invariants.ts'
import type { Media } from './media.ts'

const id = mediaId.parse(`med_${'1'.repeat(26)}`)
const known = { id, fileName: 'a', createdAt: '2026-11-27T01:00:00.000Z' }
const keys = [160, 480].map((width) => `media/${id}/0123456789abcdef-${width}.webp`)
const picture: Media = {
  ...{ ...known, kind: 'image', status: 'ready' },
  content: {
    kind: 'image',
    original: { width: 480, height: 100 },
    sizes: keys.map((key) => ({ key, bytes: 1, width: 1, height: 1 })),
  },
}
const refusal = { code: 'broken', detail: 'It is cut off.' } as const
const refused: Media = { ...known, kind: 'image', status: 'refused', refusal }
const sound: MediaBooks = { media: [picture], uploads: [], files: keys }

describe('the invariants of pictures and models', () => {
  it('find nothing wrong with what is ready, and what was refused', () => {
    expect(mediaViolationsAtRest(sound)).toEqual([])
    expect(mediaViolationsAtRest({ media: [refused], uploads: [], files: [] })).toEqual([])
  })

  it('let uploads and half of a picture be, as long as somebody may look at them', () => {
    const files = keys.slice(1)
    expect(mediaViolations({ media: [refused], uploads: [`uploads/${id}`], files })).toEqual([])
  })

  it.each<[rule: string, broken: Partial<MediaBooks>]>([
    ['what is ready has all its files', { files: keys.slice(1) }],
    ['no upload is kept', { uploads: [`uploads/${id}`] }],
    ['no file is kept but of what is ready', { files: [...keys, `media/${id}/other-160.webp`] }],
    ['no file is kept but of what is ready', { media: [refused] }],
  ])('say "%s" of what breaks it', (rule, broken) => {
    const found = mediaViolationsAtRest({ ...sound, ...broken })
    expect(found.length).toBeGreaterThan(0)
    for (const one of found) expect(one).toContain(rule)
  })
})
