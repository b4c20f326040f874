import { randomInt } from 'node:crypto'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import * as z from 'zod/mini'
import { readEnvironment } from '#shared/environment.ts'
import { makeSealedText } from '#shared/sealed-text.ts'
import { makeCognitoPool } from '../adapters/cognito-pool.ts'
import type { IdentityDeps } from '../use-cases/ports.ts'
import { runtime } from './dependencies.ts'

const settings = readEnvironment({ USER_POOL_ID: z.string(), CLIENT_ID: z.string() })

const pool = makeCognitoPool({
  client: new CognitoIdentityProviderClient({}),
  userPoolId: settings.USER_POOL_ID,
  clientId: settings.CLIENT_ID,
})

export const identityDeps = async (): Promise<IdentityDeps> => ({
  ...(await runtime.commitDeps()),
  pool,
  signInSeal: makeSealedText('customer-sign-in', runtime.secrets.signing('tokens')),
  newCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
})
