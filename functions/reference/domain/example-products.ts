const name = { en: 'A book', ja: '本' }
const cover = {
  id: 'cover',
  name: { en: 'Cover', ja: '装丁' },
  values: [{ id: 'hardcover', name: { en: 'Hardcover', ja: 'ハードカバー' } }],
}
const variants = [{ sku: 'BOOK-1', options: { cover: 'hardcover' }, barcode: '9784003510155' }]
const media = [{ mediaId: 'med_01kagrvw8e5c9t3m6z0x4n7q2b', alt: { en: 'The cover', ja: '表紙' } }]
const fields = {
  name,
  description: { en: 'A tale of love at court.', ja: '宮廷の恋の物語。' },
  publishAt: '2026-12-01T00:00:00Z',
  categories: ['books'],
  attributes: [
    {
      id: 'material',
      name: { en: 'Material', ja: '素材' },
      values: [{ id: 'paper', name: { en: 'Paper', ja: '紙' } }],
    },
  ],
  options: [cover],
  related: ['BOOK-2'],
  prices: [{ amount: 1980, currency: 'JPY', compareAt: 2200 }],
  media,
  models: [],
  'sustainability.materials': [{ name: { en: 'Paper', ja: '紙' }, percent: 100 }],
  'sustainability.origin': 'JP',
  'sustainability.packaging': { en: 'A paper bag', ja: '紙袋' },
  packing: ['fragile'],
  kind: 'physical',
  giftCard: false,
}
const written = { ...fields, variants }
const read = { ...fields, 'variants.name': { en: 'A book, Hardcover', ja: '本, ハードカバー' } }
const under = (operation: string, fields: object): [string, unknown][] =>
  Object.entries(fields).map(([name, value]) => [`${operation}.${name}`, value])

const card = {
  id: 'BOOK-1',
  name,
  mediaId: media[0]?.mediaId,
  'price.from.amount': 1980,
  'price.to.amount': 1980,
  'price.compareAt.amount': 2200,
  'availability.status': 'low_stock',
  'availability.left': 3,
  'availability.shipsInDays': { earliest: 1, latest: 2 },
  options: ['cover'],
}

/** Of each operation that takes or answers a product: what is not as in the others by its name alone. */
export const PRODUCT_EXAMPLES: Readonly<Record<string, unknown>> = Object.fromEntries([
  ...under('putProduct', written),
  ...['getProduct', 'getCatalogProduct', 'listCatalogProducts.items'].flatMap((operation) =>
    under(operation, read),
  ),
  ...['searchProducts.items', 'listProducts.items'].flatMap((operation) => under(operation, card)),
  ...under('searchProducts', {
    total: 1,
    'facets.id': 'cover',
    'facets.name': cover.name,
    'facets.values': [{ ...cover.values[0], count: 1 }],
    'priceRange.min.amount': 1980,
    'priceRange.max.amount': 1980,
  }),
  ...under('suggest', { 'items.kind': 'product', 'items.id': 'BOOK-1', 'items.text': 'A book' }),
  ...['putSynonyms', 'getSynonyms'].flatMap((operation) =>
    under(operation, { synonyms: { en: [['sofa', 'couch']], ja: [['ソファ', '長椅子']] } }),
  ),
  ...['putCategory', 'getCategory', 'removeCategory', 'listCategories.items'].flatMap((operation) =>
    under(operation, { id: 'books', name: { en: 'Books', ja: '本' }, parent: 'media', position: 1 }),
  ),
  ...under('requestImport', {
    rows: 0,
    done: 0,
    refused: 0,
    'upload.url': 'https://files.example',
    'upload.fields': { key: 'imports/imp_01kagrvw8e5c9t3m6z0x4n7q2b/file', policy: 'eyJleHBpcmF0aW9uIjoi' },
  }),
  ...under('startImport', { status: 'running', rows: 0, done: 0, refused: 0 }),
  ...['readImport', 'listImports.items'].flatMap((operation) =>
    under(operation, { status: 'running', rows: 10_000, done: 4_170, refused: 30 }),
  ),
  ...under('readImportReport', {
    items: [
      { line: 2, productId: 'BOOK-1', result: 'done' },
      {
        line: 3,
        productId: 'BOOK-2',
        result: 'refused',
        faults: [
          {
            column: 'price.JPY',
            code: 'too_many_decimals',
            given: '19.80',
            detail: 'JPY has no decimals; this has 2.',
          },
        ],
      },
    ],
  }),
  ...under('requestExport', { products: 0 }),
  ...under('readExport', {
    status: 'done',
    products: 10_000,
    'download.url': 'https://files.example/exports/products.csv',
  }),
])
