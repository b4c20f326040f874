import { AwsClient } from 'aws4fetch'
import * as z from 'zod/mini'
import { readEnvironment } from '../environment.ts'
import { once } from '../once.ts'
import { Fault } from '../outcomes.ts'
import { defaultProvider } from './environment-credentials.ts'

/** Asks a Lambda and waits for its answer: JSON in, JSON out. Throws a Fault where the function fails. */
export type InvokeLambda = (functionName: string, payload: string) => Promise<string>

/** Throttling and faults of the service are tried again so often, with growing waits. */
const RETRIES = 4

const prepare = once(async () => {
  const { AWS_REGION, AWS_ENDPOINT_URL } = readEnvironment({
    AWS_REGION: z.string(),
    AWS_ENDPOINT_URL: z.optional(z.string()),
  })
  const credentials = await defaultProvider()()
  return {
    endpoint: AWS_ENDPOINT_URL ?? `https://lambda.${AWS_REGION}.amazonaws.com`,
    client: new AwsClient({ ...credentials, service: 'lambda', region: AWS_REGION, retries: RETRIES }),
  }
})

/**
 * By Lambda's Invoke operation (API version 2015-03-31), signed: the SDK's client would add 70 kB to the
 * functions of the ordering path for this one request.
 */
export const invokeLambda: InvokeLambda = async (functionName, payload) => {
  const { client, endpoint } = await prepare()
  const answer = await client.fetch(`${endpoint}/2015-03-31/functions/${functionName}/invocations`, {
    method: 'POST',
    body: payload,
  })
  const failure = answer.headers.get('x-amz-function-error')
  if (!answer.ok || failure)
    throw new Fault(`${functionName} failed: ${failure ?? `status ${answer.status}`}`)
  return answer.text()
}
