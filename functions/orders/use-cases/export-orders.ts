import type { Actor } from '#shared/actor.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Personal } from '#shared/personal.ts'
import type { AccessLog } from '../adapters/access-log.ts'
import { placeOf } from '../adapters/order-index.ts'
import type { StoredOrder } from '../adapters/order-repository.ts'
import type { OrderStatus } from '../contract/types.ts'
import { people } from '../domain/details.ts'
import { type ExportFormat, exportHead, exportRecord } from '../domain/export-format.ts'
import { listsOf, type WalkDeps, walkOrders } from './walk-orders.ts'

export interface ExportRequest {
  readonly format: ExportFormat
  readonly status?: OrderStatus | undefined
  /** `YYYY-MM-DD`, UTC, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly personal: boolean
  readonly cursor?: string | undefined
}

const PAGE = 500
/** Orders whose details are read side by side. */
const SIDE_BY_SIDE = 25
/** Lambda answers at most 6 MB: a page ends before. */
const MAX_CHARACTERS = 2_000_000

type Deps = WalkDeps & { readonly personal: Personal; readonly accessLog: AccessLog }

/**
 * Writes orders as text, the newest first, 500 a page; the pages one after another are one file, so the
 * head comes with the first alone. Primary course: 1. finds the page's orders; 2. writes each as a record;
 * 3. where it says who ordered, records a reading of each order before the page is answered.
 */
export const makeExportOrders =
  (deps: Deps) =>
  async (request: ExportRequest, actor: Actor): Promise<{ text: string; nextCursor: string | null }> => {
    const { format, status, from, to, cursor } = request
    const { orders, nextCursor } = await walkOrders(deps, {
      lists: listsOf(status),
      stretch: { from, to },
      matches: (order) => status === undefined || order.status === status,
      limit: PAGE,
      cursor,
    })
    let text = cursor === undefined ? exportHead(format, request.personal) : ''
    const written: StoredOrder[] = []
    for (let start = 0; start < orders.length && text.length < MAX_CHARACTERS; start += SIDE_BY_SIDE) {
      const some = orders.slice(start, start + SIDE_BY_SIDE)
      const records = await Promise.all(some.map((order) => recordOf(deps, order, request)))
      text += records.join('')
      written.push(...some)
    }
    if (request.personal)
      await deps.accessLog.record(written.map(({ id }) => ({ actor, what: 'export', orderId: id })))
    const last = written.at(-1)
    return { text, nextCursor: last && written.length < orders.length ? placeOf(last) : nextCursor }
  }

async function recordOf(
  deps: Deps,
  order: StoredOrder,
  { format, personal }: ExportRequest,
): Promise<string> {
  const details = await deps.orders.details(order.id)
  if (!details) throw new Fault(`the details of ${order.id} are missing`)
  const who = personal ? await deps.personal.open(details.people, people) : undefined
  return exportRecord(format, { order, details, ...(who ? { people: who } : {}) })
}
