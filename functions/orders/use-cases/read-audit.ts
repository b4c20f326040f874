import * as z from 'zod/mini'
import { ForeignCursor } from '#shared/foreign-cursor.ts'
import type { OrderId } from '#shared/ids.ts'
import { refuse, success } from '#shared/outcomes.ts'
import type { AccessLog, Reading } from '../adapters/access-log.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'

/** Of a hold or a rejection the reason is one of a list: who acted says why in a note. */
const reasoned = z.object({ reason: z.optional(z.string()), note: z.optional(z.string()) })

function reasonOf(data: unknown): { reason?: string } {
  const { reason, note } = reasoned.parse(data)
  const said = note ?? reason
  return said === undefined ? {} : { reason: said }
}

interface PageQuery {
  readonly limit: number
  readonly cursor?: string | undefined
}

const PLACE = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z#/

/**
 * Who did what to an order, with the reason that was given, and who read its personal data: the newest
 * first. The cursor is the place `<at>#<id>` of the last entry. Refusal: not_found.
 */
export const makeReadOrderAudit =
  ({ orders, accessLog }: { orders: OrderRepository; accessLog: AccessLog }) =>
  async (id: OrderId, { limit, ...page }: PageQuery) => {
    const cursor = page.cursor || undefined
    if (cursor && !PLACE.test(cursor)) throw new ForeignCursor()
    if (!(await orders.load(id))) return refuse('not_found', 'There is no such order that you may see.')
    const [acts, readings] = await Promise.all([
      actsOf(orders, id),
      // One more to know whether there is a next page, and one as the range includes the cursor.
      accessLog.ofOrder(id, { limit: limit + 2, ...(cursor ? { upTo: cursor } : {}) }),
    ])
    const entries = [...acts, ...readings.items.map(readingEntry)]
      .filter(({ place }) => !cursor || place < cursor)
      .toSorted((a, b) => (a.place < b.place ? 1 : -1))
    const shown = entries.slice(0, limit)
    const last = shown.at(-1)
    return success({
      items: shown.map(({ entry }) => entry),
      nextCursor: last && entries.length > limit ? last.place : null,
    })
  }

/** The history of an order is short: it is read whole. */
async function actsOf(orders: OrderRepository, id: OrderId) {
  const history = []
  let cursor: string | null = null
  do {
    const page = await orders.history(id, cursor ? { cursor } : {})
    history.push(...page.events)
    cursor = page.nextCursor
  } while (cursor)
  return history.map((event) => ({
    place: `${event.occurredAt}#${event.id}`,
    entry: {
      kind: 'act' as const,
      at: event.occurredAt,
      actor: event.actor,
      type: event.type,
      sequence: event.sequence,
      ...reasonOf(event.data),
    },
  }))
}

const readingEntry = ({ id, at, actor, what }: Reading) => ({
  place: `${at}#${id}`,
  entry: { kind: 'reading' as const, at, actor, what },
})

/** Who read personal data on a day, the newest first. */
export const makeListReadings =
  ({ accessLog }: { accessLog: AccessLog }) =>
  async ({ date, actor, limit, cursor }: PageQuery & { date: string; actor?: string | undefined }) => {
    const page = await accessLog.ofDay(date, {
      limit,
      ...(actor ? { actor } : {}),
      ...(cursor ? { cursor } : {}),
    })
    return { items: page.items.map(({ id: _, ...reading }) => reading), nextCursor: page.nextCursor }
  }
