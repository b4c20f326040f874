import bwipjs from 'bwip-js/node'

/** A line of a label: its text, and its size and distance from the bottom in points. */
export interface PdfLine {
  text: string
  size: number
  y: number
}

const WIDTH = 288
const HEIGHT = 432
const MARGIN = 18

/**
 * A PDF of 4 by 6 inches: lines of text and a Code 128 barcode drawn as bars, so that it is sharp at any size.
 * Lines that are not plain ASCII are set in a standard font for Japanese that viewers bring along (ISO 32000-1,
 * 9.7.5.2, "UniJIS-UTF16-H"): nothing is embedded, and characters outside of it stay blank.
 */
export function labelPdf(lines: PdfLine[], barcode: { text: string; y: number; height: number }): Uint8Array {
  const content = [...lines.map(textOperators), barcodeOperators(barcode)].join('\n')
  return assemble([
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 4 0 R /Resources << /Font << /Latin 5 0 R /Wide 6 0 R >> >> >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiKakuGo-W5 /Encoding /UniJIS-UTF16-H /DescendantFonts [7 0 R] >>',
    '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiKakuGo-W5 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 5 >> /DW 1000 /W [1 95 500] /FontDescriptor 8 0 R >>',
    '<< /Type /FontDescriptor /FontName /HeiseiKakuGo-W5 /Flags 4 /FontBBox [-92 -250 1010 922] /ItalicAngle 0 /Ascent 752 /Descent -221 /CapHeight 737 /StemV 114 >>',
  ])
}

function textOperators({ text, size, y }: PdfLine): string {
  const isLatin = /^[\x20-\x7e]*$/.test(text)
  const shown = isLatin ? `(${text.replace(/[\\()]/g, '\\$&')})` : `<${utf16Hex(text)}>`
  return `BT /${isLatin ? 'Latin' : 'Wide'} ${size} Tf ${MARGIN} ${y} Td ${shown} Tj ET`
}

const utf16Hex = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex')

function barcodeOperators({ text, y, height }: { text: string; y: number; height: number }): string {
  const widths = barWidths(text)
  const module = (WIDTH - 2 * MARGIN) / widths.reduce((sum, width) => sum + width, 0)
  let x = MARGIN
  const bars = widths.map((width, index) => {
    const bar = `${x.toFixed(3)} ${y} ${(width * module).toFixed(3)} ${height} re`
    x += width * module
    return index % 2 === 0 ? bar : ''
  })
  return `${bars.filter(Boolean).join('\n')}\nf`
}

/** Widths of bar, space, bar, ... in modules. */
function barWidths(text: string): number[] {
  const [symbol] = bwipjs.raw({ bcid: 'code128', text })
  if (symbol === undefined || !('sbs' in symbol))
    throw new Error(`No Code 128 barcode can be made of "${text}".`)
  return symbol.sbs
}

function assemble(objects: string[]): Uint8Array {
  let pdf = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const offset = pdf.length
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const size = objects.length + 1
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`
  return Buffer.from(
    `${pdf}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${pdf.length}\n%%EOF\n`,
  )
}
