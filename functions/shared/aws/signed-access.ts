import { setTimeout as sleep } from 'node:timers/promises'
import { AwsClient } from 'aws4fetch'
import * as z from 'zod/mini'
import { readEnvironment } from '../environment.ts'
import { defaultProvider } from './environment-credentials.ts'

/** What may pass by itself is tried again so often, with growing waits. */
export const RETRIES = 4

/** Before another try: milliseconds at random, so that those who failed together do not come back together. */
export const pauseAfter = (tried: number): Promise<void> => sleep(Math.random() * 50 * 2 ** tried)

/** By itself aws4fetch tries only answers of 429 and 5xx again; this one, as the SDK, a broken connection, too. */
class PatientClient extends AwsClient {
  override async fetch(...request: Parameters<AwsClient['fetch']>): Promise<Response> {
    for (let tried = 0; ; tried += 1) {
      try {
        return await super.fetch(...request)
      } catch (error) {
        if (tried === RETRIES || !isOfTheNetwork(error)) throw error
      }
      await pauseAfter(tried)
    }
  }
}

/** Where no answer came, fetch throws a TypeError that says why; one for a wrong request has no cause with a code. */
const isOfTheNetwork = (error: unknown): boolean =>
  error instanceof TypeError && error.cause instanceof Error && 'code' in error.cause

/**
 * What a function asks a service of AWS with, by signed requests of its own: the SDK's client of a service would add
 * 70 kB and more to functions that load in the presence of a customer.
 * @param service as signatures and addresses name it, such as `lambda`
 */
export async function signedAccess(service: string) {
  const { AWS_REGION: region, AWS_ENDPOINT_URL: elsewhere } = readEnvironment({
    AWS_REGION: z.string(),
    AWS_ENDPOINT_URL: z.optional(z.string()),
  })
  const credentials = await defaultProvider()()
  return {
    region,
    credentials,
    client: new PatientClient({ ...credentials, service, region, retries: RETRIES }),
    /** Where all of AWS is, if not at its own addresses. */
    elsewhere,
    endpoint: elsewhere ?? `https://${service}.${region}.amazonaws.com`,
  }
}
