import * as z from 'zod/mini'
import { days } from '#shared/clock.ts'
import { IS_NEW, type Key, type Store, type Write } from '#shared/store/store.ts'
import { type Adjustment, adjustment } from '../contract/types.ts'

export const adjustmentKey = (id: string): Key => ({ pk: `ADJUSTMENT#${id}`, sk: 'HEADER' })

const recordKey = (idempotencyKey: string): Key => ({
  pk: `IDEMPOTENCY#adjustStock#${idempotencyKey}`,
  sk: 'RECORD',
})

const record = z.object({ requestHash: z.string(), answer: adjustment })
export type AdjustmentRecord = z.infer<typeof record>

/** What an Idempotency-Key was answered with before. */
export async function readRecord(
  store: Store,
  idempotencyKey: string,
): Promise<AdjustmentRecord | undefined> {
  const item = await store.get(recordKey(idempotencyKey))
  return item && record.parse(item)
}

/** A replay is known for 30 days at least; the table drops the record some time after `ttl` (epoch seconds). */
export const recordWrite = (idempotencyKey: string, requestHash: string, answer: Adjustment): Write => ({
  put: {
    ...recordKey(idempotencyKey),
    requestHash,
    answer,
    ttl: Math.ceil((Date.parse(answer.at) + days(31)) / 1_000),
  },
  when: IS_NEW,
})
