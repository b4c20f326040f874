import { PDFDocument } from '@cantoo/pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { embedFonts } from '#shared/print/fonts.ts'
import { readFontFiles } from '#shared/print/testing.ts'
import { makePen, type Pen } from './pen.ts'

describe('lines of a text', () => {
  let pen: Pen
  beforeAll(async () => {
    const document = await PDFDocument.create()
    const wanted = { texts: ['日本、。'], han: 'japanese', latin: 'embedded' } as const
    pen = makePen(await embedFonts(document, readFontFiles(), wanted), 'ja')
  }, 30_000)

  it.each([
    ['break between words', 'a picture book about a boat', 60],
    ['break within a word that is longer than a line', 'x'.repeat(300), 60],
    ['break between Japanese words', 'オーガニックコットンの長袖シャツ、紺、Mサイズ。', 50],
  ])('%s, lose nothing and are no wider than they may be', (_, text, within) => {
    const lines = pen.wrap(text, 9, within)
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    for (const line of lines) expect(pen.width(line, 9)).toBeLessThanOrEqual(within)
  })

  it('begin with no comma, no full stop and no closing bracket', () => {
    const text = '写真集（日本の庭）、緑茶。紺・Mサイズ、長袖。'
    for (let within = 40; within < 120; within += 3)
      for (const line of pen.wrap(text, 9, within)) expect(line).not.toMatch(/^[、。）・]/)
  })
})
