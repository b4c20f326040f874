import { PDFDocument, type PDFPage } from '@cantoo/pdf-lib'
import { embedFonts, type FontFiles } from '#shared/print/fonts.ts'
import { type Sheet, type Table, textsOf } from '../domain/sheet.ts'
import { makePen, type Pen } from './pen.ts'
import { drawRow, headHeight, rowHeight, type TablePlace } from './table-pdf.ts'

/** A4 in points of 1/72 inch: ISO 216. */
const A4: [number, number] = [595.28, 841.89]
const LEFT = 56
const RIGHT = A4[0] - 56
const TOP = A4[1] - 64
const BOTTOM = 72
const MIDDLE = LEFT + (RIGHT - LEFT) * 0.54

/** Where the next thing is drawn: on the last page, downwards from `y`. */
interface Place {
  page: PDFPage
  y: number
}

/** A sheet as PDF: title and facts, who and who, the table over as many pages as it needs, and what it comes to. */
export async function sheetPdf(sheet: Sheet, files: FontFiles): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  describe(document, sheet)
  const han = sheet.language === 'zh-Hans' ? 'chinese' : 'japanese'
  const pen = makePen(
    await embedFonts(document, files, { texts: textsOf(sheet), han, latin: 'embedded' }),
    sheet.language,
  )
  const place = { page: document.addPage(A4), y: TOP }
  const turn = () => Object.assign(place, { page: document.addPage(A4), y: TOP })
  drawHead(pen, place, sheet)
  drawParties(pen, place, sheet)
  drawTable(pen, place, sheet.table, turn)
  drawEnd(pen, place, sheet, turn)
  drawFeet(pen, document.getPages(), sheet)
  return document.save()
}

/** With the times of what it says: so that printing it again gives the same bytes. */
function describe(document: PDFDocument, { title, footer, at, language }: Sheet): void {
  document.setTitle(`${title} ${footer}`, { showInWindowTitleBar: true })
  document.setLanguage(language)
  document.setProducer('Cartwright')
  document.setCreator('Cartwright')
  document.setCreationDate(new Date(at))
  document.setModificationDate(new Date(at))
}

function drawHead(pen: Pen, place: Place, { title, facts }: Sheet): void {
  pen.write(place.page, title, { x: LEFT, y: place.y - 14 }, { size: 22, strong: true })
  for (const { label, value } of facts) {
    pen.write(place.page, label, { x: MIDDLE, y: place.y - 9 }, { size: 9, soft: true })
    pen.write(place.page, value, { x: RIGHT, y: place.y - 9 }, { size: 9, align: 'right' })
    place.y -= 15
  }
  place.y = Math.min(place.y, TOP - 45) - 14
}

function drawParties(pen: Pen, place: Place, { parties }: Sheet): void {
  const columns = [LEFT, MIDDLE]
  const ends = parties.map(({ label, lines }, index) => {
    const x = columns[index] ?? LEFT
    const within = index === 0 ? MIDDLE - LEFT - 24 : RIGHT - MIDDLE
    let y = place.y - 9
    pen.write(place.page, label, { x, y }, { size: 8, soft: true })
    for (const [row, line] of lines.entries()) {
      const size = row === 0 ? 11 : 9
      for (const text of pen.wrap(line, size, within)) {
        y -= row === 0 ? 16 : 13.5
        pen.write(place.page, text, { x, y }, { size, strong: row === 0 })
      }
    }
    return y
  })
  place.y = Math.min(...ends) - 30
}

/** The head of a table stands on each of its pages again; a table without rows, as of a mere amount, is left out. */
function drawTable(pen: Pen, place: Place, table: Table, turn: () => Place): void {
  if (table.rows.length === 0) return
  const where: TablePlace = { left: LEFT, right: RIGHT, size: 9 }
  const drawHeadRow = () => {
    place.y -= drawRow(pen, place, { table, where, row: 'head' })
  }
  drawHeadRow()
  for (const row of table.rows) {
    if (place.y - rowHeight(pen, { table, where, row }) < BOTTOM) {
      turn()
      drawHeadRow()
    }
    place.y -= drawRow(pen, place, { table, where, row })
  }
}

/** Totals on the right, their tax on the left: kept together, on a new page where this has no room for them. */
function drawEnd(pen: Pen, place: Place, { totals, breakdown, notes }: Sheet, turn: () => Place): void {
  const where: TablePlace = { left: LEFT, right: MIDDLE - 24, size: 8 }
  const ofBreakdown = breakdown
    ? breakdown.rows.reduce(
        (sum, row) => sum + rowHeight(pen, { table: breakdown, where, row }),
        headHeight(pen, { table: breakdown, where }),
      )
    : 0
  const needed = Math.max(ofBreakdown + notes.length * 13, totals.length * 18) + 24
  if (place.y - needed < BOTTOM) turn()
  place.y -= 14
  const top = place.y
  drawTotals(pen, place, totals)
  const left = { page: place.page, y: top }
  if (breakdown)
    for (const row of ['head' as const, ...breakdown.rows])
      left.y -= drawRow(pen, left, { table: breakdown, where, row })
  for (const note of notes) {
    left.y -= 14
    pen.write(left.page, note, { x: LEFT, y: left.y }, { size: 8, soft: true })
  }
}

function drawTotals(pen: Pen, place: Place, totals: Sheet['totals']): void {
  for (const { label, value, strong = false } of totals) {
    const size = strong ? 12 : 9
    if (strong) {
      pen.rule(place.page, { from: MIDDLE, to: RIGHT, y: place.y - 8 }, true)
      place.y -= 12
    }
    place.y -= strong ? 16 : 14
    pen.write(place.page, label, { x: MIDDLE, y: place.y }, { size, strong, soft: !strong })
    pen.write(place.page, value, { x: RIGHT, y: place.y }, { size, strong, align: 'right' })
    if (strong) place.y -= 8
  }
}

function drawFeet(pen: Pen, pages: readonly PDFPage[], { footer, pageOf }: Sheet): void {
  for (const [index, page] of pages.entries()) {
    pen.rule(page, { from: LEFT, to: RIGHT, y: 52 })
    pen.write(page, footer, { x: LEFT, y: 38 }, { size: 8, soft: true })
    const count = pageOf(index + 1, pages.length)
    pen.write(page, count, { x: RIGHT, y: 38 }, { size: 8, soft: true, align: 'right' })
  }
}
