import * as z from 'zod/mini'
import { actor } from '#shared/actor.ts'
import { time } from '#shared/http/schemas.ts'
import { noteId, type OrderId } from '#shared/ids.ts'
import { type Personal, sealed } from '#shared/personal.ts'
import { type Item, queryAll, type Store, type Write } from '#shared/store/store.ts'
import type { NoteView } from '../contract/desk-operations.ts'
import { type Visibility, visibility } from '../contract/desk-types.ts'
import { headerKey } from './order-repository.ts'

const NOTE = 'NOTE#'
const SHOWN: Visibility = 'customer'

const stored = z.object({ id: noteId, at: time, by: actor, visibility, words: sealed })
const words = z.strictObject({ text: z.string() })

/** Notes stand beside their order, in order of time; people write of people in them, so the text is sealed. */
export function makeNoteItems({ store, personal }: { store: Store; personal: Personal }) {
  /** Of an erased person's order the note stands without its text. */
  const read = async (item: Item): Promise<NoteView> => {
    const { words: box, ...note } = stored.parse(item)
    return { text: '', ...note, ...(await personal.open(box, words)) }
  }
  const readAll = (items: readonly Item[]): Promise<NoteView[]> => Promise.all(items.map(read))
  return {
    write: async (id: OrderId, { text, ...note }: NoteView): Promise<Write> => ({
      put: {
        pk: headerKey(id).pk,
        sk: `${NOTE}${note.at}#${note.id}`,
        ...note,
        words: await personal.seal(id, { text }),
      },
    }),

    /** Newest first. */
    async list(id: OrderId, page: { limit: number; cursor?: string }) {
      const { items, nextCursor } = await store.query({
        partition: headerKey(id).pk,
        sort: { beginsWith: NOTE },
        order: 'backward',
        ...page,
      })
      return { items: await readAll(items), nextCursor }
    },

    /** Oldest first; of the others' text nothing is opened. */
    async forCustomer(id: OrderId): Promise<NoteView[]> {
      const items = await queryAll(store, { partition: headerKey(id).pk, sort: { beginsWith: NOTE } })
      return readAll(items.filter((item) => item['visibility'] === SHOWN))
    },
  }
}
export type NoteItems = ReturnType<typeof makeNoteItems>
