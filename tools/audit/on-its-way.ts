import type { Books } from '#contexts/payments/domain/invariants.ts'
import { days, hours } from '#shared/clock.ts'

/** A capture that was asked for is answered by then, or has been lost. */
const CAPTURED_WITHIN = hours(1)

/** Banks take days to answer for a refund; one that is not answered by then is a person's matter. */
const REFUNDED_WITHIN = days(30)

/** Whether the gateway may still answer what it was asked, so that its ledger may differ from ours. */
export function isOnItsWay({ payment, refunds }: Pick<Books, 'payment' | 'refunds'>, now: Date): boolean {
  const isYounger = (since: string, limit: number) => now.getTime() - Date.parse(since) < limit
  const { capturing, capture } = payment
  return (
    (capturing > 0 && capture !== undefined && isYounger(capture.startedAt, CAPTURED_WITHIN)) ||
    refunds.some(({ state, createdAt }) => state === 'pending' && isYounger(createdAt, REFUNDED_WITHIN))
  )
}
