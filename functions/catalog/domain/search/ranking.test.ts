import { describe, expect, it } from 'vitest'
import { currency } from '#shared/money.ts'
import { count, type Match } from './count.ts'
import { NO_FILTERS } from './filters.ts'
import { type Mark, pageBehind, ranked, readMark, SORTS, writeMark } from './ranking.ts'
import { someDocuments } from './search.fixtures.ts'
import { Shelf } from './shelf.ts'

const shelf = new Shelf()
const found = someDocuments(3, 60).map((document, index) => ({
  entry: shelf.put(document),
  score: index % 7,
}))
const scene = { currency: currency.parse('JPY'), serving: undefined, now: new Date('2026-06-01T00:00:00Z') }
const { matches } = count(found, shelf, NO_FILTERS, scene)
const idsOf = (all: readonly Match[]) => all.map(({ entry }) => entry.document.id)

describe('the order', () => {
  const by = {
    relevance: ({ score }: Match) => -score,
    price: ({ from = 0 }: Match) => from,
    '-price': ({ from = 0 }: Match) => -from,
    newest: ({ entry }: Match) => -Date.parse(entry.document.publishedAt),
    best_selling: ({ entry }: Match) => -entry.document.sold,
  }

  it.each(SORTS)('by %s is one, whatever order things are found in', (sort) => {
    const ranking = ranked(matches, sort)
    const values = ranking.map(by[sort])
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(new Set(values).size).toBeGreaterThan(3)
    expect(idsOf(ranked(matches.toReversed(), sort))).toEqual(idsOf(ranking))
  })
})

describe('pages', () => {
  const ranking = ranked(matches, 'newest')

  it('have each product once', () => {
    const seen: string[] = []
    let mark: Mark | undefined
    do {
      const { page, next } = pageBehind(ranking, mark, 7)
      seen.push(...idsOf(page))
      mark = next && readMark(writeMark(next))
    } while (mark)
    expect(seen).toEqual(idsOf(ranking))
  })

  it('go on behind the last product, wherever it is now, and in its place where it is gone', () => {
    const { next } = pageBehind(ranking, undefined, 7)
    const moved = [...ranking.slice(10, 15), ...ranking.slice(0, 10), ...ranking.slice(15)]
    expect(idsOf(pageBehind(moved, next, 3).page)).toEqual(idsOf(ranking.slice(7, 10)))
    const without = ranking.filter(({ entry }) => entry.document.id !== next?.id)
    expect(idsOf(pageBehind(without, next, 1).page)).toEqual(idsOf(without.slice(7, 8)))
  })

  it('begin at the first without a mark', () => {
    expect([readMark(undefined), readMark('')]).toEqual([undefined, undefined])
  })

  it.each(['x', writeMark({ id: 'a', place: -1 }), Buffer.from('{}').toString('base64url')])(
    'do not begin by %j',
    (text) => {
      expect(() => readMark(text)).toThrow('none of this list')
    },
  )
})
