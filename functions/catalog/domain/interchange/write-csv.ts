import { csvRecord } from '#shared/csv.ts'
import type { ProductId } from '#shared/ids.ts'
import type { Texts } from '#shared/texts.ts'
import type { Product, Trait } from '../../contract/types.ts'
import { ALWAYS_WRITTEN, inOrder, priceColumn } from './columns.ts'
import { toDecimal } from './decimals.ts'
import { toCell } from './lists.ts'

/** A product as it is written to a file. */
export interface Written {
  readonly id: ProductId
  readonly product: Product
}

/** One line of a file: what stands in its columns. */
type Line = ReadonlyMap<string, string | number>
type Cell = readonly [column: string, value: string | number | undefined]

/** Products as CSV that is read again as the same: one line for what is of the product, and one for each variant. */
export function writeCsv(products: readonly Written[]): string {
  const lines = products.flatMap(linesOf)
  const columns = inOrder([...ALWAYS_WRITTEN, ...lines.flatMap((line) => [...line.keys()])])
  const records = lines.map((line) => csvRecord(columns.map((column) => line.get(column))))
  return [csvRecord(columns), ...records].join('')
}

function linesOf({ id, product }: Written): Line[] {
  const { variants = [] } = product
  return [
    lineOf([['id', id], ...productCells(product), ...sharedCells(product)]),
    ...variants.map((variant) =>
      lineOf([
        ['id', id],
        ['sku', variant.sku],
        ...Object.entries(variant.options).map(([option, value]): Cell => [`option.${option}`, value]),
        ...sharedCells(variant),
      ]),
    ),
  ]
}

const lineOf = (cells: readonly Cell[]): Line =>
  new Map(cells.flatMap(([column, value]) => (value === undefined ? [] : [[column, value] as const])))

function productCells(product: Product): Cell[] {
  const { attributes, options, sustainability: facts } = product
  const column = 'sustainability'
  return [
    ['status', product.status],
    ['publishAt', product.publishAt],
    ...textCells('name', product.name),
    ...textCells('description', product.description),
    ['categories', listCell(product.categories)],
    ['taxClass', product.taxClass],
    ['kind', product.kind],
    ['giftCard', product.giftCard === undefined ? undefined : String(product.giftCard)],
    ['related', listCell(product.related)],
    ['attributes', listCell(attributes?.map(({ id }) => id))],
    ...(attributes ?? []).flatMap((trait) => traitCells('attribute', trait)),
    ['options', listCell(options?.map(({ id }) => id))],
    ...(options ?? []).flatMap((trait) => traitCells('option', trait)),
    [`${column}.origin`, facts?.origin],
    [`${column}.certificates`, listCell(facts?.certificates)],
    [`${column}.recycledPercent`, facts?.recycledPercent],
    ...textCells(`${column}.packaging`, facts?.packaging),
    ...textListCells(
      `${column}.materials`,
      (facts?.materials ?? []).map(({ name }) => name),
    ),
    [`${column}.materials.percent`, percentCell(facts?.materials)],
  ]
}

type Shared = Omit<NonNullable<Product['variants']>[number], 'sku' | 'options'>

/** What a product and a variant can both say. */
function sharedCells(of: Shared): Cell[] {
  const { media } = of
  return [
    ...priceCells(of.prices ?? []),
    ['barcode', of.barcode],
    ['weightGrams', of.weightGrams],
    ['lengthMm', of.lengthMm],
    ['widthMm', of.widthMm],
    ['heightMm', of.heightMm],
    ['packing', listCell(of.packing)],
    ['download.url', of.download?.url],
    ['download.fileName', of.download?.fileName],
    ['media', listCell(media?.map(({ mediaId }) => mediaId))],
    ...textListCells(
      'media.alt',
      (media ?? []).map(({ alt }) => alt ?? {}),
    ),
    ['models', listCell(of.models?.map(({ format, mediaId }) => `${format}:${mediaId}`))],
  ]
}

function priceCells(prices: Product['prices']): Cell[] {
  const ranks = new Map<string, number>()
  return prices.flatMap(({ amount, currency, compareAt, from, until }): Cell[] => {
    const rank = (ranks.get(currency) ?? 0) + 1
    ranks.set(currency, rank)
    const column = (field: string) => priceColumn(field, currency, rank)
    return [
      [column('amount'), toDecimal(amount, currency)],
      [column('compareAt'), compareAt === undefined ? undefined : toDecimal(compareAt, currency)],
      [column('from'), from],
      [column('until'), until],
    ]
  })
}

function traitCells(kind: 'attribute' | 'option', { id, name, values }: Trait): Cell[] {
  const column = `${kind}.${id}`
  return [
    ...textCells(`${column}.name`, name),
    [kind === 'option' ? `${column}.values` : column, toCell(values.map((value) => value.id))],
    ...textListCells(
      `${column}.values`,
      values.map((value) => value.name),
    ),
  ]
}

const textCells = (column: string, texts: Texts | undefined): Cell[] =>
  Object.entries(texts ?? {}).map(([language, text]) => [`${column}.${language}`, text])

/** One column for each language, with the texts of all values in it. */
function textListCells(column: string, values: readonly Texts[]): Cell[] {
  const languages = new Set(values.flatMap((texts) => Object.keys(texts)))
  return [...languages].map((language) => [
    `${column}.${language}`,
    toCell(values.map((texts) => texts[language] ?? '')),
  ])
}

const listCell = (values: readonly string[] | undefined): string | undefined => values && toCell(values)

/** Also says that there are materials, where there is no name of one to say it. */
function percentCell(materials: readonly { percent?: number | undefined }[] | undefined): string | undefined {
  const isSaid = materials?.length === 0 || materials?.some(({ percent }) => percent !== undefined)
  return materials && isSaid ? toCell(materials.map(({ percent }) => String(percent ?? ''))) : undefined
}
