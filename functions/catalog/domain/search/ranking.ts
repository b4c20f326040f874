import { ForeignCursor } from '#shared/foreign-cursor.ts'
import type { Match } from './count.ts'

export const SORTS = ['relevance', 'price', '-price', 'newest', 'best_selling'] as const
export type Sort = (typeof SORTS)[number]

type Compare = (a: Match, b: Match) => number

const bestSelling: Compare = (a, b) => b.entry.document.sold - a.entry.document.sold
const newest: Compare = (a, b) => order(b.entry.document.publishedAt, a.entry.document.publishedAt)
const byId: Compare = (a, b) => order(a.entry.document.id, b.entry.document.id)
const cheapest: Compare = (a, b) => (a.from ?? 0) - (b.from ?? 0)

/** What is equal in one is told apart by the next; ids are never equal, so that there is one order. */
const ORDERS: Readonly<Record<Sort, readonly Compare[]>> = {
  relevance: [(a, b) => b.score - a.score, bestSelling, newest, byId],
  price: [cheapest, bestSelling, byId],
  '-price': [(a, b) => cheapest(b, a), bestSelling, byId],
  newest: [newest, byId],
  best_selling: [bestSelling, newest, byId],
}

export const ranked = (matches: readonly Match[], sort: Sort): Match[] =>
  matches.toSorted((a, b) => {
    for (const compare of ORDERS[sort]) {
      const difference = compare(a, b)
      if (difference !== 0) return difference
    }
    return 0
  })

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Where a page ended: at this product, and in this place of the ranking of then. */
export interface Mark {
  readonly id: string
  readonly place: number
}

/**
 * The page behind a mark: behind its product where that is still among them, else from its place on. So what
 * changes meanwhile moves a page by what has changed, and no more.
 */
export function pageBehind(
  ranking: readonly Match[],
  mark: Mark | undefined,
  limit: number,
): { readonly page: readonly Match[]; readonly next: Mark | undefined } {
  const at = mark ? ranking.findIndex(({ entry }) => entry.document.id === mark.id) : -1
  const start = at >= 0 ? at + 1 : (mark?.place ?? 0)
  const page = ranking.slice(start, start + limit)
  const last = page.at(-1)
  const end = start + page.length
  return { page, next: last && end < ranking.length ? { id: last.entry.document.id, place: end } : undefined }
}

export const writeMark = ({ id, place }: Mark): string =>
  Buffer.from(JSON.stringify([id, place])).toString('base64url')

/** The mark that a cursor is; undefined where there is none. Throws `ForeignCursor`. */
export function readMark(text: string | undefined): Mark | undefined {
  if (!text) return undefined
  const mark = parseMark(text)
  if (!mark) throw new ForeignCursor()
  return mark
}

function parseMark(text: string): Mark | undefined {
  try {
    const mark: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    if (!Array.isArray(mark)) return undefined
    const [id, place]: unknown[] = mark
    return typeof id === 'string' && Number.isSafeInteger(place) && Number(place) >= 0
      ? { id, place: Number(place) }
      : undefined
  } catch {
    return undefined
  }
}
