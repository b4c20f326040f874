import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge'
import { clientConfig } from './aws.ts'

/** The names of the functions that rules run by a schedule, such as `rate(1 minute)`; by any, if none is given. */
export async function scheduledFunctions(endpoint: string, schedule?: string): Promise<ReadonlySet<string>> {
  const events = new EventBridgeClient(clientConfig(endpoint))
  try {
    const { Rules = [], NextToken } = await events.send(new ListRulesCommand({}))
    if (NextToken) throw new Error(`there are more rules than the ${Rules.length} that were listed`)
    const theirs = Rules.filter(({ ScheduleExpression }) =>
      schedule ? ScheduleExpression === schedule : ScheduleExpression,
    )
    const lists = await Promise.all(
      theirs.map(({ Name }) => events.send(new ListTargetsByRuleCommand({ Rule: Name }))),
    )
    return new Set(lists.flatMap(({ Targets = [] }) => Targets.map(({ Arn }) => nameIn(Arn))))
  } finally {
    events.destroy()
  }
}

const nameIn = (functionArn = ''): string => functionArn.split(':')[6] ?? ''
