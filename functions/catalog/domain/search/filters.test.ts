import { describe, expect, it } from 'vitest'
import { NO_FILTERS, readFilters } from './filters.ts'

describe('filters', () => {
  it('are read by name', () => {
    expect(readFilters('category:shoes|bags; color:red|blue;price:1000..5000;stock:in')).toEqual({
      ok: true,
      value: {
        categories: new Set(['shoes', 'bags']),
        traits: new Map([['color', new Set(['red', 'blue'])]]),
        price: { min: 1000, max: 5000 },
        inStock: true,
      },
    })
  })

  it('of a price may be open on one side', () => {
    expect(readFilters('price:1000..')).toMatchObject({
      value: { price: { min: 1000, max: Number.MAX_SAFE_INTEGER } },
    })
    expect(readFilters('price:..5000')).toMatchObject({ value: { price: { min: 0, max: 5000 } } })
  })

  it('are none where there is no text', () => {
    for (const text of ['', ' ', ';;']) expect(readFilters(text)).toEqual({ ok: true, value: NO_FILTERS })
  })

  it.each([
    'stock:out',
    'price:..',
    'price:1',
    'price:-1..5',
    'price:1.5..2',
    'color',
    'color:',
    'color:red|',
    'Color:red',
    'color:RED',
    'color:red;color:blue',
    '(.*)+:x',
    `color:${Array.from({ length: 101 }, (_, index) => index).join('|')}`,
    Array.from({ length: 21 }, (_, index) => `f${index}:x`).join(';'),
  ])('%s cannot be read', (text) => {
    expect(readFilters(text)).toMatchObject({
      ok: false,
      code: 'malformed',
      errors: [{ pointer: '/query/filter' }],
    })
  })
})
