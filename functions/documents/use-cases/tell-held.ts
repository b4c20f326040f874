import type { Held, HeldRequest } from '#shared/held.ts'
import type { OrderId } from '#shared/ids.ts'
import type { DocumentArchive } from '../adapters/document-archive.ts'
import type { DocumentSummary } from '../contract/types.ts'

/** Papers are read so many at once. */
const PAGE = 100

/** Tells which papers orders have. */
export const makeTellDocumentsHeld =
  ({ archive }: { readonly archive: DocumentArchive }) =>
  async ({ orderIds }: HeldRequest): Promise<Held> => {
    const papersOf = async (orderId: OrderId) => {
      const found: DocumentSummary[] = []
      let cursor: string | null = null
      do {
        const page: Awaited<ReturnType<DocumentArchive['list']>> = await archive.list(orderId, {
          limit: PAGE,
          ...(cursor ? { cursor } : {}),
        })
        found.push(...page.items)
        cursor = page.nextCursor
      } while (cursor)
      return found.map((paper) => ({ ...paper, orderId }))
    }
    return { documents: (await Promise.all(orderIds.map(papersOf))).flat() }
  }
