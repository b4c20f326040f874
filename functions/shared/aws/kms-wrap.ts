import { createSecretKey } from 'node:crypto'
import * as z from 'zod/mini'
import { once } from '../once.ts'
import { Fault } from '../outcomes.ts'
import type { KeyWrap } from '../subject-keys.ts'
import { askJson, type JsonApi } from './json-api.ts'
import { signedAccess } from './signed-access.ts'

const made = z.object({ Plaintext: z.string(), CiphertextBlob: z.string() })
const opened = z.object({ Plaintext: z.string() })

const accessOfTheFunction = once((): Promise<JsonApi> => signedAccess('kms'))

/**
 * Wraps keys by KMS, whose key never leaves it; the subject is the encryption context, so that a wrapped key is of use
 * for its subject alone, and the trail of KMS says whose key was asked for. By KMS's JSON API (version 2014-11-01),
 * signed.
 * @param keyId of the wrapping key, or its alias
 */
export const makeKmsWrap = (
  keyId: string,
  access: () => Promise<JsonApi> = accessOfTheFunction,
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

async function ask(kms: JsonApi, action: 'GenerateDataKey' | 'Decrypt', request: object): Promise<unknown> {
  const answer = await askJson(kms, `TrentService.${action}`, request)
  if (answer.ok) return answer.body
  throw new Fault(`${action} of KMS failed: status ${answer.status}, ${answer.type}`)
}
