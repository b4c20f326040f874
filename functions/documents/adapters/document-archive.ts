import * as z from 'zod/mini'
import { type CommitDeps, commitChange } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { sealed } from '#shared/personal.ts'
import { IS_NEW, type Item, type Write } from '#shared/store/store.ts'
import { documentIssued } from '../contract/events.ts'
import { papersSubject } from '../contract/held.ts'
import { DOCUMENT_KINDS, type DocumentId, type DocumentSummary } from '../contract/types.ts'
import { type DocumentFacts, documentFacts, summaryOf } from '../domain/document.ts'
import { type Buyer, buyer } from '../domain/order-facts.ts'
import { documentKey, ownKey, papersOf, seriesIdIn, seriesKey } from './keys.ts'

const stored = z.object({ facts: documentFacts, buyer: sealed })
const counter = z.object({ last: z.int() })

/** A paper with who buys, as it is printed. */
export interface Paper {
  readonly facts: DocumentFacts
  readonly buyer: Buyer
}

/** A paper as it is found: who bought is erased when its legal time has passed. */
export type FoundPaper = Omit<Paper, 'buyer'> & { readonly buyer: Buyer | undefined }

/** What a paper says, as it stands in the table; throws a ZodError where the item is none. */
export const factsIn = (item: Item): DocumentFacts => stored.parse(item).facts

/** A series' id, and the last number of it that is taken. */
export const seriesIn = (item: Item): readonly [id: string, last: number] => [
  seriesIdIn(item),
  counter.parse(item).last,
]

export type DocumentArchive = ReturnType<typeof makeDocumentArchive>

/** Papers that were issued, and how far their series have come. Nothing here changes or deletes a paper. */
export function makeDocumentArchive(deps: CommitDeps) {
  const { store, personal } = deps
  return {
    async find(id: DocumentId): Promise<FoundPaper | undefined> {
      const item = await store.get(documentKey(id))
      if (!item) return undefined
      const { facts, buyer: box } = stored.parse(item)
      return { facts, buyer: await personal.open(box, buyer) }
    },

    async isOf(order: OrderId, id: DocumentId): Promise<boolean> {
      return (await store.get(ownKey(order, id))) !== undefined
    },

    /** Oldest first; one that was issued a moment ago may be missing. */
    async list(
      order: OrderId,
      { limit, cursor }: { limit: number; cursor?: string | undefined },
    ): Promise<{ items: DocumentSummary[]; nextCursor: string | null }> {
      const page = { limit, ...(cursor ? { cursor } : {}) }
      const found = await store.query({ index: 'gsi1', partition: papersOf(order), ...page })
      return {
        items: found.items.map((item) => summaryOf(stored.parse(item).facts)),
        nextCursor: found.nextCursor,
      }
    },

    /** How many numbers of a series are taken. */
    async taken(series: string): Promise<number> {
      const item = await store.get(seriesKey(series))
      return item ? counter.parse(item).last : 0
    },

    /**
     * Writes a paper, the mark of its cause, which is its id, and its series' next number, all or nothing.
     * `false`: another took the number, or issued the paper.
     */
    async issue(
      { facts, buyer: who }: Paper,
      { series, taken }: { series: string; taken: number },
      cause: Cause,
    ) {
      const committed = await commitChange(deps, {
        key: documentKey(facts.id),
        subject: facts.id,
        before: undefined,
        after: {
          entity: 'document',
          facts,
          buyer: await personal.seal(papersSubject(facts.orderId), who),
          keepUntil: facts.keepUntil,
          gsi1pk: papersOf(facts.orderId),
          // An invoice stands before the credit note of the same moment.
          gsi1sk: `${facts.issuedAt}#${DOCUMENT_KINDS.indexOf(facts.kind)}#${facts.number}`,
        },
        events: [happened(documentIssued, announced(facts))],
        cause,
        writes: [
          nextOf(series, taken),
          { put: { ...ownKey(facts.orderId, facts.id), entity: 'document-of-order' }, when: IS_NEW },
        ],
      })
      return committed.ok
    },
  }
}

const nextOf = (series: string, taken: number): Write =>
  taken === 0
    ? { put: { ...seriesKey(series), entity: 'series', last: 1 }, when: IS_NEW }
    : { update: seriesKey(series), set: { last: taken + 1 }, when: [['last', '=', taken]] }

const announced = (facts: DocumentFacts) => {
  const { id, issuedAt: _, ...rest } = summaryOf(facts)
  return { documentId: id, ...rest }
}
