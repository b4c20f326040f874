import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as z from 'zod/mini'
import type { CommitDeps } from './aggregate.ts'
import { makeKmsWrap } from './aws/kms-wrap.ts'
import { readSignedSecret } from './aws/signed-secrets.ts'
import { systemClock } from './clock.ts'
import { baseEnvironment, readEnvironment } from './environment.ts'
import { type Ids, makeIds } from './ids.ts'
import { personalKeyAlias, personalKeysTable } from './names.ts'
import { makeOrderTokens, type OrderTokens } from './order-tokens.ts'
import { makePersonal, type Personal } from './personal.ts'
import { remembered } from './remembered.ts'
import { endOf, retention } from './retention.ts'
import { makeSealedText, type SealedText } from './sealed-text.ts'
import { makeSecrets, type Secrets } from './secrets.ts'
import { makeDynamoDbStore } from './store/dynamodb-store.ts'
import type { Store } from './store/store.ts'
import { type EndOf, makeSubjectKeys, type SubjectKeys } from './subject-keys.ts'

/** What nearly every handler needs, made once per cold start. */
export interface Runtime {
  readonly stage: string
  readonly store: Store
  readonly secrets: Secrets
  readonly personal: () => Promise<Personal>
  readonly subjectKeys: SubjectKeys
  readonly endOf: EndOf
  readonly orderTokens: OrderTokens
  readonly quoteSeal: SealedText
  /** For use cases that write an aggregate. */
  readonly commitDeps: () => Promise<CommitDeps & { readonly ids: Ids }>
}

export function makeRuntime(): Runtime {
  const { STAGE, TABLE_NAME } = readEnvironment(baseEnvironment)
  const secrets = makeSecrets(readSignedSecret, STAGE, systemClock)
  const client = new DynamoDBClient({})
  const store = makeDynamoDbStore(client, TABLE_NAME)
  const ids = makeIds()
  const kept = remembered(() =>
    retention.parse(JSON.parse(readEnvironment({ RETENTION: z.string() }).RETENTION)),
  )
  const endOfSubject: EndOf = (subjectId) => endOf(subjectId, kept())
  const subjectKeys = makeSubjectKeys({
    store: makeDynamoDbStore(client, personalKeysTable(STAGE)),
    table: personalKeysTable(STAGE),
    wrap: makeKmsWrap(personalKeyAlias(STAGE)),
    clock: systemClock,
    endOf: endOfSubject,
  })
  const personal = async () => makePersonal(subjectKeys, ...(await secrets.texts('personal')))
  return {
    stage: STAGE,
    store,
    secrets,
    personal,
    subjectKeys,
    endOf: endOfSubject,
    orderTokens: makeOrderTokens(secrets.signing('tokens')),
    quoteSeal: makeSealedText('quote', secrets.signing('quote-seal')),
    commitDeps: async () => ({ store, clock: systemClock, ids, personal: await personal() }),
  }
}
