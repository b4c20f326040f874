import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { SFNClient } from '@aws-sdk/client-sfn'
import * as z from 'zod/mini'
import { makeStateMachine } from '#contexts/orders/adapters/state-machine.ts'
import { sdkSecrets } from '#shared/aws/sdk-secrets.ts'
import { systemClock } from '#shared/clock.ts'
import { stateMachineName } from '#shared/names.ts'
import { makeSecrets } from '#shared/secrets.ts'
import { makeKeyOf, makeTables } from './aws-tables.ts'
import { makeStripeBooks } from './stripe-books.ts'
import type { AuditWorld } from './world.ts'

export interface AuditSettings {
  readonly stage: string
  /** Of AWS clients; empty where their surroundings say everything. */
  readonly aws: { readonly region?: string }
  /** The ARN of the order workflow. */
  readonly machine: string
  /** Where Stripe's API is; Stripe's own where it is empty. */
  readonly stripeApiUrl: string
  /** A key that may read PaymentIntents and Charges; or the secret that holds one. */
  readonly stripeKey: string | { readonly secret: 'stripe' | 'stripe-audit' }
}

export const machineArn = (stage: string, { region, account }: { region: string; account: string }): string =>
  `arn:aws:states:${region}:${account}:stateMachine:${stateMachineName(stage)}`

const given = z.object({ apiKey: z.string() })
const keyIn = ([current]: readonly [string, ...string[]]): string => given.parse(JSON.parse(current)).apiKey

/** A deployed stage, to be read. */
export function openAuditWorld(settings: AuditSettings): AuditWorld {
  const { stage, aws, machine, stripeApiUrl, stripeKey } = settings
  const secrets = makeSecrets(sdkSecrets(new SecretsManagerClient(aws)), stage, systemClock)
  const workflow = makeStateMachine(new SFNClient(aws), machine)
  const dynamo = new DynamoDBClient(aws)
  return {
    tables: makeTables(dynamo, stage),
    keyOf: makeKeyOf(dynamo, stage),
    gateway: makeStripeBooks({
      stage,
      apiUrl: stripeApiUrl,
      apiKey: async () =>
        typeof stripeKey === 'string' ? stripeKey : keyIn(await secrets.texts(stripeKey.secret)),
    }),
    isRunning: (id, run) => workflow.isRunning(`${id}-${run}`),
    clock: systemClock,
  }
}
