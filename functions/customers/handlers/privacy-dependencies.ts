import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import * as z from 'zod/mini'
import { tellDocumentsHeld } from '#contexts/documents/contract/held.ts'
import { forgetPeople, ordersOfCustomer } from '#contexts/orders/contract/customer-calls.ts'
import { invokeLambda } from '#shared/aws/invoke-lambda.ts'
import { makeS3Objects } from '#shared/aws/s3-objects.ts'
import { type Callable, makeAsk } from '#shared/calls.ts'
import { readEnvironment } from '#shared/environment.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeCognitoPool } from '../adapters/cognito-pool.ts'
import { makeErasures } from '../adapters/erasure-items.ts'
import { makeExportFiles } from '../adapters/export-files.ts'
import { makeExportItems } from '../adapters/export-items.ts'
import { HELD_BY } from '../contract/held-by.ts'
import type { EraseDeps } from '../use-cases/erase-customer.ts'
import type { ExportDeps } from '../use-cases/export-customer.ts'

/** For what a customer may ask for all that is held of them: to have it, and to be erased. */
export async function privacyDeps(runtime = makeRuntime()): Promise<ExportDeps & EraseDeps> {
  const settings = readEnvironment({
    BUCKET_NAME: z.string(),
    USER_POOL_ID: z.string(),
    CLIENT_ID: z.string(),
  })
  const ask = <C extends Callable>(call: C) => makeAsk(call, { invoke: invokeLambda, stage: runtime.stage })
  const commit = await runtime.commitDeps()
  return {
    ...commit,
    keys: runtime.subjectKeys,
    pool: makeCognitoPool({
      client: new CognitoIdentityProviderClient({}),
      userPoolId: settings.USER_POOL_ID,
      clientId: settings.CLIENT_ID,
    }),
    erasures: makeErasures(commit),
    exports: makeExportItems(commit),
    files: makeExportFiles(makeS3Objects(settings.BUCKET_NAME, commit.clock)),
    askOrders: ask(ordersOfCustomer),
    askForget: ask(forgetPeople),
    askPapers: ask(tellDocumentsHeld),
    askHeld: HELD_BY.map(ask),
  }
}
