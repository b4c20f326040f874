import { ACCOUNT, clientConfig, REGION } from '#local/aws.ts'
import { type Outputs, stageOf } from '#local/outputs.ts'
import { type AuditSettings, machineArn } from './open-world.ts'

/** What runs on this machine: the local AWS and the sandbox of Stripe. */
export function settingsOfThisMachine(outputs: Outputs): AuditSettings {
  const stage = stageOf(outputs)
  return {
    ...{ stage, aws: clientConfig(outputs.awsEndpoint) },
    machine: machineArn(stage, { region: REGION, account: ACCOUNT }),
    ...{ stripeApiUrl: outputs.stripeUrl, stripeKey: { secret: 'stripe' } },
  }
}
