import { describe, expect, test } from 'vitest'
import { nameOf, STAGE_NAMES, synthesize } from './synth.ts'

/** What holds data or an identity: made anew under another logical id, it would be empty. */
const STATEFUL = [
  'AWS::DynamoDB::Table',
  'AWS::SecretsManager::Secret',
  'AWS::Cognito::UserPool',
  'AWS::KMS::Key',
  'AWS::ApiGatewayV2::Api',
  'AWS::Events::EventBus',
  'AWS::StepFunctions::StateMachine',
  'AWS::S3::Bucket',
]

/** Of these the data cannot be made again. */
const PRECIOUS = [
  'AWS::DynamoDB::Table',
  'AWS::SecretsManager::Secret',
  'AWS::Cognito::UserPool',
  'AWS::KMS::Key',
  'AWS::S3::Bucket',
]

describe('what holds data', () => {
  test.each(STAGE_NAMES)('keeps its logical id in %s: a change would replace it', async (stage) => {
    const { resources } = await synthesize(stage)
    const stateful = resources.filter(({ Type }) => STATEFUL.includes(Type))
    console.log(`${stage}: ${stateful.length} stateful resources checked`)
    const ids = stateful.map((found) => `${found.Type} ${nameOf(found)}`).sort()
    await expect(`${ids.join('\n')}\n`).toMatchFileSnapshot(`stateful-ids/${stage}.txt`)
  })

  test('stays in prod when its stack is deleted or replaces it', async () => {
    const { resources } = await synthesize('prod')
    const precious = resources.filter(({ Type }) => PRECIOUS.includes(Type))
    expect(precious.length).toBeGreaterThan(13)
    for (const found of precious)
      expect
        .soft(found, nameOf(found))
        .toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' })
  })

  test('cannot be deleted in prod without switching the protection off', async () => {
    const { ofType } = await synthesize('prod')
    for (const table of ofType('AWS::DynamoDB::Table'))
      expect.soft(table.Properties, nameOf(table)).toMatchObject({ DeletionProtectionEnabled: true })
    const pools = ofType('AWS::Cognito::UserPool')
    expect(pools).toHaveLength(2)
    for (const pool of pools)
      expect.soft(pool.Properties, nameOf(pool)).toMatchObject({ DeletionProtection: 'ACTIVE' })
  })

  test('leaves nothing behind on the laptop', async () => {
    const { resources } = await synthesize('local')
    expect(resources.filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain').map(nameOf)).toEqual([])
  })
})
