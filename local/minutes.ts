import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { clientConfig } from './aws.ts'
import { scheduledFunctions } from './scheduled-functions.ts'

const EACH_MINUTE = 'rate(1 minute)'
/** From one run to the next. */
const EVERY_MS = 8_000

/**
 * Runs every few seconds what Cartwright runs each minute, as tests learn nothing from waiting for the minute's end.
 * What comes of a run is seen in what tests look at. Returns how to end it.
 */
export async function hurryMinutes(endpoint: string): Promise<() => void> {
  const client = new LambdaClient(clientConfig(endpoint))
  const names = await scheduledFunctions(endpoint, EACH_MINUTE)
  if (names.size === 0) throw new Error(`no rule has ${EACH_MINUTE}`)
  const timer = setInterval(() => {
    for (const FunctionName of names)
      client.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: '{}' })).catch(report)
  }, EVERY_MS)
  return () => {
    clearInterval(timer)
    client.destroy()
  }
}

const report = (error: unknown) => console.error('what runs each minute was not run:', error)
