import { PDFDocument, type PDFPage, rgb } from '@cantoo/pdf-lib'
import bwipjs from 'bwip-js/node'
import { Fault } from '#shared/outcomes.ts'
import { embedFonts, type FontFiles } from '#shared/print/fonts.ts'
import { type Run, runsOf, widthOf } from '#shared/print/runs.ts'
import type { Label } from '../domain/label.ts'

/** 4 by 6 inches, in points of 1/72 inch. */
const WIDTH = 288
const HEIGHT = 432
const MARGIN = 18
const INNER = WIDTH - 2 * MARGIN
const LEADING = 1.3
const BLACK = rgb(0, 0, 0)

/**
 * A label as PDF: the tracking number as Code 128, drawn as bars so that it is sharp at any size, and
 * texts in embedded fonts, of which only the characters used are taken along.
 */
export async function labelPdf(label: Label, files: FontFiles): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.setTitle(`${label.carrier} ${label.trackingNumber}`)
  const fonts = await embedFonts(document, files, {
    texts: [...label.from, ...label.to],
    latin: 'standard',
    han: label.country === 'JP' ? 'japanese' : 'chinese',
  })
  const page = document.addPage([WIDTH, HEIGHT])
  const write = (text: string, y: number, size: number) => drawLine(page, runsOf(text, fonts), y, size)

  const writeAll = (lines: readonly string[], top: number, size: number) => {
    for (const [index, line] of lines.entries()) write(line, top - index * LEADING * size, size)
  }

  write(`${label.carrier} ${label.service}`, 398, 16)
  rule(page, 388)
  writeAll(label.from.slice(0, 5), 374, 8)
  rule(page, 324)
  writeAll(label.to, 302, 14)
  write(label.phone, 182, 10)
  rule(page, 174)
  write(label.reference, 160, 10)
  drawBarcode(page, label.trackingNumber, 48, 96)
  write(label.trackingNumber, 28, 14)
  return document.save()
}

/** A line, made smaller where it is wider than the label. */
function drawLine(page: PDFPage, runs: readonly Run[], y: number, wanted: number): void {
  const size = Math.max(4, Math.min(wanted, (wanted * INNER) / Math.max(widthOf(runs, wanted), 1)))
  let x = MARGIN
  for (const { text, font } of runs) {
    page.drawText(text, { x, y, size, font, color: BLACK })
    x += font.widthOfTextAtSize(text, size)
  }
}

const rule = (page: PDFPage, y: number): void =>
  page.drawLine({ start: { x: MARGIN, y }, end: { x: WIDTH - MARGIN, y }, thickness: 1, color: BLACK })

/** The bars fill the label's width, less the quiet zone of ten modules on either side. */
function drawBarcode(page: PDFPage, text: string, y: number, height: number): void {
  const widths = barWidths(text)
  const module = INNER / (widths.reduce((sum, width) => sum + width, 0) + 20)
  let x = MARGIN + 10 * module
  widths.forEach((width, index) => {
    if (index % 2 === 0) page.drawRectangle({ x, y, width: width * module, height, color: BLACK })
    x += width * module
  })
}

/** Widths of bar, space, bar, ... in modules. */
function barWidths(text: string): readonly number[] {
  const [symbol] = bwipjs.raw({ bcid: 'code128', text })
  if (!symbol || !('sbs' in symbol)) throw new Fault('a tracking number cannot be written as Code 128')
  return symbol.sbs
}
