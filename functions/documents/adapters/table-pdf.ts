import type { PDFPage } from '@cantoo/pdf-lib'
import type { Table } from '../domain/sheet.ts'
import type { Pen } from './pen.ts'

/** Between what, and how large, a table is drawn. */
export interface TablePlace {
  readonly left: number
  readonly right: number
  readonly size: number
}

interface Row {
  readonly table: Table
  readonly where: TablePlace
  /** `head`: the labels of the columns. */
  readonly row: readonly string[] | 'head'
}

const LEADING = 1.4
/** Between two columns, and above and below a row's text. */
const GAP = 8
const PADDING = 4.5

export const rowHeight = (pen: Pen, row: Row): number =>
  Math.max(...cellsOf(pen, row).map(({ lines }) => lines.length)) * row.where.size * LEADING + 2 * PADDING

export const headHeight = (pen: Pen, { table, where }: Omit<Row, 'row'>): number =>
  rowHeight(pen, { table, where, row: 'head' })

/** Draws a row downwards from `y`, with a line below, and gives its height. */
export function drawRow(pen: Pen, { page, y }: { page: PDFPage; y: number }, row: Row): number {
  const { left, right, size } = row.where
  const isHead = row.row === 'head'
  for (const { x, align, lines } of cellsOf(pen, row))
    for (const [index, text] of lines.entries()) {
      const base = y - PADDING - size * (1.05 + index * LEADING)
      pen.write(page, text, { x, y: base }, { size, align, soft: isHead })
    }
  const height = rowHeight(pen, row)
  pen.rule(page, { from: left, to: right, y: y - height }, isHead)
  return height
}

function cellsOf(pen: Pen, { table: { columns }, where: { left, right, size }, row }: Row) {
  let start = left
  return columns.map(({ label, width: share, align }, index) => {
    const width = share * (right - left)
    const from = start
    start += width
    const text = row === 'head' ? label : (row[index] ?? '')
    const lines = pen.wrap(text, size, width - (align === 'left' ? GAP : 0))
    return { x: align === 'left' ? from : from + width, align, lines }
  })
}
