import * as z from 'zod/mini'
import { type PromotionId, promotionId } from '#shared/ids.ts'
import { type Key, queryAll, type Store } from '#shared/store/store.ts'
import { promotion } from '../contract/promotions.ts'
import type { Offer } from '../domain/pricing/apply-promotions.ts'

export const promotionKey = (id: PromotionId): Key => ({ pk: `PROMOTION#${id}`, sk: 'HEADER' })
const usesKey = (id: PromotionId): Key => ({ pk: `PROMOTION#${id}`, sk: 'USES' })
const codeKey = (code: string): Key => ({ pk: `CODE#${code}`, sk: 'CODE' })

/** The index of the promotions that apply by themselves, by their end. */
const AUTOMATIC = 'AUTOMATIC'
const ENDLESS = '9999'

const header = z.object({ id: promotionId, promotion, version: z.int(), sequence: z.int() })
export type StoredPromotion = z.infer<typeof header>

/** A promotion as it is kept, with the keys of its indexes: all by id, and the automatic ones by their end. */
export const withIndexes = ({ id, promotion: kept }: Pick<StoredPromotion, 'id' | 'promotion'>) => ({
  id,
  promotion: kept,
  gsi1pk: 'PROMOTIONS',
  gsi1sk: id,
  ...(kept.conditions?.codes ? {} : { gsi2pk: AUTOMATIC, gsi2sk: kept.conditions?.until ?? ENDLESS }),
})

export async function readPromotion(store: Store, id: PromotionId): Promise<StoredPromotion | undefined> {
  const item = await store.get(promotionKey(id))
  return item && header.parse(item)
}

/** How many orders use it. */
export async function readUses(store: Store, id: PromotionId): Promise<number> {
  return counter.parse((await store.get(usesKey(id))) ?? {}).used ?? 0
}

/** Those that apply by themselves and have not ended at `now`. */
export async function readAutomatic(store: Store, now: Date): Promise<StoredPromotion[]> {
  const items = await queryAll(store, {
    index: 'gsi2',
    partition: AUTOMATIC,
    sort: { from: now.toISOString() },
  })
  return items.map((item) => header.parse(item))
}

const counter = z.object({ used: z.optional(z.int()) })

/** A code leads to its promotion; one that was generated may be used so many times. */
const keptCode = z.object({ promotionId, uses: z.optional(z.int()), used: z.optional(z.int()) })

/** What a code asks for; undefined where there is none. */
export async function readOffer(store: Store, code: string): Promise<Offer | undefined> {
  const item = await store.get(codeKey(code))
  if (!item) return undefined
  const { promotionId: id, uses, used = 0 } = keptCode.parse(item)
  const found = await readPromotion(store, id)
  if (!found) return undefined
  const offer = await offerOf(store, found)
  return { ...offer, code, isUsedUp: offer.isUsedUp || (uses !== undefined && used >= uses) }
}

/** A promotion with what is known of its uses. */
export async function offerOf(store: Store, { id, promotion: kept }: StoredPromotion): Promise<Offer> {
  const most = kept.limits?.inAll
  return { id, promotion: kept, isUsedUp: most !== undefined && (await readUses(store, id)) >= most }
}
