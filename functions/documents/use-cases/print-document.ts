import type { OrderTokens } from '#shared/order-tokens.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { DocumentArchive } from '../adapters/document-archive.ts'
import type { DocumentId } from '../contract/types.ts'
import { documentSheet } from '../domain/document-sheet.ts'
import type { Sheet } from '../domain/sheet.ts'

/** Draws a sheet as PDF. */
export type DrawSheet = (sheet: Sheet) => Promise<Uint8Array>

/** A paper as PDF, and the name under which it is kept. */
export interface Printed {
  readonly name: string
  readonly pdf: Uint8Array
}

interface Deps {
  readonly archive: DocumentArchive
  readonly draw: DrawSheet
}

/**
 * Prints a paper from what was stored when it was issued, so that it is the same each time.
 * Refusal: `not_found`, also once who bought is erased, as its legal time has passed.
 */
export const makePrintDocument =
  ({ archive, draw }: Deps) =>
  async (id: DocumentId): Promise<Outcome<Printed, 'not_found'>> => {
    const paper = await archive.find(id)
    if (!paper?.buyer) return noSuchDocument()
    const sheet = documentSheet({ facts: paper.facts, buyer: paper.buyer })
    return success({ name: paper.facts.number, pdf: await draw(sheet) })
  }

/**
 * Prints a paper for who holds the token of its order's 201.
 * 1. The token names the order; the paper must be one of its own.
 * 2. Print it.
 * Refusal: `not_found`, alike for a bad token, another order's paper, and none.
 */
export const makePrintGuestDocument = (deps: Deps & { readonly orderTokens: OrderTokens }) => {
  const print = makePrintDocument(deps)
  return async (token: string, id: DocumentId): Promise<Outcome<Printed, 'not_found'>> => {
    const order = await deps.orderTokens.verify('act', token)
    return order && (await deps.archive.isOf(order, id)) ? print(id) : noSuchDocument()
  }
}

const noSuchDocument = () => refuse('not_found', 'There is no such document that you may see.')
