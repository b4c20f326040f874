import * as z from 'zod/mini'
import { once } from '../once.ts'
import type { ReadSecret } from '../secrets.ts'
import { askJson } from './json-api.ts'
import { signedAccess } from './signed-access.ts'

const prepare = once(() => signedAccess('secretsmanager'))

const value = z.object({ SecretString: z.optional(z.string()) })

/** By Secrets Manager's JSON API (version 2017-10-17), signed. */
export const readSignedSecret: ReadSecret = async (SecretId, VersionStage) => {
  const request = { SecretId, VersionStage }
  const answer = await askJson(await prepare(), 'secretsmanager.GetSecretValue', request)
  if (answer.ok) return value.parse(answer.body).SecretString
  if (answer.type === 'ResourceNotFoundException') return undefined
  throw new Error(`Secrets Manager answered ${answer.status}: ${answer.type}`)
}
