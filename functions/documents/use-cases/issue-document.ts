import { type CommitDeps, untilNoConflict } from '#shared/aggregate.ts'
import type { Cause } from '#shared/events.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { zoneOf } from '#shared/time-zones.ts'
import type { DocumentArchive } from '../adapters/document-archive.ts'
import type { Seller } from '../contract/types.ts'
import { dateIn } from '../domain/dates.ts'
import type { DocumentFacts, Draft } from '../domain/document.ts'
import { keepUntil } from '../domain/keep-until.ts'
import type { Buyer } from '../domain/order-facts.ts'
import { seriesOf } from '../domain/series.ts'

export interface IssueDeps extends Pick<CommitDeps, 'clock'> {
  readonly archive: DocumentArchive
  readonly seller: Seller
}

export type IssueDocument = (draft: Draft, buyer: Buyer, cause: Cause) => Promise<DocumentFacts>

/**
 * Gives a paper its number, without a gap and without a double, whatever races or breaks off.
 * 1. Where the paper of this cause is there, that is it.
 * 2. Read how many numbers of the series are taken: the seller's, of this kind and year.
 * 3. Write the paper, the mark of its cause and the taken number in one transaction; where another took it,
 *    begin again. What is not written has taken no number.
 */
export const makeIssueDocument =
  ({ archive, seller, clock }: IssueDeps): IssueDocument =>
  async (draft, buyer, cause) => {
    const issued = await untilNoConflict(async (): Promise<Outcome<DocumentFacts, 'version_conflict'>> => {
      const known = await archive.find(draft.id)
      if (known) return success(known.facts)
      const issuedAt = clock.now().toISOString()
      const issuedOn = dateIn(zoneOf(seller.country), issuedAt)
      const series = seriesOf(seller, draft.kind, issuedOn)
      const taken = await archive.taken(series.id)
      const facts: DocumentFacts = {
        ...draft,
        ...{ seller, issuedAt, issuedOn, number: series.numberOf(taken + 1) },
        keepUntil: keepUntil(seller.country, issuedOn),
      }
      const written = await archive.issue({ facts, buyer }, { series: series.id, taken }, cause)
      return written ? success(facts) : { ok: false, code: 'version_conflict', detail: 'the number is taken' }
    })
    return issued.value
  }
