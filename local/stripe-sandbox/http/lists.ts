import type Stripe from 'stripe'
import { badParameter } from './refusal.ts'

type RangeOrMoment =
  | number
  | { gt?: number | undefined; gte?: number | undefined; lt?: number | undefined; lte?: number | undefined }

interface Paging {
  limit?: number | undefined
  starting_after?: string | undefined
  ending_before?: string | undefined
}

/** One page of Stripe's lists: newest first, 10 unless told otherwise, from a cursor on. */
export function page<T extends { id: string }>(
  oldestFirst: Iterable<T>,
  wanted: (item: T) => boolean,
  paging: Paging,
  url: string,
): Stripe.ApiList<T> {
  const limit = sizeOf(paging.limit)
  const items = [...oldestFirst].filter(wanted).reverse()
  const after = paging.starting_after ? indexOf(items, paging.starting_after, 'starting_after') + 1 : 0
  if (paging.ending_before) {
    const end = indexOf(items, paging.ending_before, 'ending_before')
    const start = Math.max(0, end - limit)
    return { object: 'list', data: items.slice(start, end), has_more: start > 0, url }
  }
  return {
    object: 'list',
    data: items.slice(after, after + limit),
    has_more: items.length > after + limit,
    url,
  }
}

/** The number of items a page holds: 1 to 100, 10 if nobody says. */
export function sizeOf(limit = 10) {
  if (limit < 1 || limit > 100) {
    throw badParameter(`Invalid limit: ${limit}. Give a number from 1 to 100.`, 'limit')
  }
  return limit
}

export function within(created: number, range: RangeOrMoment | undefined) {
  if (range === undefined) return true
  if (typeof range === 'number') return created === range
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = range
  return created > gt && created >= gte && created < lt && created <= lte
}

function indexOf<T extends { id: string }>(items: T[], id: string, param: string) {
  const index = items.findIndex((item) => item.id === id)
  if (index < 0) throw badParameter(`No such object: '${id}'`, param, 'resource_missing')
  return index
}
