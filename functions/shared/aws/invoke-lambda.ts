import { once } from '../once.ts'
import { Fault } from '../outcomes.ts'
import { signedAccess } from './signed-access.ts'

/** Asks a Lambda and waits for its answer: JSON in, JSON out. Throws a Fault where the function fails. */
export type InvokeLambda = (functionName: string, payload: string) => Promise<string>

const prepare = once(() => signedAccess('lambda'))

/**
 * By Lambda's Invoke operation (API version 2015-03-31), signed.
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
