import * as z from 'zod/mini'
import { type PromotionId, promotionId } from '#shared/ids.ts'
import { type Key, queryAll, type Store, type Write } from '#shared/store/store.ts'
import type { GeneratedCode } from '../contract/promotion-operations.ts'
import { promotion } from '../contract/promotions.ts'
import type { Offer } from '../domain/pricing/apply-promotions.ts'

export const promotionKey = (id: PromotionId): Key => ({ pk: `PROMOTION#${id}`, sk: 'HEADER' })
const usesKey = (id: PromotionId): Key => ({ pk: `PROMOTION#${id}`, sk: 'USES' })
const codeKey = (code: string): Key => ({ pk: `CODE#${code}`, sk: 'CODE' })

/** In the indexes: all promotions by id, those that apply by themselves by their end, and generated codes. */
const PROMOTIONS = 'PROMOTIONS'
const AUTOMATIC = 'AUTOMATIC'
const ENDLESS = '9999'
const codesOf = (id: PromotionId): string => `CODES#${id}`

const counters = { version: z.int(), sequence: z.int() }
const live = z.object({ id: promotionId, promotion, ...counters })
export type StoredPromotion = z.infer<typeof live>

/** A promotion that was removed keeps its header, as its history goes on where it is written again. */
const header = z.object({ id: promotionId, promotion: z.optional(promotion), ...counters })
export type PromotionHeader = z.infer<typeof header>

/** A promotion as it is kept, with the keys of its indexes; none where it is removed. */
export const withIndexes = ({ id, promotion: kept }: Pick<PromotionHeader, 'id' | 'promotion'>) => ({
  id,
  ...(kept ? { promotion: kept, gsi1pk: PROMOTIONS, gsi1sk: id } : {}),
  ...(kept && !kept.conditions?.codes
    ? { gsi2pk: AUTOMATIC, gsi2sk: kept.conditions?.until ?? ENDLESS }
    : {}),
})

export async function readHeader(store: Store, id: PromotionId): Promise<PromotionHeader | undefined> {
  const item = await store.get(promotionKey(id))
  return item && header.parse(item)
}

/** A promotion that is there, and not removed. */
export const isLive = (found: PromotionHeader | undefined): found is StoredPromotion =>
  found?.promotion !== undefined

export async function readPromotion(store: Store, id: PromotionId): Promise<StoredPromotion | undefined> {
  const found = await readHeader(store, id)
  return isLive(found) ? found : undefined
}

/** All promotions by id, page by page. */
export async function listStored(store: Store, page: { limit: number; cursor?: string | undefined }) {
  const { items, nextCursor } = await store.query({
    index: 'gsi1',
    partition: PROMOTIONS,
    limit: page.limit,
    ...(page.cursor ? { cursor: page.cursor } : {}),
  })
  return { items: items.map((item) => live.parse(item)), nextCursor }
}

/** Those that apply by themselves and have not ended at `now`. */
export async function readAutomatic(store: Store, now: Date): Promise<StoredPromotion[]> {
  const items = await queryAll(store, {
    index: 'gsi2',
    partition: AUTOMATIC,
    sort: { from: now.toISOString() },
  })
  return items.map((item) => live.parse(item))
}

const counter = z.object({ used: z.optional(z.int()) })

/** How many orders use it. */
export async function readUses(store: Store, id: PromotionId): Promise<number> {
  return counter.parse((await store.get(usesKey(id))) ?? {}).used ?? 0
}

/** The count outlives its promotion, so that it goes on where the promotion is written again. */
export const countFromNone = (id: PromotionId): Write => ({ update: usesKey(id), add: { used: 0 } })

/** Counts a use, or takes one back, on condition that there are fewer than `most`. */
const counting = (key: Key, most: number | undefined, by: 1 | -1): Write => ({
  update: key,
  add: { used: by },
  ...(most === undefined ? {} : { when: [['used', '<', most]] }),
})
export const addUse = (id: PromotionId, most: number | undefined, by: 1 | -1 = 1): Write =>
  counting(usesKey(id), most, by)
export const addUseOfCode = (code: string, most: number | undefined, by: 1 | -1 = 1): Write =>
  counting(codeKey(code), most, by)

/** A code leads to its promotion; one that was generated may be used so many times. */
const keptCode = z.object({ promotionId, uses: z.optional(z.int()), used: z.optional(z.int()) })

export async function readCode(store: Store, code: string): Promise<z.infer<typeof keptCode> | undefined> {
  const item = await store.get(codeKey(code))
  return item && keptCode.parse(item)
}

/** A code is its promotion's own: nobody else can take it. */
export const claimCode = (code: string, id: PromotionId): Write => ({
  put: { ...codeKey(code), promotionId: id },
  when: [['pk', 'absent']],
})
export const freeCode = (code: string): Write => ({ delete: codeKey(code) })

export const generatedCodeWrite = (code: string, id: PromotionId, uses: number): Write => ({
  put: { ...codeKey(code), promotionId: id, uses, used: 0, gsi1pk: codesOf(id), gsi1sk: code },
  when: [['pk', 'absent']],
})

/** The codes that were generated for a promotion, page by page. */
export async function listGenerated(
  store: Store,
  id: PromotionId,
  page: { limit: number; cursor?: string | undefined },
): Promise<{ items: GeneratedCode[]; nextCursor: string | null }> {
  const { items, nextCursor } = await store.query({
    index: 'gsi1',
    partition: codesOf(id),
    limit: page.limit,
    ...(page.cursor ? { cursor: page.cursor } : {}),
  })
  const codes = items.map((item) => {
    const { uses = 0, used = 0 } = keptCode.parse(item)
    return { code: String(item['gsi1sk']), uses, used }
  })
  return { items: codes, nextCursor }
}

/** What a code asks for; undefined where there is none. */
export async function readOffer(store: Store, code: string): Promise<Offer | undefined> {
  const kept = await readCode(store, code)
  if (!kept) return undefined
  const { promotionId: id, uses, used = 0 } = kept
  const found = await readPromotion(store, id)
  if (!found) return undefined
  const offer = await offerOf(store, found)
  const isLimited = uses !== undefined
  return {
    ...offer,
    code,
    isCounted: offer.isCounted || isLimited,
    isUsedUp: offer.isUsedUp || (isLimited && used >= uses),
  }
}

/** A promotion with what is known of its uses. */
export async function offerOf(store: Store, { id, promotion: kept }: StoredPromotion): Promise<Offer> {
  const { limits, conditions } = kept
  const most = limits?.inAll
  return {
    id,
    promotion: kept,
    isCounted: most !== undefined || limits?.perCustomer !== undefined || conditions?.firstOrder === true,
    isUsedUp: most !== undefined && (await readUses(store, id)) >= most,
  }
}
