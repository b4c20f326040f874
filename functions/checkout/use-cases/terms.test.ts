import { beforeEach, describe, expect, it } from 'vitest'
import { SYSTEM } from '#shared/actor.ts'
import { makeTestPersonal } from '#shared/testing-personal.ts'
import { quoteRequest } from '../contract/operations.ts'
import { sealedQuote } from '../contract/sealed-quote.ts'
import { exchangeRatesBody, taxTableBody, taxTableId } from '../contract/terms.ts'
import { makeListExchangeRates, makeSetExchangeRates } from './exchange-rates.ts'
import { makeListTaxTables, makePutTaxTable, makeReadTaxTable, makeRemoveTaxTable } from './tax-tables.ts'
import { ids, makeCheckout, NOW, published, ratesOf, seal } from './testing.ts'

const CAUSE = { correlationId: 'r', causationId: 'r', actor: SYSTEM }
const TABLE = taxTableId.parse('own')

let checkout: ReturnType<typeof makeCheckout>
beforeEach(async () => {
  checkout = makeCheckout()
  await checkout.copyRates(ratesOf('TYO'))
  await checkout.copyProduct(published('BOOK'))
})

const deps = () => ({
  store: checkout.store,
  clock: { now: () => NOW },
  ids,
  personal: makeTestPersonal(),
})
const put = (body: object, ifMatch?: number) =>
  makePutTaxTable(deps())({ id: TABLE, body: taxTableBody.parse(body), ifMatch }, CAUSE)
const setRates = (body: object) => makeSetExchangeRates(deps())(exchangeRatesBody.parse(body), CAUSE)

async function quoted(changes: object) {
  const result = await checkout.quote(
    quoteRequest.parse({
      lines: [{ sku: 'BOOK', quantity: 1 }],
      destination: { country: 'US', region: 'NY' },
      currency: 'EUR',
      locale: 'en',
      ...changes,
    }),
  )
  if (!result.ok) throw new Error(`${result.code}: ${result.detail}`)
  return result.value
}

const CSV = [
  'country,region,from,name,mode,standard,reduced',
  'US,NY,2026-01-01,NY sales tax,exclusive,0.04,',
  'US,NY,2026-01-01,New York City,exclusive,0.045,0.045',
  'BR,SP,2026-01-01,ICMS,inclusive,0.18,0.12',
].join('\r\n')

describe('a tax table', () => {
  it('is what a quote goes by, from the next one on', async () => {
    expect((await quoted({})).taxLines).toMatchObject([{ name: 'No tax collected', amount: { amount: 0 } }])
    expect(await put({ csv: CSV })).toMatchObject({
      ok: true,
      value: { created: true, table: { version: 1 } },
    })
    const { lines, taxLines, totals } = await quoted({})
    expect(taxLines.map(({ name, rate, amount }) => [name, rate, amount.amount])).toEqual([
      ['NY sales tax', '0.04', 72],
      ['New York City', '0.045', 81],
    ])
    expect([lines[0]?.tax.amount, lines[0]?.total.amount, totals.tax.amount]).toEqual([153, 1_953, 153])
  })

  it('is replaced by who has seen it, and read again by who quotes', async () => {
    await put({ csv: CSV })
    await quoted({})
    const row = { country: 'US', region: 'NY', from: '2026-01-01', name: 'Tax', mode: 'exclusive' }
    const body = { rows: [{ ...row, standard: '0.1' }] }
    expect(await put(body)).toMatchObject({ code: 'precondition_required' })
    expect(await put(body, 7)).toMatchObject({ code: 'precondition_failed' })
    expect(await put(body, 1)).toMatchObject({ value: { created: false, table: { version: 2 } } })
    expect((await quoted({})).totals.tax.amount).toBe(180)
  })

  it('that names a state in full holds where quotes name it by its code, and the other way round', async () => {
    const row = { country: 'US', from: '2026-01-01', name: 'Tax', mode: 'exclusive', standard: '0.1' }
    await put({ rows: [{ ...row, region: 'CALIFORNIA' }] })
    for (const region of ['CA', 'California'])
      expect((await quoted({ destination: { country: 'US', region } })).totals.tax.amount).toBe(180)
  })

  it('that is removed is not asked any more, and can be made again', async () => {
    await put({ csv: CSV })
    const remove = (ifMatch?: number) => makeRemoveTaxTable(deps())({ id: TABLE, ifMatch }, CAUSE)
    expect(await remove(9)).toMatchObject({ code: 'precondition_failed' })
    expect(await remove()).toMatchObject({ ok: true, value: { rows: [{}, {}, {}] } })
    expect((await quoted({})).totals.tax.amount).toBe(0)
    expect(await remove()).toMatchObject({ code: 'not_found' })
    expect(await makeReadTaxTable(deps())(TABLE)).toMatchObject({ code: 'not_found' })
    expect(await put({ csv: CSV })).toMatchObject({ value: { created: true, table: { version: 3 } } })
  })

  it('is read as it was written, and listed', async () => {
    await put({ csv: CSV })
    expect(await makeReadTaxTable(deps())(TABLE)).toMatchObject({
      value: {
        version: 1,
        rows: [{ name: 'NY sales tax' }, { name: 'New York City' }, { name: 'ICMS' }],
      },
    })
    expect((await makeListTaxTables(deps())()).items).toEqual([
      { id: 'own', version: 1, rowCount: 3, changedAt: NOW.toISOString() },
    ])
  })

  it.each<[string, string, string[]]>([
    ['a column that nobody knows', 'country,percent\nUS,5', ['/lines/1 unknown_column']],
    ['a column twice', 'country,country\nUS,US', ['/lines/1 unknown_column']],
    ['nothing below its head', 'country,from,name,mode,standard', ['/lines too_many']],
    [
      'five percent written as 5, and a mode of another word',
      'country,from,name,mode,standard\nUS,2026-01-01,A,exclusive,5\nDE,2026-01-01,B,incl,0.1',
      ['/lines/2/standard invalid_format', '/lines/3/mode invalid_value'],
    ],
    [
      'a line of too many fields, and one whose quote never closes',
      'country,from,name,mode,standard\nUS,2026-01-01,A,exclusive,0.1,x\nDE,2026-01-01,"B,inclusive,0.1',
      ['/lines/2 unreadable', '/lines/3 unreadable'],
    ],
    [
      'two modes in one place, the same tax twice, no rate, and a region without a country',
      [
        'country,region,from,name,mode,standard',
        'US,NY,2026-01-01,A,exclusive,0.1',
        'US,NY,2026-01-01,B,inclusive,0.1',
        'US,NY,2026-01-01,A,exclusive,0.2',
        'US,TX,2026-01-01,A,exclusive,',
        '*,TX,2026-01-01,A,exclusive,0.1',
      ].join('\n'),
      [
        '/lines/3/mode differs',
        '/lines/4/name duplicate',
        '/lines/5/standard no_rate',
        '/lines/6/country no_country',
      ],
    ],
    [
      'a rate of the price where prices are without the tax',
      'country,from,name,mode,rateOf,standard\nBR,2026-01-01,ICMS,exclusive,price,0.18',
      ['/lines/2/rateOf not_inclusive'],
    ],
  ])('with %s is refused by its lines, and changes nothing', async (_, csv, faults) => {
    const refused = await put({ csv })
    expect(refused).toMatchObject({ ok: false, code: 'table_invalid' })
    expect(!refused.ok && refused.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(faults)
    expect((await makeListTaxTables(deps())()).items).toEqual([])
  })

  it('as JSON is told by its rows', async () => {
    const row = { country: 'US', from: '2026-01-01', name: 'A', mode: 'exclusive', standard: '0.1' }
    expect(await put({ rows: [row, row] })).toMatchObject({ errors: [{ pointer: '/rows/1/name' }] })
  })
})

describe('exchange rates', () => {
  const BRL = { currency: 'BRL', base: 'EUR', rate: '6.1937', date: '2026-11-20' }

  it('make prices of a currency that has none, of goods and of shipping, and are sealed with the quote', async () => {
    const brazil = { destination: { country: 'BR', region: 'SP' }, currency: 'BRL' }
    await expect(quoted(brazil)).rejects.toThrow('no_price')
    expect(await setRates({ rates: [BRL] })).toMatchObject({ ok: true, value: [BRL] })
    const quote = await quoted(brazil)
    expect(quote.lines[0]).toMatchObject({ unitPrice: { amount: 11_149, currency: 'BRL' } })
    // The book is sent for 48.00 EUR.
    expect(quote.shippingOptions[0]?.price).toEqual({ amount: 29_730, currency: 'BRL' })
    expect(quote.exchangeRate).toEqual(BRL)
    expect(sealedQuote.parse(await seal.open(quote.quote)).exchangeRate).toEqual(BRL)
  })

  it('are not asked where prices are set', async () => {
    await setRates({ rates: [{ ...BRL, currency: 'EUR', base: 'JPY', rate: '0.0056' }] })
    expect((await quoted({})).exchangeRate).toBeUndefined()
  })

  it('are set by CSV, and corrected, each by itself', async () => {
    const csv = 'currency,base,rate,date\nBRL,EUR,6.2,2026-11-19\nCAD,EUR,1.6132,2026-11-20\n'
    expect(await setRates({ csv })).toMatchObject({ ok: true })
    expect(await setRates({ rates: [BRL] })).toMatchObject({ ok: true })
    const { items } = await makeListExchangeRates(deps())()
    expect(items.map(({ currency, rate }) => [currency, rate])).toEqual([
      ['BRL', '6.1937'],
      ['CAD', '1.6132'],
    ])
  })

  it.each<[string, object, string]>([
    ['of a currency to itself', { base: 'BRL' }, '/rates/1/base same_currency'],
    ['of the day after tomorrow', { date: '2026-11-22' }, '/rates/1/date not_yet'],
    ['that is older than what is there', { date: '2026-11-18' }, '/rates/1/date older'],
    ['that stands there twice', { currency: 'CAD' }, '/rates/1/currency duplicate'],
  ])('%s are refused, and nothing is set', async (_, changes, fault) => {
    await setRates({ rates: [{ ...BRL, date: '2026-11-19' }] })
    const refused = await setRates({
      rates: [
        { ...BRL, currency: 'CAD' },
        { ...BRL, ...changes },
      ],
    })
    expect(!refused.ok && refused.errors?.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([fault])
    expect((await makeListExchangeRates(deps())()).items).toHaveLength(1)
  })

  it.each(['0', '0.0', '1,6', '-1', '1e3'])('of %s are malformed', (rate) => {
    expect(exchangeRatesBody.safeParse({ rates: [{ ...BRL, rate }] }).success).toBe(false)
  })
})
