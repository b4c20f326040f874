import type { OrderId } from '#shared/ids.ts'
import type { OrderTokens } from '#shared/order-tokens.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { DocumentArchive } from '../adapters/document-archive.ts'
import type { DocumentSummary } from '../contract/types.ts'

export interface DocumentPage {
  readonly items: DocumentSummary[]
  readonly nextCursor: string | null
}

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

export const noSuchOrder = () => refuse('not_found', 'There is no such order that you may see.')

/** Lists an order's papers, oldest first; none of an order that nothing was charged for yet. */
export const makeListDocuments =
  ({ archive }: { readonly archive: DocumentArchive }) =>
  (order: OrderId, page: Page): Promise<DocumentPage> =>
    archive.list(order, page)

/** The same for who holds the token of the order's 201. Refusal: `not_found`. */
export const makeListGuestDocuments =
  ({ archive, orderTokens }: { readonly archive: DocumentArchive; readonly orderTokens: OrderTokens }) =>
  async (token: string, page: Page): Promise<Outcome<DocumentPage, 'not_found'>> => {
    const order = await orderTokens.verify('act', token)
    return order ? success(await archive.list(order, page)) : noSuchOrder()
  }
