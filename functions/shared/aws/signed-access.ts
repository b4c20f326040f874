import { AwsClient } from 'aws4fetch'
import * as z from 'zod/mini'
import { readEnvironment } from '../environment.ts'
import { defaultProvider } from './environment-credentials.ts'

/** Throttling and faults of the service are tried again so often, with growing waits. */
export const RETRIES = 4

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
    client: new AwsClient({ ...credentials, service, region, retries: RETRIES }),
    /** Where all of AWS is, if not at its own addresses. */
    elsewhere,
    endpoint: elsewhere ?? `https://${service}.${region}.amazonaws.com`,
  }
}
