import {
  type FunctionConfiguration,
  InvokeCommand,
  LambdaClient,
  paginateListFunctions,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { clientConfig } from '#local/aws.ts'
import { type Outputs, stageOf } from '#local/outputs.ts'
import { type Context, functionName } from '#shared/names.ts'

/** Runs a function as its schedule does, and comes back when it has run; throws where it failed. */
export async function runScheduled(outputs: Outputs, context: Context, name: string): Promise<void> {
  const client = new LambdaClient(clientConfig(outputs.awsEndpoint))
  const FunctionName = functionName(stageOf(outputs), context, name)
  const { FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName, Payload: '{}' }))
  client.destroy()
  if (FunctionError) throw new Error(`${FunctionName}: ${FunctionError} ${Payload?.transformToString()}`)
}

/**
 * Deploys another value of a variable to all functions that have it, as long as `use` takes.
 * Others on the same Cartwright see it too: for tests that run alone.
 */
export async function withVariable(
  endpoint: string,
  name: string,
  change: (value: string) => string,
  use: () => Promise<void>,
): Promise<void> {
  const client = new LambdaClient(clientConfig(endpoint))
  const having = await functionsWith(client, name)
  if (having.length === 0) throw new Error(`no function has a variable ${name}`)
  const deploy = (newValue: (before: string) => string) =>
    Promise.all(
      having.map(async ({ FunctionName, variables, value }) => {
        const Environment = { Variables: { ...variables, [name]: newValue(value) } }
        await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment }))
        await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName })
      }),
    )
  try {
    await deploy(change)
    await use()
  } finally {
    await deploy((before) => before)
    client.destroy()
  }
}

/** The same for some of what the shop has decided about orders. */
export const withOrderSettings = (
  endpoint: string,
  settings: object,
  use: () => Promise<void>,
): Promise<void> =>
  withVariable(
    endpoint,
    'ORDER_SETTINGS',
    (value) => JSON.stringify({ ...JSON.parse(value), ...settings }),
    use,
  )

/** Gives a function so many seconds, as long as `use` takes: what works longer is ended in the middle of it. */
export async function withTimeLimit(
  endpoint: string,
  functionNameEnd: string,
  seconds: number,
  use: () => Promise<void>,
): Promise<void> {
  const client = new LambdaClient(clientConfig(endpoint))
  const all = await functions(client)
  const found = all.find(({ FunctionName }) => FunctionName?.endsWith(functionNameEnd))
  const { FunctionName, Timeout } = found ?? {}
  if (!FunctionName || !Timeout) throw new Error(`no function ends with ${functionNameEnd}`)
  const allow = async (Timeout: number) => {
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Timeout }))
    await waitUntilFunctionUpdatedV2({ client, maxWaitTime: 60 }, { FunctionName })
  }
  try {
    await allow(seconds)
    await use()
  } finally {
    await allow(Timeout)
    client.destroy()
  }
}

async function functions(client: LambdaClient): Promise<FunctionConfiguration[]> {
  const found: FunctionConfiguration[] = []
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) found.push(...Functions)
  return found
}

async function functionsWith(client: LambdaClient, name: string) {
  const found: { FunctionName: string; variables: Record<string, string>; value: string }[] = []
  for (const { FunctionName, Environment: { Variables: variables = {} } = {} } of await functions(client)) {
    const value = variables[name]
    if (FunctionName && value !== undefined) found.push({ FunctionName, variables, value })
  }
  return found
}
