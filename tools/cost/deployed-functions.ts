import {
  type FunctionConfiguration,
  GetPolicyCommand,
  type LambdaClient,
  ListEventSourceMappingsCommand,
  paginateListFunctions,
  ResourceNotFoundException,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda'
import { scheduledFunctions } from '#local/scheduled-functions.ts'

export interface DeployedFunction {
  /** As it is deployed, such as `cartwright-local-orders-api`. */
  readonly name: string
  readonly memoryMb: number
  readonly environment: Readonly<Record<string, string>>
  /** What sets it off; `other` are tasks, calls and publishers. */
  readonly trigger: 'http' | 'queue' | 'schedule' | 'other'
}

/** All functions of a deployment, and what sets each off, as the local AWS knows it. */
export async function deployedFunctions(lambda: LambdaClient, endpoint: string): Promise<DeployedFunction[]> {
  const configurations: FunctionConfiguration[] = []
  for await (const page of paginateListFunctions({ client: lambda }, {}))
    configurations.push(...(page.Functions ?? []))
  const [queued, scheduled] = await Promise.all([readersOfQueues(lambda), scheduledFunctions(endpoint)])
  const functions: DeployedFunction[] = []
  for (const { FunctionName: name = '', MemorySize = 128, Environment } of configurations) {
    const trigger = queued.has(name)
      ? 'queue'
      : scheduled.has(name)
        ? 'schedule'
        : (await servesHttp(lambda, name))
          ? 'http'
          : 'other'
    functions.push({ name, memoryMb: MemorySize, environment: Environment?.Variables ?? {}, trigger })
  }
  return functions
}

/** Lets a function find AWS at another address. Its workers are started anew. */
export const redirect = (lambda: LambdaClient, { name, environment }: DeployedFunction, endpoint: string) =>
  lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName: name,
      Environment: { Variables: { ...environment, AWS_ENDPOINT_URL: endpoint } },
    }),
  )

const nameIn = (functionArn = ''): string => functionArn.split(':')[6] ?? ''

async function readersOfQueues(lambda: LambdaClient): Promise<ReadonlySet<string>> {
  const { EventSourceMappings = [] } = await lambda.send(new ListEventSourceMappingsCommand({}))
  const ofQueues = EventSourceMappings.filter(({ EventSourceArn }) => EventSourceArn?.includes(':sqs:'))
  return new Set(ofQueues.map(({ FunctionArn }) => nameIn(FunctionArn)))
}

/** The HTTP API may invoke it, and not as its authorizer. */
async function servesHttp(lambda: LambdaClient, name: string): Promise<boolean> {
  try {
    const { Policy = '' } = await lambda.send(new GetPolicyCommand({ FunctionName: name }))
    return Policy.includes('apigateway.amazonaws.com') && !Policy.includes('/authorizers/')
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false
    throw error
  }
}
