import { untilNoConflict } from '#shared/aggregate.ts'
import type { AnswerOf, RequestOf } from '#shared/calls.ts'
import { Fault } from '#shared/outcomes.ts'
import type { Store } from '#shared/store/store.ts'
import {
  readCounted,
  readFirstOrder,
  readRedemption,
  redeemWrites,
  releaseWrites,
  tombstoneWrite,
} from '../adapters/redemption-items.ts'
import type { redeemPromotions, releasePromotions } from '../contract/calls.ts'
import { redeemed, tombstone, usedUpAmong } from '../domain/redemption.ts'

const CONFLICT = { ok: false as const, code: 'version_conflict' as const }

/**
 * Takes an order's uses of promotions, all of them or none. Primary course:
 * 1. Look whether the order has redeemed, or was ended, and how often each promotion is used.
 * 2. Write the order's record and count each use in one commit, on condition that one is left.
 * Where others came in between: look again. Refusals: `used_up` with the promotions; `already_released`.
 */
export const makeRedeemPromotions =
  ({ store }: { readonly store: Store }) =>
  async ({
    orderId,
    promotions,
    customerKeys,
    hasOrdered,
  }: RequestOf<typeof redeemPromotions>): Promise<AnswerOf<typeof redeemPromotions>> => {
    const [customerKey] = customerKeys
    if (customerKey === undefined) throw new Fault('a customer without a fingerprint')
    const result = await untilNoConflict(async () => {
      const known = await readRedemption(store, orderId)
      if (known) return { ok: true as const, value: answerOf(known.state) }
      const isKnown = hasOrdered || (await readFirstOrder(store, customerKeys)) !== undefined
      const read = await Promise.all(
        promotions.map((each) => readCounted(store, each, { keys: customerKeys, hasOrdered: isKnown })),
      )
      const counted = read.filter((each) => each !== undefined)
      const promotionIds = usedUpAmong(counted)
      if (promotionIds.length > 0)
        return { ok: true as const, value: { outcome: 'used_up' as const, promotionIds } }
      const taken = redeemed(orderId, customerKey, counted)
      const committed = await store.commit(redeemWrites(taken, counted))
      return committed.ok ? { ok: true as const, value: answerOf('redeemed') } : CONFLICT
    })
    return result.value
  }

const answerOf = (state: 'redeemed' | 'released') =>
  ({ outcome: state === 'redeemed' ? 'redeemed' : 'already_released' }) as const

/** Gives back what an order has taken, once, and leaves a tombstone. */
export const makeReleasePromotions =
  ({ store }: { readonly store: Store }) =>
  async ({ orderId }: RequestOf<typeof releasePromotions>): Promise<AnswerOf<typeof releasePromotions>> => {
    await untilNoConflict(async () => {
      const known = await readRedemption(store, orderId)
      if (known?.state === 'released') return { ok: true as const }
      const committed = await store.commit(
        known ? releaseWrites(known) : [tombstoneWrite(tombstone(orderId))],
      )
      return committed.ok ? { ok: true as const } : CONFLICT
    })
    return { outcome: 'released' }
  }
