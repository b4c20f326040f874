import { type HistoryEvent, paginateGetExecutionHistory, SFNClient } from '@aws-sdk/client-sfn'
import { ACCOUNT, clientConfig, REGION } from '#local/aws.ts'

export interface Execution {
  /** State transitions as they are billed: the start, each state entered, each retry. */
  readonly transitions: number
  /** Writes of the machine itself with which it begins to wait. */
  readonly waits: number
}

/** What the runs of an order took; `runs` is the number of the last one. */
export async function executionOf(
  endpoint: string,
  { machine, orderId, runs }: { machine: string; orderId: string; runs: number },
): Promise<Execution> {
  const client = new SFNClient(clientConfig(endpoint))
  const events: HistoryEvent[] = []
  try {
    for (let run = 1; run <= runs; run += 1) {
      const executionArn = `arn:aws:states:${REGION}:${ACCOUNT}:execution:${machine}:${orderId}-${run}`
      for await (const page of paginateGetExecutionHistory({ client }, { executionArn }))
        events.push(...(page.events ?? []))
    }
  } finally {
    client.destroy()
  }
  return countTransitions(events, runs)
}

export function countTransitions(events: readonly HistoryEvent[], runs: number): Execution {
  const ofType = (pattern: RegExp) => events.filter(({ type }) => pattern.test(type ?? ''))
  const entered = ofType(/StateEntered$/).length
  const retries = ofType(/^TaskScheduled$/).length - ofType(/^TaskStateEntered$/).length
  const waits = ofType(/^TaskScheduled$/).filter(({ taskScheduledEventDetails }) =>
    /updateItem/i.test(taskScheduledEventDetails?.resource ?? ''),
  )
  return { transitions: runs + entered + retries, waits: waits.length }
}
