import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { Entry } from './check.ts'
import { products } from './products.fixtures.ts'
import { readFile } from './read-file.ts'
import { type Written, writeCsv } from './write-csv.ts'
import { writeJson } from './write-json.ts'

const HEAD =
  'id,sku,name.en,price.JPY,price.USD,taxClass,kind,weightGrams,lengthMm,widthMm,heightMm,barcode,option.size'
const MEASURES = 'standard,physical,180,300,200,30'

function entriesOf(text: string, format: 'csv' | 'json' = 'csv'): Entry[] {
  const read = readFile(format, Buffer.from(text))
  if (!read.ok) throw new Error(JSON.stringify(read.faults))
  return read.entries
}

const csv = (...lines: string[]): Entry[] => entriesOf([HEAD, ...lines].join('\n'))

const faultsOf = (entries: readonly Entry[]) =>
  entries.flatMap((each) =>
    each.ok ? [] : each.faults.map(({ line, column, code }) => [line, column, code]),
  )

function refusedAsAWhole(text: string, format: 'csv' | 'json' = 'csv') {
  const read = readFile(format, Buffer.from(text))
  return read.ok ? [] : read.faults.map(({ line, column, code }) => [line, column, code].filter(Boolean))
}

describe('a line of CSV', () => {
  it('is a product, where it has no SKU; prices become minor units', () => {
    expect(csv(`book,,Genji,1980,19.90,${MEASURES},9784003510155,`)).toEqual([
      {
        ok: true,
        id: 'book',
        lines: [{ line: 2 }],
        variantLines: [],
        value: {
          name: { en: 'Genji' },
          status: 'published',
          prices: [
            { amount: 1980, currency: 'JPY' },
            { amount: 1990, currency: 'USD' },
          ],
          taxClass: 'standard',
          kind: 'physical',
          weightGrams: 180,
          lengthMm: 300,
          widthMm: 200,
          heightMm: 30,
          barcode: '9784003510155',
        },
      },
    ])
  })

  it('is a variant, where it has one; what is as in the first line is common, together or apart', () => {
    const [shirt, other] = csv(
      `shirt,S,T-shirt,2000,,${MEASURES},X-S,s`,
      `book,,Genji,1980,,${MEASURES},,`,
      `shirt,M,T-shirt,2000,,${MEASURES},X-M,m`,
      `shirt,XL,,2200,,standard,physical,200,300,200,30,X-XL,xl`,
    )
    expect(other).toMatchObject({ ok: true, id: 'book' })
    expect(shirt).toMatchObject({
      ok: true,
      lines: [
        { line: 2, sku: 'S' },
        { line: 4, sku: 'M' },
        { line: 5, sku: 'XL' },
      ],
      variantLines: [2, 4, 5],
      value: {
        prices: [{ amount: 2000, currency: 'JPY' }],
        weightGrams: 180,
        options: [
          {
            id: 'size',
            name: { en: 'size' },
            values: ['s', 'm', 'xl'].map((value) => ({ id: value, name: { en: value } })),
          },
        ],
        variants: [
          { sku: 'S', options: { size: 's' }, barcode: 'X-S' },
          { sku: 'M', options: { size: 'm' }, barcode: 'X-M' },
          {
            sku: 'XL',
            options: { size: 'xl' },
            barcode: 'X-XL',
            prices: [{ amount: 2200, currency: 'JPY' }],
            weightGrams: 200,
          },
        ],
      },
    })
  })

  it('without a SKU is what the variants have in common, and they keep what they say', () => {
    const [shirt] = csv(
      `shirt,,T-shirt,2000,,${MEASURES},,`,
      'shirt,S,,2000,,,,,,,,,s',
      'shirt,M,,,,,,,,,,,m',
    )
    expect(shirt).toMatchObject({
      value: {
        variants: [
          { sku: 'S', options: { size: 's' }, prices: [{ amount: 2000, currency: 'JPY' }] },
          { sku: 'M', options: { size: 'm' } },
        ],
      },
    })
  })

  it.each([
    ['no id', `,,Genji,1980,,${MEASURES},,`, [[2, 'id', 'missing']]],
    ['an id of other letters', `a b,,Genji,1980,,${MEASURES},,`, [[2, 'id', 'invalid_format']]],
    ['no name', `book,,,1980,,${MEASURES},,`, [[2, 'name', 'missing']]],
    ['no price', `book,,Genji,,,${MEASURES},,`, [[2, 'price', 'missing']]],
    ['a fraction of a yen', `book,,Genji,1980.5,,${MEASURES},,`, [[2, 'price.JPY', 'too_many_decimals']]],
    ['a price in words', `book,,Genji,cheap,19.9,${MEASURES},,`, [[2, 'price.JPY', 'not_a_number']]],
    ['another tax class', 'book,,Genji,1980,,none,physical,1,1,1,1,,', [[2, 'taxClass', 'invalid_value']]],
    [
      'a weight in words',
      'book,,Genji,1980,,zero,physical,heavy,1,1,1,,',
      [[2, 'weightGrams', 'not_a_number']],
    ],
    ['a negative length', 'book,,Genji,1980,,zero,physical,1,-1,1,1,,', [[2, 'lengthMm', 'too_small']]],
    ['half a gram', 'book,,Genji,1980,,zero,physical,0.5,1,1,1,,', [[2, 'weightGrams', 'invalid_type']]],
    [
      'a wrong check digit',
      `book,,Genji,1980,,${MEASURES},9784003510150,`,
      [[2, 'barcode', 'wrong_check_digit']],
    ],
    ['a size and no SKU', `book,,Genji,1980,,${MEASURES},,m`, [[2, 'sku', 'missing']]],
    ['too few cells', 'book,,Genji', [[2, undefined, 'wrong_number_of_cells']]],
    ['broken quotes', `book,"A" B,Genji,1980,,${MEASURES},,`, [[2, undefined, 'broken_quotes']]],
  ])('is refused with %s, and no other', (_, line, faults) => {
    const entries = csv(line, `good,,Good,1,,${MEASURES},,`)
    expect(faultsOf(entries)).toEqual(faults)
    expect(entries[1]).toMatchObject({ ok: true, id: 'good', lines: [{ line: 3 }] })
  })

  it('says all that is wrong with it, what was given, and what is allowed', () => {
    const [book] = csv('book,,Genji,1980.5,19.999,none,physical,heavy,1,1,1,,')
    expect(book).toMatchObject({
      faults: [
        { column: 'price.JPY', given: '1980.5', detail: 'JPY has no decimals; this has 1.' },
        { column: 'price.USD', given: '19.999', detail: 'USD has at most 2 decimals; this has 3.' },
        { column: 'weightGrams', given: 'heavy' },
        { column: 'taxClass', given: 'none', detail: 'One of: "standard", "reduced", "zero".' },
      ],
    })
  })
})

describe('lines of one product', () => {
  it('must not say two things of it', () => {
    const [shirt] = csv(`shirt,S,T-shirt,2000,,${MEASURES},,s`, `shirt,M,Sweater,2000,,${MEASURES},,m`)
    expect(shirt).toMatchObject({
      ok: false,
      faults: [
        {
          line: 3,
          column: 'name.en',
          code: 'differs',
          given: 'Sweater',
          detail: expect.stringContaining('Line 2'),
        },
      ],
    })
  })

  it('have one without a SKU at most', () => {
    expect(faultsOf(csv(`a,,A,1,,${MEASURES},,`, `a,,A,1,,${MEASURES},,`))).toEqual([
      [3, 'sku', 'duplicate_line'],
    ])
  })

  it('are refused together where one cannot be read: no variant is lost unseen', () => {
    const [shirt] = csv(`shirt,S,T-shirt,2000,,${MEASURES},,s`, 'shirt,M,T-shirt')
    expect(shirt).toMatchObject({ ok: false, id: 'shirt', lines: [{ line: 2, sku: 'S' }, { line: 3 }] })
  })

  it('name the line of the variant that is wrong', () => {
    const entries = csv(
      `shirt,,T-shirt,2000,,${MEASURES},,`,
      'shirt,S,,,,,,,,,,4901234567890,s',
      'shirt,M,,10.5,,,,,,,,,m',
      'shirt,L,,,,,,,,,,,',
      'shirt,S,,,,,,,,,,,xl',
    )
    expect(faultsOf(entries)).toEqual([
      [4, 'price.JPY', 'too_many_decimals'],
      [6, 'sku', 'duplicate_sku'],
      [3, 'barcode', 'wrong_check_digit'],
      [5, 'option.size', 'options_mismatch'],
    ])
  })
})

test('an id, a SKU and a barcode are of one product of a file: the first keeps them', () => {
  const entries = csv(
    `shirt,S,T-shirt,2000,,${MEASURES},X-1,s`,
    `S,,Book,1,,${MEASURES},,`,
    `third,,Third,1,,${MEASURES},X-1,`,
  )
  expect(faultsOf(entries)).toEqual([
    [3, 'id', 'duplicate_sku'],
    [4, 'barcode', 'duplicate_barcode'],
  ])
  expect(entries[0]).toMatchObject({ ok: true })
})

describe('a file is refused as a whole', () => {
  it.each([
    ['without a line', '', [[1, 'empty']]],
    ['without a product', HEAD, [[1, 'empty']]],
    ['of other things', 'Dear Sir,\nplease find enclosed', [[1, 'not_csv']]],
    [
      'without a column that all need',
      'id,name.en,price.JPY,kind,weightGrams,lengthMm,widthMm\na,b,1,c,1,1,1',
      [
        [1, 'taxClass', 'missing_column'],
        [1, 'heightMm', 'missing_column'],
      ],
    ],
    [
      'with a column that nobody knows',
      `${HEAD},prise.JPY\n${','.repeat(13)}1`,
      [[1, 'prise.JPY', 'unknown_column']],
    ],
    ['with a column twice', `${HEAD},id\n${','.repeat(13)}1`, [[1, 'id', 'duplicate_column']]],
    [
      'with 50,001 lines',
      `${HEAD}\n${`book,,Genji,1980,,${MEASURES},,\n`.repeat(50_001)}`,
      [[50_001, 'too_many_lines']],
    ],
  ])('%s', (_, text, faults) => {
    expect(refusedAsAWhole(text)).toEqual(faults)
  })

  it.each([
    ['a list that has no end', '[{"id": "a"}', [[1, 'not_json']]],
    ['nothing', ' \n', [[1, 'empty']]],
    ['an empty list', '[]', [[1, 'empty']]],
  ])('of JSON with %s', (_, text, faults) => {
    expect(refusedAsAWhole(text, 'json')).toEqual(faults)
  })
})

test('a column without a name and without content is overlooked, as spreadsheets leave them', () => {
  expect(entriesOf(`${HEAD},,\nbook,,Genji,1980,,${MEASURES},,,,`)).toMatchObject([{ ok: true }])
})

test('CSV with semicolons or tabs is read too', () => {
  for (const delimiter of [';', '\t']) {
    const text = [HEAD, `book,,Genji,1980,19.90,${MEASURES},,`].join('\n').replaceAll(',', delimiter)
    expect(entriesOf(text)).toMatchObject([{ ok: true, id: 'book' }])
  }
})

describe('JSON', () => {
  const body = {
    name: { en: 'Genji' },
    prices: [{ amount: 1980, currency: 'JPY' }],
    taxClass: 'standard',
    kind: 'physical',
    weightGrams: 1,
    lengthMm: 1,
    widthMm: 1,
    heightMm: 1,
  }

  it('is a list, or one product in each line', () => {
    const all = [
      { id: 'a', ...body },
      { id: 'b', ...body },
    ]
    const expected = [
      { ok: true, id: 'a', lines: [{ line: 1 }] },
      { ok: true, id: 'b', lines: [{ line: 2 }] },
    ]
    expect(entriesOf(JSON.stringify(all, null, 2), 'json')).toMatchObject(expected)
    expect(entriesOf(all.map((one) => JSON.stringify(one)).join('\n'), 'json')).toMatchObject(expected)
  })

  it('is refused line by line, with pointers', () => {
    const lines = [
      JSON.stringify({ id: 'a', ...body, prices: [{ amount: 1.5, currency: 'JPY' }] }),
      '{"id": "b"',
      '"c"',
      JSON.stringify({ id: 'd', ...body, colour: 'red' }),
      JSON.stringify({ id: 'e', ...body }),
      JSON.stringify({ id: 'e', ...body }),
    ]
    const entries = entriesOf(lines.join('\n'), 'json')
    expect(faultsOf(entries)).toEqual([
      [1, '/prices/0/amount', 'too_many_decimals'],
      [2, undefined, 'not_json'],
      [3, undefined, 'not_json'],
      [4, '/colour', 'unknown_field'],
      [6, '/id', 'duplicate_id'],
      [6, '/id', 'duplicate_sku'],
    ])
    expect(entries[4]).toMatchObject({ ok: true, id: 'e' })
  })
})

describe('whatever a file has in it, it comes to a report', () => {
  const reads = (format: 'csv' | 'json', bytes: Uint8Array) => {
    const read = readFile(format, bytes)
    expect(read.ok ? read.entries.length : read.faults.length).toBeGreaterThan(0)
  }

  it('of bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom('csv', 'json'), fc.uint8Array({ maxLength: 200 }), (format, bytes) =>
        reads(format, bytes),
      ),
    )
  })

  it('of cells', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('__proto__', '[]', '|', '1e9', '-1', '\\', '"', 'a|b', '9'.repeat(400)),
    )
    const columns = `${HEAD},option.size.values,option.size.values.en,attribute.a,attribute.a.values.en,media,media.alt.en,models,sustainability.materials.en,sustainability.materials.percent,price.JPY.2,priceFrom.JPY.2,attributes,options`
    const row = fc.array(cell, { minLength: 26, maxLength: 26 })
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) =>
        reads('csv', Buffer.from([columns, ...rows.map((cells) => cells.join(','))].join('\n'))),
      ),
      { numRuns: 300 },
    )
  })

  it('of JSON', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (list) => reads('json', Buffer.from(JSON.stringify(list)))),
    )
  })

  it.each([
    [
      'a product that is nested without end',
      `[{"id":"a","name":${'['.repeat(50_000)}${']'.repeat(50_000)}}]`,
    ],
    ['a product of a million variants', `[{"id":"a","variants":[${'1,'.repeat(1_000_000)}1]}]`],
    [
      'fields without a name',
      `[{${Array.from({ length: 5_000 }, (_, n) => `"${'x'.repeat(200)}${n}":1`).join()}}]`,
    ],
  ])('of %s', (_, text) => {
    const [one] = entriesOf(text, 'json')
    expect(one?.ok).toBe(false)
    expect(JSON.stringify(one).length).toBeLessThan(50_000)
  })

  it('of more columns than there can be', () => {
    expect(refusedAsAWhole(`id,${'x,'.repeat(100_000)}x\n`)).toEqual([
      [1, 'too_many_columns'],
      [1, 'empty'],
    ])
  })
})

describe('what is exported imports again as the same', () => {
  const back = (entries: readonly Entry[]): Written[] =>
    entries.map((each) => {
      if (!each.ok) throw new Error(JSON.stringify(each.faults))
      return { id: each.id, product: inOneOrder(each.value) }
    })

  it.each(['csv', 'json'] as const)('by %s, whatever the products are', (format) => {
    fc.assert(
      fc.property(products, (all) => {
        const text = format === 'csv' ? writeCsv(all) : writeJson(all)
        const expected = all.map(({ id, product }) => ({ id, product: inOneOrder(product) }))
        expect(back(entriesOf(text, format))).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})

/** The order of prices says nothing. */
function inOneOrder<
  T extends { prices?: Written['product']['prices'] | undefined; variants?: readonly object[] | undefined },
>(of: T): T {
  const sorted = of.prices?.toSorted((a, b) => key(a).localeCompare(key(b)))
  const variants = of.variants?.map(inOneOrder)
  return { ...of, ...(sorted ? { prices: sorted } : {}), ...(variants ? { variants } : {}) }
}
const key = ({ currency, from = '' }: Written['product']['prices'][number]): string => `${currency} ${from}`
