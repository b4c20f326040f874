import type { Actor } from '#shared/actor.ts'
import type { Clock } from '#shared/clock.ts'
import { type Cause, happened } from '#shared/events.ts'
import { type Ids, noteId, type OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { AccessLog } from '../adapters/access-log.ts'
import type { NoteItems } from '../adapters/note-items.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'
import type { NoteView } from '../contract/desk-operations.ts'
import type { Visibility } from '../contract/desk-types.ts'
import { orderNoted } from '../contract/events.ts'
import { about, amendOrder } from './amend-order.ts'

export interface NoteDeps {
  readonly orders: OrderRepository
  readonly notes: NoteItems
  readonly clock: Clock
  readonly ids: Pick<Ids, 'unique'>
  readonly accessLog: AccessLog
}

/**
 * Writes a note to an order, whatever its status. The text is kept sealed beside the order; that there is
 * one is in its history. Refusal: not_found.
 */
export const makeNoteOrder =
  (deps: Omit<NoteDeps, 'accessLog'>) =>
  async (request: {
    id: OrderId
    text: string
    visibility: Visibility
    cause: Cause
  }): Promise<Outcome<NoteView>> => {
    const { id, text, visibility, cause } = request
    const note: NoteView = {
      id: noteId.parse(`nte_${deps.ids.unique()}`),
      at: deps.clock.now().toISOString(),
      by: cause.actor,
      visibility,
      text,
    }
    const noted = await amendOrder(deps, id, cause, async (order) =>
      success({
        after: order,
        events: [happened(orderNoted, { ...about(order), noteId: note.id, visibility })],
        writes: [await deps.notes.write(id, note)],
      }),
    )
    return noted.ok ? success(note) : noted
  }

/** Shows staff the notes of an order, the newest first, after recording who reads them. Refusal: not_found. */
export const makeReadNotes =
  (deps: Pick<NoteDeps, 'orders' | 'notes' | 'accessLog'>) =>
  async (id: OrderId, actor: Actor, page: { limit: number; cursor?: string | undefined }) => {
    if (!(await deps.orders.load(id))) return refuse('not_found', 'There is no such order that you may see.')
    await deps.accessLog.record([{ actor, what: 'notes', orderId: id }])
    const { limit, cursor } = page
    return success(await deps.notes.list(id, { limit, ...(cursor ? { cursor } : {}) }))
  }

/** What staff wrote for an order's customer, oldest first: text and time, and not who wrote it. */
export const makeCustomerNotes =
  ({ notes }: { notes: NoteItems }) =>
  async (id: OrderId): Promise<{ at: string; text: string }[]> =>
    (await notes.forCustomer(id)).map(({ at, text }) => ({ at, text }))
