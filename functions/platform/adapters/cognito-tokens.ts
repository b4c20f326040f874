import { CognitoJwtVerifier } from 'aws-jwt-verify'
import { FetchError, JwtBaseError, JwtExpiredError } from 'aws-jwt-verify/error'
import { SimpleJwksCache } from 'aws-jwt-verify/jwk'
import * as z from 'zod/mini'
import { Fault } from '#shared/outcomes.ts'
import type { Claims, VerifyToken } from '../use-cases/authorize.ts'

const claims = z.object({
  iss: z.string(),
  exp: z.int(),
  origin_jti: z.optional(z.string()),
  sub: z.string(),
  client_id: z.string(),
  username: z.optional(z.string()),
  'cognito:groups': z.optional(z.array(z.string())),
  scope: z.optional(z.string()),
})

interface Pool {
  readonly userPoolId: string
  /** Whose tokens are taken. */
  readonly clientIds: readonly string[]
}

export interface CognitoSettings {
  readonly pools: Readonly<Record<Claims['pool'], Pool>>
  /** Where Cognito is asked, if not at its own address; tokens name Cognito as their issuer all the same. */
  readonly endpoint: string | undefined
}

/** Verifies access tokens of both pools; their public keys are fetched once and kept. */
export function makeVerifyToken({ pools, endpoint }: CognitoSettings): VerifyToken {
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: (uri) => fetchKeys(addressOf(uri, endpoint)) } })
  const verifier = CognitoJwtVerifier.create(
    Object.values(pools).map(({ userPoolId, clientIds }) => ({
      ...{ userPoolId, tokenUse: 'access' as const },
      clientId: [...clientIds],
    })),
    { jwksCache },
  )
  return async (token) => {
    try {
      const said = claims.parse(await verifier.verify(token))
      const pool = said.iss.endsWith(`/${pools.customers.userPoolId}`) ? 'customers' : 'staff'
      return { ok: true, claims: { ...said, pool } }
    } catch (error) {
      if (error instanceof JwtExpiredError)
        return { ok: false, problem: 'The access token has expired. Sign in again, or refresh it.' }
      if (error instanceof JwtBaseError && !(error instanceof FetchError))
        return { ok: false, problem: 'The token is not a valid access token of this service.' }
      throw new Fault('an access token could not be verified', { cause: error })
    }
  }
}

const addressOf = (uri: string, endpoint: string | undefined): string =>
  endpoint ? `${endpoint.replace(/\/$/, '')}${new URL(uri).pathname}` : uri

async function fetchKeys(uri: string): Promise<ArrayBuffer> {
  try {
    const answer = await fetch(uri, { signal: AbortSignal.timeout(3_000) })
    if (answer.ok) return await answer.arrayBuffer()
    throw new FetchError(uri, `status ${answer.status}`)
  } catch (error) {
    throw error instanceof FetchError ? error : new FetchError(uri, error)
  }
}
