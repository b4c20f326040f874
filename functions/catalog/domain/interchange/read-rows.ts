import { cellsOf, compact } from './cells.ts'
import type { Draft } from './draft.ts'
import { quoted, type RowFault } from './faults.ts'
import { type Head, headOf } from './head.ts'
import { productFacts, sharedFacts, traitsOf, variantOf } from './read-facts.ts'
import type { BrokenRow, Row, Sheet } from './sheet.ts'

type Line = { readonly line: number; readonly row?: Row; readonly broken?: BrokenRow }

/**
 * The products of a sheet, in the order in which they first appear; lines of one product stand together or apart.
 * A line with a SKU is a variant. A line without one is what variants have in common, or a product that has none;
 * where it is missing, the first line of the product is that too.
 */
export function draftsOf({ columns, rows, broken }: Sheet): Draft[] {
  const head = headOf(columns)
  const lines: (Line & { readonly id: string })[] = [
    ...rows.map((row) => ({ id: row.get('id'), line: row.line, row })),
    ...broken.map((fault) => ({ id: fault.id ?? '', line: fault.line, broken: fault })),
  ]
  lines.sort((a, b) => a.line - b.line)
  // What has no id is a product by itself: it is refused alone.
  const groups = Map.groupBy(lines, ({ id, line }) => id || line)
  return [...groups.values()].map((group) => draftOf(group[0]?.id ?? '', group, head))
}

function draftOf(id: string, lines: readonly Line[], head: Head): Draft {
  const faults: RowFault[] = lines.flatMap(({ broken }) => {
    if (!broken) return []
    const { id: _, ...fault } = broken
    return [fault]
  })
  const rows = lines.flatMap(({ row }) => row ?? [])
  const variants = rows.filter(isVariant)
  return {
    id,
    lines: lines.map(({ line, row }) => ({
      line,
      ...(row && isVariant(row) ? { sku: row.get('sku') } : {}),
    })),
    variantLines: variants.map(({ line }) => line),
    value: bodyOf(rows, head, faults),
    faults,
  }
}

const isVariant = (row: Row): boolean => row.get('sku') !== ''

function bodyOf(rows: readonly Row[], head: Head, faults: RowFault[]): Record<string, unknown> {
  const [own, ...others] = rows.filter((row) => !isVariant(row))
  faults.push(...others.map(({ line }) => secondLine(line, own)), ...(own ? choicesOf(own, head) : []))
  const variantRows = rows.filter(isVariant)
  const product = cellsOf(commonRow(own ? [own, ...variantRows] : variantRows, head, faults), head, faults)
  const variants = variantRows.map((row) => cellsOf(row, head, faults))
  const facts = variants.map((cells) => sharedFacts(cells, head))
  const ownCells = own && cellsOf(own, head, faults)
  const shared = ownCells ? sharedFacts(ownCells, head) : facts[0]
  return compact({
    ...productFacts(product, head),
    ...shared,
    barcode: ownCells?.text('barcode'),
    attributes: traitsOf('attribute', product, head, []),
    options: traitsOf('option', product, head, variants),
    variants:
      variants.length > 0
        ? variants.map((cells, place) =>
            variantOf(cells, head, facts[place] ?? {}, own ? {} : (shared ?? {})),
          )
        : undefined,
  })
}

const secondLine = (line: number, own: Row | undefined): RowFault => ({
  line,
  column: 'sku',
  code: 'duplicate_line',
  detail: `Line ${own?.line} is this product already. A further line of it has the SKU of a variant.`,
})

/** A value of an option says which variant it is: without its SKU it is none. */
const choicesOf = (own: Row, head: Head): RowFault[] =>
  head
    .traits('option')
    .filter((option) => own.get(`option.${option}`) !== '')
    .map((option) => ({
      line: own.line,
      column: 'sku',
      code: 'missing',
      detail: `The line has a value of the option ${option}, so it is a variant: give its SKU.`,
    }))

/** Columns of which each variant may say something else. */
const OF_A_VARIANT =
  /^(?:id|sku|barcode|weightGrams|lengthMm|widthMm|heightMm|packing|models|(?:download|media|price|compareAt|priceFrom|priceUntil)\b.*|option\.[^.]+)$/

/** A line of the cells that are the product's: the first that is filled; another must not say otherwise. */
function commonRow(rows: readonly Row[], head: Head, faults: RowFault[]): Row {
  const first = rows[0]
  const found = (column: string): Row | undefined => rows.find((row) => row.get(column) !== '')
  if (rows.length > 1)
    for (const column of head.columns)
      if (!OF_A_VARIANT.test(column)) faults.push(...differing(rows, column, found(column)))
  return {
    line: first?.line ?? 0,
    lineOf: (column) => found(column)?.line ?? first?.line ?? 0,
    get: (column) => found(column)?.get(column) ?? '',
    raw: (column) => found(column)?.raw(column) ?? '',
  }
}

const differing = (rows: readonly Row[], column: string, said: Row | undefined): RowFault[] =>
  rows.flatMap((row) => {
    const given = quoted(row.get(column))
    if (!said || !given || row.get(column) === said.get(column)) return []
    const detail = `Line ${said.line} of this product says ${quoted(said.get(column))}. Say the same, or leave it empty.`
    return [{ line: row.line, column, code: 'differs', given, detail }]
  })
