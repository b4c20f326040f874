import {
  DescribeExecutionCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import type { Workflow } from '../use-cases/ports.ts'

/** What Step Functions says of something that is over: for us it is done. */
const OVER = new Set([
  'TaskTimedOut',
  'TaskDoesNotExist',
  'InvalidToken',
  'ExecutionDoesNotExist',
  'ExecutionAlreadyExists',
])

/** What else it says where a run that is to be stopped has ended by itself. */
const STOPPED = new Set([...OVER, 'ValidationException'])

async function unlessOver(sent: Promise<unknown>, over: ReadonlySet<string> = OVER): Promise<void> {
  try {
    await sent
  } catch (error) {
    if (!(error instanceof Error && over.has(error.name))) throw error
  }
}

/** The order's state machine in Step Functions; `arn` is the machine's. */
export function makeStateMachine(client: Pick<SFNClient, 'send'>, arn: string): Workflow {
  const executionArn = (name: string) => `${arn.replace(':stateMachine:', ':execution:')}:${name}`
  return {
    start: (name, input) =>
      unlessOver(
        client.send(new StartExecutionCommand({ stateMachineArn: arn, name, input: JSON.stringify(input) })),
      ),

    stop: (name, cause) =>
      unlessOver(client.send(new StopExecutionCommand({ executionArn: executionArn(name), cause })), STOPPED),

    async isRunning(name) {
      try {
        const { status } = await client.send(
          new DescribeExecutionCommand({ executionArn: executionArn(name) }),
        )
        return status === 'RUNNING'
      } catch (error) {
        if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return false
        throw error
      }
    },

    resume: (taskToken, news) =>
      unlessOver(client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(news) }))),
  }
}
