import * as z from 'zod/mini'
import { readEnvironment } from '../environment.ts'

const credentials = {
  AWS_ACCESS_KEY_ID: z.string(),
  AWS_SECRET_ACCESS_KEY: z.string(),
  AWS_SESSION_TOKEN: z.optional(z.string()),
}

/**
 * Stands in for `@aws-sdk/credential-provider-node` in the bundles: Lambda puts a role's credentials in
 * the environment, so that searching files, metadata services and sign-ins for them, a third of a bundle,
 * is never needed.
 */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = readEnvironment(credentials)
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN ? { sessionToken: AWS_SESSION_TOKEN } : {}),
  }
}
