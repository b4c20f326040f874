import { type CommitDeps, commitChange, untilNoConflict } from '#shared/aggregate.ts'
import { type Cause, happened, type NewEvent } from '#shared/events.ts'
import type { PromotionId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import { checkSeenVersion } from '#shared/seen-version.ts'
import type { Store, Write } from '#shared/store/store.ts'
import {
  claimCode,
  countFromNone,
  freeCode,
  generatedCodeWrite,
  isLive,
  listStored,
  type PromotionHeader,
  promotionKey,
  readCode,
  readHeader,
  readPromotion,
  readUses,
  type StoredPromotion,
  withIndexes,
} from '../adapters/promotion-items.ts'
import { promotionChanged, promotionCodesGenerated, promotionRemoved } from '../contract/promotion-events.ts'
import { type Promotion, type PromotionResource, promotionResource } from '../contract/promotions.ts'
import { drawCode } from '../domain/promotion-code.ts'
import { promotionFaults } from '../domain/promotion-faults.ts'

const CONFLICT = { ok: false as const, code: 'version_conflict' as const }

async function toResource(
  store: Store,
  { id, promotion, version }: Omit<StoredPromotion, 'sequence'>,
): Promise<PromotionResource> {
  return promotionResource.parse({ ...promotion, id, version, used: await readUses(store, id) })
}

const codesIn = (promotion: Promotion | undefined): readonly string[] => promotion?.conditions?.codes ?? []

export interface PutPromotion {
  readonly id: PromotionId
  readonly promotion: Promotion
  readonly ifMatch: number | undefined
}

/**
 * Writes a promotion.
 * 1. Refuse what could never take anything off, and who has not seen the current version.
 * 2. Write it, its claims to its codes, and `promotion.changed` in one commit; codes that it names no more are free.
 * Refusals: `precondition_required`, `precondition_failed`, `impossible`, `code_taken`.
 */
export const makePutPromotion =
  (deps: CommitDeps) =>
  (
    { id, promotion, ifMatch }: PutPromotion,
    cause: Cause,
  ): Promise<Outcome<{ promotion: PromotionResource; created: boolean }>> =>
    untilNoConflict(async () => {
      const faults = promotionFaults(promotion)
      if (faults[0]) return refuse('impossible', faults[0].detail, faults)
      const before = await readHeader(deps.store, id)
      const isThere = isLive(before)
      const seen = checkSeenVersion(`promotion ${id}`, isThere ? before : undefined, ifMatch)
      if (!seen.ok) return seen
      const claims = await claimsOf(deps.store, id, {
        before: codesIn(before?.promotion),
        after: codesIn(promotion),
      })
      if (!claims.ok) return claims
      const committed = await change(deps, before, { id, promotion }, cause, {
        event: happened(promotionChanged, { promotionId: id, promotion }),
        writes: [...claims.value, countFromNone(id)],
      })
      // Where a claim did not hold, somebody took the code just now: the next look finds it.
      if (!committed.ok) return CONFLICT
      const { version } = committed.state
      return success({
        promotion: await toResource(deps.store, { id, promotion, version }),
        created: !isThere,
      })
    })

const change = (
  deps: CommitDeps,
  before: PromotionHeader | undefined,
  after: Pick<PromotionHeader, 'id' | 'promotion'>,
  cause: Cause,
  { event, writes }: { readonly event: NewEvent; readonly writes: readonly Write[] },
) =>
  commitChange<ReturnType<typeof withIndexes>>(deps, {
    key: promotionKey(after.id),
    subject: after.id,
    before: before && { ...withIndexes(before), version: before.version, sequence: before.sequence },
    after: withIndexes(after),
    events: [event],
    cause,
    writes,
  })

/** Takes the codes that are new, and frees those that are gone; one that was generated stays. */
async function claimsOf(
  store: Store,
  id: PromotionId,
  { before, after }: { readonly before: readonly string[]; readonly after: readonly string[] },
): Promise<Outcome<Write[], 'code_taken'>> {
  const added = after.filter((code) => !before.includes(code))
  const owners = await Promise.all(added.map(async (code) => (await readCode(store, code))?.promotionId))
  const errors = added.flatMap((code, index) => {
    const owner = owners[index]
    if (owner === undefined) return []
    const detail = `${code} is a code of ${owner} already. Choose another.`
    return [{ pointer: `/conditions/codes/${after.indexOf(code)}`, code: 'code_taken', detail }]
  })
  if (errors[0]) return refuse('code_taken', errors[0].detail, errors)
  return success([
    ...added.map((code) => claimCode(code, id)),
    ...before.filter((code) => !after.includes(code)).map(freeCode),
  ])
}

/**
 * Removes a promotion: it applies to no quote from now on, what was quoted keeps it, and its codes are free.
 * Refusals: `not_found`, `precondition_failed`.
 */
export const makeRemovePromotion =
  (deps: CommitDeps) =>
  (
    { id, ifMatch }: { readonly id: PromotionId; readonly ifMatch: number | undefined },
    cause: Cause,
  ): Promise<Outcome<PromotionResource>> =>
    untilNoConflict(async () => {
      const before = await readPromotion(deps.store, id)
      if (!before) return refuse('not_found', `There is no promotion ${id}.`)
      const seen = checkSeenVersion(`promotion ${id}`, before, ifMatch ?? before.version)
      if (!seen.ok) return seen
      const committed = await change(deps, before, { id }, cause, {
        event: happened(promotionRemoved, { promotionId: id }),
        writes: codesIn(before.promotion).map(freeCode),
      })
      return committed.ok ? success(await toResource(deps.store, before)) : CONFLICT
    })

/** Reads a promotion. Refusal: `not_found`. */
export const makeReadPromotion =
  ({ store }: { readonly store: Store }) =>
  async (id: PromotionId): Promise<Outcome<PromotionResource, 'not_found'>> => {
    const found = await readPromotion(store, id)
    return found
      ? success(await toResource(store, found))
      : refuse('not_found', `There is no promotion ${id}.`)
  }

/** All promotions by id. */
export const makeListPromotions =
  ({ store }: { readonly store: Store }) =>
  async (page: { limit: number; cursor?: string | undefined }) => {
    const { items, nextCursor } = await listStored(store, page)
    return { items: await Promise.all(items.map((each) => toResource(store, each))), nextCursor }
  }

/** So many codes are written in one commit, beside the header and its event: one commit has at most 100 writes. */
const CHUNK = 90

export interface GenerateCodes {
  readonly id: PromotionId
  readonly quantity: number
  readonly uses: number
  readonly prefix?: string | undefined
}

/**
 * Generates codes for a promotion that applies with codes, and answers them.
 * Refusals: `not_found`; `impossible` where the promotion applies by itself.
 */
export const makeGenerateCodes =
  (deps: CommitDeps & { readonly random: (below: number) => number }) =>
  async (request: GenerateCodes, cause: Cause): Promise<Outcome<{ codes: string[] }>> => {
    const codes: string[] = []
    while (codes.length < request.quantity) {
      const quantity = Math.min(CHUNK, request.quantity - codes.length)
      const written = await writeCodes(deps, { ...request, quantity }, cause)
      if (!written.ok) return written
      codes.push(...written.value)
    }
    return success({ codes })
  }

const writeCodes = (
  deps: CommitDeps & { readonly random: (below: number) => number },
  { id, quantity, uses, prefix }: GenerateCodes,
  cause: Cause,
): Promise<Outcome<string[], 'not_found' | 'impossible'>> =>
  untilNoConflict(async () => {
    const before = await readPromotion(deps.store, id)
    if (!before) return refuse('not_found', `There is no promotion ${id}.`)
    if (!before.promotion.conditions?.codes)
      return refuse('impossible', `${id} applies by itself. Give it conditions.codes, an empty list will do.`)
    const codes = Array.from({ length: quantity }, () => drawCode(deps.random, prefix))
    const committed = await change(deps, before, before, cause, {
      event: happened(promotionCodesGenerated, { promotionId: id, quantity, uses }),
      writes: codes.map((code) => generatedCodeWrite(code, id, uses)),
    })
    return committed.ok ? success(codes) : CONFLICT
  })
