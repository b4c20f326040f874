import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRecord, readCsv, unshielded } from './csv.ts'

const cells = (text: string, delimiter?: string) => readCsv(text, delimiter).map(({ fields }) => fields)

describe('reading CSV', () => {
  it.each([
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['LF', 'a,b\n1,2'],
    ['CR', 'a,b\r1,2\r'],
    ['a blank line, and one of commas', 'a,b\n\n , \n1,2'],
  ])('takes %s', (_, text) => {
    expect(cells(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  it('takes quoted fields, with quotes, commas and line ends in them', () => {
    expect(cells('"a ""b"" c","1,2","x\r\ny",""\nlast')).toEqual([['a "b" c', '1,2', 'x\r\ny', ''], ['last']])
  })

  it('leaves a quote within a plain field as it is', () => {
    expect(cells('5" pipe,2')).toEqual([['5" pipe', '2']])
  })

  it('takes another delimiter', () => {
    expect(cells('a;"b;c"\n1;2,5', ';')).toEqual([
      ['a', 'b;c'],
      ['1', '2,5'],
    ])
  })

  it('says the line that each record begins in', () => {
    const records = readCsv('a\r\n\r\n"b\r\nc\nd"\r\ne')
    expect(records.map(({ line }) => line)).toEqual([1, 3, 6])
  })

  it.each([
    ['a quote that closes too early', 'id,x\nA,"5" pipe,1\nB,2', ['A'], 'comes " "'],
    ['a quote that is never closed', 'id,x\nA,"5 pipe\nB,2', ['A'], 'never closed'],
  ])('goes on in the next line after %s', (_, text, before, why) => {
    const records = readCsv(text)
    expect(records.map(({ line }) => line)).toEqual([1, 2, 3])
    expect(records[1]).toMatchObject({ fields: before, broken: expect.stringContaining(why) })
    expect(records[2]).toEqual({ line: 3, fields: ['B', '2'] })
  })

  it('reads what is written, whatever it is', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', ',', '"', '\r', '\n', '=', "'", '-', ' ', '日', '😀'),
    })
    const record = fc
      .array(field, { minLength: 1, maxLength: 4 })
      .filter((fields) => fields.some((x) => x.trim()))
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), (records) => {
        const read = cells(records.map(csvRecord).join(''))
        expect(read.map((fields) => fields.map(unshielded))).toEqual(records)
      }),
    )
  })
})

it.each(['=1+1', '+1', '-1', '@x', '\tx', "'=x"])('a spreadsheet does not run %j', (text) => {
  const [[written = ''] = []] = cells(csvRecord([text, 'x']))
  expect(written).toMatch(/^'/)
  expect(unshielded(written)).toBe(text)
})
