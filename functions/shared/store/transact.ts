import { setTimeout as sleep } from 'node:timers/promises'
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { Fault } from '../outcomes.ts'
import type { CommitResult } from './store.ts'

/** How often a transaction is tried that something gets in the way of; the last wait is about a second. */
export const ATTEMPTS = 9

/**
 * Why DynamoDB cancels a transaction that may succeed a moment later: another is under way on one of its items, or
 * there is no capacity, provisioned or on demand. The SDK tries none of these again. What it does try again, by
 * the same token, is a transaction that is throttled as a whole, or that is in progress since its last try.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors
 */
const IN_THE_WAY = new Set<string | undefined>([
  'TransactionConflict',
  'ProvisionedThroughputExceeded',
  'ThrottlingError',
])

/**
 * Tries a transaction until nothing is in its way. `attempt` answers once it is done, or throws what the SDK throws;
 * `wait` is given milliseconds. Throws a `Fault` where it was cancelled for good, or `ATTEMPTS` times.
 */
export async function transact(
  table: string,
  attempt: () => Promise<CommitResult>,
  wait: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<CommitResult> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt()
    } catch (error) {
      const failed = conditionsFailed(error)
      if (failed.length > 0) return { ok: false, failed }
      if (tries === ATTEMPTS)
        throw new Fault(`a transaction on ${table} met others in its way, or no capacity, ${tries} times`, {
          cause: error,
        })
      await wait(Math.random() * Math.min(1_000, 10 * 2 ** tries))
    }
  }
}

/** The places of the conditions that did not hold; none where the transaction may be tried again. */
function conditionsFailed(error: unknown): number[] {
  if (!(error instanceof TransactionCanceledException)) throw error
  const codes = (error.CancellationReasons ?? []).map((reason) => reason.Code)
  const failed = codes.flatMap((code, place) => (code === 'ConditionalCheckFailed' ? [place] : []))
  if (failed.length > 0 || codes.some((code) => IN_THE_WAY.has(code))) return failed
  throw new Fault(`a transaction was cancelled: ${codes.join(', ')}`, { cause: error })
}
