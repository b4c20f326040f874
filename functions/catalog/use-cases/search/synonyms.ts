import { isDeepStrictEqual } from 'node:util'
import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened } from '#shared/events.ts'
import { type Outcome, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import type { Store } from '#shared/store/store.ts'
import { synonymsHeader, synonymsKey } from '../../adapters/search/facts.ts'
import { synonymsChanged } from '../../contract/events.ts'
import type { SynonymsResource } from '../../contract/search-operations.ts'
import type { Synonyms } from '../../domain/search/document.ts'

const read = async (store: Store) => {
  const item = await store.get(synonymsKey)
  return item && synonymsHeader.parse(item)
}

/** Version 0 has none: nobody has written any yet. */
export const makeReadSynonyms =
  ({ store }: { store: Store }) =>
  async (): Promise<SynonymsResource> => {
    const known = await read(store)
    return { synonyms: known?.synonyms ?? {}, version: known?.version ?? 0 }
  }

/**
 * Writes all synonyms.
 * 1. Refuse who has not seen the current version.
 * 2. Write them with their event, unless they are so already.
 * Refusals: `precondition_required` (there are some and If-Match is missing), `precondition_failed`.
 */
export const makePutSynonyms =
  (deps: CommitDeps) =>
  (
    { synonyms, ifMatch }: { synonyms: Synonyms; ifMatch: number | undefined },
    cause: Cause,
  ): Promise<Outcome<{ synonyms: SynonymsResource; created: boolean }>> =>
    untilNoConflict(async () => {
      const known = await read(deps.store)
      // Version 0 is what is read where there are none.
      const seen = checkSeenVersion('list of synonyms', known, known ? ifMatch : ifMatch || undefined)
      if (!seen.ok) return seen
      if (known && isDeepStrictEqual(known.synonyms, synonyms))
        return success({ synonyms: { synonyms, version: known.version }, created: false })
      const committed = await commitChange(deps, {
        key: synonymsKey,
        subject: 'synonyms',
        before: known,
        after: { synonyms },
        events: [happened(synonymsChanged, { synonyms })],
        cause,
      })
      return committed.ok
        ? success({ synonyms: { synonyms, version: committed.state.version }, created: !known })
        : { ok: false as const, code: 'version_conflict' as const }
    })
