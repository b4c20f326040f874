import { createSecretKey } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AwsClient } from 'aws4fetch'
import * as z from 'zod/mini'
import { once } from '../once.ts'
import { Fault } from '../outcomes.ts'
import type { KeyWrap } from '../subject-keys.ts'
import { RETRIES, signedAccess } from './signed-access.ts'

const made = z.object({ Plaintext: z.string(), CiphertextBlob: z.string() })
const opened = z.object({ Plaintext: z.string() })

/** KMS, and who asks it. */
export interface KmsAccess {
  readonly endpoint: string
  readonly client: AwsClient
}

const accessOfTheFunction = once((): Promise<KmsAccess> => signedAccess('kms'))

/**
 * Wraps keys by KMS, whose key never leaves it; the subject is the encryption context, so that a wrapped key is of use
 * for its subject alone, and the trail of KMS says whose key was asked for. By KMS's JSON API (version 2014-11-01),
 * signed.
 * @param keyId of the wrapping key, or its alias
 */
export const makeKmsWrap = (
  keyId: string,
  access: () => Promise<KmsAccess> = accessOfTheFunction,
): KeyWrap => ({
  async make(subjectId) {
    const answer = made.parse(
      await ask(await access(), 'GenerateDataKey', {
        KeyId: keyId,
        KeySpec: 'AES_256',
        EncryptionContext: { subjectId },
      }),
    )
    return { key: keyIn(answer), wrapped: answer.CiphertextBlob }
  },

  async unwrap(subjectId, wrapped) {
    const request = { KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: { subjectId } }
    return keyIn(opened.parse(await ask(await access(), 'Decrypt', request)))
  },
})

const keyIn = ({ Plaintext }: { Plaintext: string }) => createSecretKey(Buffer.from(Plaintext, 'base64'))

async function ask(
  { client, endpoint }: KmsAccess,
  action: 'GenerateDataKey' | 'Decrypt',
  request: object,
): Promise<unknown> {
  for (let tried = 0; ; tried += 1) {
    const answer = await client.fetch(`${endpoint}/`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `TrentService.${action}` },
      body: JSON.stringify(request),
    })
    if (answer.ok) return answer.json()
    const said = await answer.text()
    // KMS says with a status of 400 that it is asked too often; aws4fetch tries only others again.
    if (!said.includes('ThrottlingException') || tried === RETRIES)
      throw new Fault(`${action} of KMS failed: status ${answer.status}`)
    await sleep(Math.random() * 50 * 2 ** tried)
  }
}
