import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, type Language } from '#shared/languages.ts'
import { embedFonts } from '#shared/print/fonts.ts'
import { runsOf } from '#shared/print/runs.ts'
import { fontsOf, readFontFiles } from '#shared/print/testing.ts'
import { type Sheet, textsOf } from '../domain/sheet.ts'
import { makeWorld, ORDER, shopIn, toldOf } from '../testing.ts'
import { sheetPdf } from './sheet-pdf.ts'

const fonts = readFontFiles()

/** Reading 3 MB of fonts takes a while on a busy machine. */
const PATIENCE = { timeout: 30_000 }

async function invoiceIn(language: Language, lines: number): Promise<Sheet> {
  const world = makeWorld()
  const told = toldOf(shopIn(language, lines))
  await world.keep.confirmed(told.confirmed())
  await world.issue.completed(told.completed())
  const { items } = await world.archive.list(ORDER, { limit: 1 })
  for (const { id } of items) await world.print(id)
  const [sheet] = world.drawn
  if (!sheet) throw new Error('nothing was printed')
  return sheet
}

const pagesOf = async (pdf: Uint8Array) => (await PDFDocument.load(pdf)).getPages()

describe('a sheet as PDF', PATIENCE, () => {
  it.each([
    ['en', ['NotoSans']],
    ['ja', ['NotoSans', 'NotoSansJPThin']],
    ['zh-Hans', ['NotoSans', 'NotoSansSCThin']],
  ] as const)('in %s embeds the type that it needs, on one page of A4', async (language, names) => {
    const pdf = await sheetPdf(await invoiceIn(language, 3), fonts)
    expect((await pagesOf(pdf)).map((page) => page.getSize())).toEqual([{ width: 595.28, height: 841.89 }])
    const embedded = await fontsOf(pdf)
    expect(embedded).toEqual(expect.arrayContaining([...names]))
    expect(embedded).not.toContain('Helvetica')
    expect(pdf.length).toBeLessThan(100_000)
  })

  it.each(LANGUAGES)('in %s lacks no letter', async (language) => {
    const sheet = await invoiceIn(language, 60)
    const texts = [...textsOf(sheet), '※①Ⅲ㈱℃★→〒髙﨑𠮷']
    const document = await PDFDocument.create()
    const embedded = await embedFonts(document, fonts, { texts, han: 'japanese', latin: 'embedded' })
    for (const text of texts)
      expect(
        runsOf(text, embedded)
          .map((run) => run.text)
          .join(''),
        text,
      ).not.toContain('?')
  })

  it('of 200 lines breaks over pages', async () => {
    const pages = await pagesOf(await sheetPdf(await invoiceIn('ja', 200), fonts))
    expect(pages.length).toBeGreaterThan(5)
    expect(pages.length).toBeLessThan(12)
  })

  it('is the same bytes each time', async () => {
    const sheet = await invoiceIn('ja', 3)
    expect(Buffer.from(await sheetPdf(sheet, fonts)).equals(await sheetPdf(sheet, fonts))).toBe(true)
  })

  it('survives emoji, text from right to left, control characters and 300 letters without a space', async () => {
    const sheet = await invoiceIn('en', 1)
    const rows = ['🎁👩‍👧', 'كتاب', 'a\tb\u0007', 'x'.repeat(300)].map((name) => [
      name,
      '13%',
      '1',
      '$1',
      '$1',
    ])
    const pdf = await sheetPdf({ ...sheet, table: { ...sheet.table, rows } }, fonts)
    expect(await pagesOf(pdf)).toHaveLength(1)
  })
})
