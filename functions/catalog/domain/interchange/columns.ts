/**
 * The columns of a file of products. A dot leads to what there are several of: `name.en`, `price.JPY`.
 * A second price in a currency, for other dates, is `price.JPY.2`.
 */
const LANGUAGE = '[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*'
const TRAIT = '[a-z][a-z0-9_]{0,39}'

/** In the order in which they are written, each as a pattern of names. */
const COLUMNS: readonly RegExp[] = [
  'id',
  'sku',
  'status',
  'publishAt',
  `name\\.${LANGUAGE}`,
  `description\\.${LANGUAGE}`,
  'categories',
  'options',
  `option\\.${TRAIT}(?:\\.values(?:\\.${LANGUAGE})?|\\.name\\.${LANGUAGE})?`,
  '(?:price|compareAt|priceFrom|priceUntil)\\.[A-Z]{3}(?:\\.[1-9][0-9]?)?',
  'taxClass',
  'kind',
  'giftCard',
  'barcode',
  'weightGrams',
  'lengthMm',
  'widthMm',
  'heightMm',
  'packing',
  'download\\.(?:url|fileName)',
  `media(?:\\.alt\\.${LANGUAGE})?`,
  'models',
  'attributes',
  `attribute\\.${TRAIT}(?:\\.values\\.${LANGUAGE}|\\.name\\.${LANGUAGE})?`,
  'related',
  `sustainability\\.(?:origin|certificates|recycledPercent|materials\\.(?:percent|${LANGUAGE})|packaging\\.${LANGUAGE})`,
].map((pattern) => new RegExp(`^${pattern}$`))

/** What a file must have columns for, each with one that would do. */
const NEEDED: readonly (readonly [column: string, found: RegExp])[] = [
  ['id', /^id$/],
  ['name.en', /^name\./],
  ['price.JPY', /^price\./],
  ['taxClass', /^taxClass$/],
  ['kind', /^kind$/],
  ['weightGrams', /^weightGrams$/],
  ['lengthMm', /^lengthMm$/],
  ['widthMm', /^widthMm$/],
  ['heightMm', /^heightMm$/],
]

const placeOf = (column: string): number => COLUMNS.findIndex((pattern) => pattern.test(column))

export const isColumn = (name: string): boolean => placeOf(name) >= 0

/** Examples of the columns that a product cannot be without, and that are not there. */
export const missingColumns = (columns: readonly string[]): string[] =>
  NEEDED.filter(([, found]) => !columns.some((column) => found.test(column))).map(([example]) => example)

/** The columns as they are written: in the order above, those of a kind as they came. */
export function inOrder(columns: Iterable<string>): string[] {
  return [...new Set(columns)]
    .map((column) => ({ column, place: placeOf(column) }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ column }) => column)
}

export const ALWAYS_WRITTEN = [
  'id',
  'sku',
  'status',
  'taxClass',
  'kind',
  'weightGrams',
  'lengthMm',
  'widthMm',
  'heightMm',
]

/** The column of a price's amount, or of what belongs to it; `rank` counts the prices in its currency from 1. */
export const priceColumn = (field: string, currency: string, rank: number): string =>
  `${PRICE_COLUMNS[field] ?? 'price'}.${currency}${rank > 1 ? `.${rank}` : ''}`

const PRICE_COLUMNS: Readonly<Record<string, string>> = {
  amount: 'price',
  compareAt: 'compareAt',
  from: 'priceFrom',
  until: 'priceUntil',
}
