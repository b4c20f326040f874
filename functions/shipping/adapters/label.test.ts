import { PDFDocument } from '@cantoo/pdf-lib'
import { describe, expect, it } from 'vitest'
import { fontsOf, readFontFiles } from '#shared/print/testing.ts'
import type { Label } from '../domain/label.ts'
import { labelPdf } from './label-pdf.ts'
import { labelZpl } from './label-zpl.ts'

const fonts = readFontFiles()

const label = (changes: Partial<Label> = {}): Label => ({
  carrier: 'KuronekoYamato',
  service: 'TaQBin',
  trackingNumber: 'CW000000000000000018',
  from: ['Cartwright Tokyo'],
  to: ['Ann Example', '350 Fifth Avenue', 'New York NY 10118'],
  phone: '+12125550100',
  reference: 'K7WQ2M4X   0.98 kg',
  country: 'US',
  ...changes,
})

/** Reading 3 MB of fonts takes a while on a busy machine. */
const PATIENCE = { timeout: 30_000 }

describe('a label as PDF', PATIENCE, () => {
  it('is one page of 4 by 6 inches', async () => {
    const document = await PDFDocument.load(await labelPdf(label(), fonts))
    expect(document.getPages().map((page) => page.getSize())).toEqual([{ width: 288, height: 432 }])
  })

  it('embeds no font for plain Latin letters', async () => {
    expect(await fontsOf(await labelPdf(label(), fonts))).toEqual(['Helvetica'])
  })

  it.each([
    ['Japanese', 'JP', '髙橋 花子 様', ['Helvetica', 'NotoSansJPThin', 'NotoSansSCThin']],
    ['Chinese', 'CN', '张伟 收', ['Helvetica', 'NotoSansSCThin']],
    ['Polish', 'PL', 'Łukasz Żółć', ['Helvetica', 'NotoSans']],
  ])('embeds what a name in %s needs, and no more', async (_, country, name, names) => {
    const pdf = await labelPdf(label({ country, to: [name] }), fonts)
    expect(await fontsOf(pdf)).toEqual(expect.arrayContaining(names))
    expect(pdf.length).toBeLessThan(40_000)
  })

  it('survives emoji, text from right to left, control characters and 300 letters', async () => {
    const to = ['🎁👩‍👧 Ann', 'كتاب', 'a\tb\u0007', 'x'.repeat(300)]
    await expect(labelPdf(label({ to }), fonts)).resolves.toBeInstanceOf(Uint8Array)
  })
})

describe('a label in ZPL', () => {
  it('is UTF-8 with the tracking number as Code 128', () => {
    const zpl = labelZpl(label({ to: ['髙橋 花子 様'] }))
    expect(zpl).toMatch(/^\^XA\n\^CI28\^PW812\^LL1218/)
    expect(zpl).toContain('^BCN,260,N,N,N,A^FH^FDCW000000000000000018^FS')
    expect(zpl).toContain('髙橋 花子 様')
    expect(zpl.trimEnd()).toMatch(/\^XZ$/)
  })

  it('cannot be given commands by a name', () => {
    const zpl = labelZpl(label({ to: ['^XZ~JA_5E\n'] }))
    expect(zpl).toContain('^FD_5EXZ_7EJA_5F5E ^FS')
    expect(zpl.match(/\^XZ/g)).toHaveLength(1)
  })
})
