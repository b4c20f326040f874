import { once } from '../once.ts'
import { Fault } from '../outcomes.ts'

/** Asks a Lambda and waits for its answer: JSON in, JSON out. */
export type InvokeLambda = (functionName: string, payload: string) => Promise<string>

/** Loaded with the first call: the client is large, and most invocations of those who may ask never do. */
const load = once(async () => {
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda')
  return { client: new LambdaClient({}), InvokeCommand }
})

/** Throws a Fault where the function fails. */
export const invokeLambda: InvokeLambda = async (functionName, payload) => {
  const { client, InvokeCommand } = await load()
  const answer = await client.send(
    new InvokeCommand({ FunctionName: functionName, Payload: Buffer.from(payload) }),
  )
  if (answer.FunctionError) throw new Fault(`${functionName} failed: ${answer.FunctionError}`)
  return answer.Payload?.transformToString() ?? ''
}
