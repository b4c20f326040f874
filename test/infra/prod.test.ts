import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Stack } from 'aws-cdk-lib'
import { describe, expect, test } from 'vitest'
import { ROOT } from '#lib/bundle.ts'
import { RUNBOOKS } from '#lib/constructs/alarms.ts'
import { nameOf, refersTo, synthesize } from './synth.ts'

describe('prod', () => {
  test('can be described without credentials: no account, no region, no look-up', async () => {
    const { app } = await synthesize('prod')
    const assembly = app.synth()
    expect(assembly.manifest.missing ?? []).toEqual([])
    for (const { environment } of assembly.stacks)
      expect(environment).toMatchObject({ account: 'unknown-account', region: 'unknown-region' })
  })

  test('tables can be brought back, are encrypted under our key, and are warm where orders come in', async () => {
    const tables = (await synthesize('prod')).ofType('AWS::DynamoDB::Table')
    expect(tables).toHaveLength(12)
    for (const table of tables)
      expect.soft(table.Properties, nameOf(table)).toMatchObject({
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
        BillingMode: 'PAY_PER_REQUEST',
      })
    const warm = tables.filter(({ Properties }) => Properties['WarmThroughput'] !== undefined)
    expect(warm.map(({ stack }) => stack).sort()).toEqual(['Inventory', 'Orders'])
  })

  test('the key is rotated, and secrets are encrypted under it', async () => {
    const { ofType } = await synthesize('prod')
    const keys = ofType('AWS::KMS::Key')
    expect(keys.map(({ Properties }) => Properties['EnableKeyRotation'])).toEqual([true, true])
    const key = keys.find(({ Properties }) => String(Properties['Description']).startsWith('Tables, secrets'))
    const secrets = ofType('AWS::SecretsManager::Secret')
    expect(secrets).toHaveLength(6)
    for (const secret of secrets)
      expect.soft(refersTo(secret.Properties['KmsKeyId']), nameOf(secret)).toBe(key?.logicalId)
  })

  test('the keys of persons can be brought back for days only, and nothing else holds a copy', async () => {
    const { ofType } = await synthesize('prod')
    const [table, ...others] = ofType('AWS::DynamoDB::Table').filter(
      ({ Properties }) => Properties['TableName'] === 'cartwright-prod-personal-keys',
    )
    expect(others).toEqual([])
    expect(table?.Properties).toMatchObject({
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
    })
    expect(table?.Properties['StreamSpecification']).toBeUndefined()
  })

  test('every event is archived', async () => {
    const archives = (await synthesize('prod')).ofType('AWS::Events::Archive')
    expect(archives.map(({ Properties }) => Properties['RetentionDays'])).toEqual([30])
  })

  test('what becomes of a mail is told by the stage’s own configuration set, and heard of this set alone', async () => {
    const { ofType } = await synthesize('prod')
    expect(ofType('AWS::SES::ConfigurationSet').map(({ Properties }) => Properties['Name'])).toEqual([
      'cartwright-prod',
    ])
    expect(ofType('AWS::SES::ConfigurationSetEventDestination')[0]?.Properties).toMatchObject({
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['bounce', 'complaint'],
        EventBridgeDestination: { EventBusArn: expect.anything() },
      },
    })
    const heard = ofType('AWS::Events::Rule').filter(({ Properties }) =>
      JSON.stringify(Properties['EventPattern'] ?? {}).includes('aws.ses'),
    )
    expect(heard.map(({ Properties }) => Properties['EventPattern'])).toEqual([
      {
        source: ['aws.ses'],
        'detail-type': ['Email Bounced', 'Email Complaint Received'],
        detail: { mail: { tags: { 'ses:configuration-set': ['cartwright-prod'] } } },
      },
    ])
    expect(heard.map(({ Properties }) => Properties['EventBusName'])).toEqual([undefined])
  })

  test('the API is throttled and its requests are logged', async () => {
    const [stage] = (await synthesize('prod')).ofType('AWS::ApiGatewayV2::Stage')
    expect(stage?.Properties).toMatchObject({
      DefaultRouteSettings: { ThrottlingRateLimit: 2_000, ThrottlingBurstLimit: 4_000 },
      AccessLogSettings: { Format: expect.not.stringMatching(/authorization|body|sourceIp/i) },
    })
  })

  test('staff need a second factor, their tokens live five minutes, and their password is never sent', async () => {
    const { ofType } = await synthesize('prod')
    expect(ofType('AWS::Cognito::UserPool')[0]?.Properties).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    })
    const staff = ofType('AWS::Cognito::UserPoolClient').find(
      ({ Properties }) => Properties['GenerateSecret'] !== true,
    )
    expect(staff?.Properties).toMatchObject({
      AccessTokenValidity: 5,
      TokenValidityUnits: { AccessToken: 'minutes' },
    })
    expect(staff?.Properties['ExplicitAuthFlows']).not.toContain('ALLOW_USER_PASSWORD_AUTH')
  })

  test('stacks cannot be deleted by accident', async () => {
    const { app } = await synthesize('prod')
    const stacks = app.node.children.filter((child) => child instanceof Stack)
    expect(stacks).toHaveLength(15)
    expect(stacks.filter(({ terminationProtection }) => !terminationProtection)).toEqual([])
  })
})

describe('alarms of prod', () => {
  test('each dead-letter queue and each function has one, and all tell the topic', async () => {
    const { ofType } = await synthesize('prod')
    const alarms = ofType('AWS::CloudWatch::Alarm')
    console.log(`prod: ${alarms.length} alarms checked`)
    const watched = JSON.stringify(alarms.map(({ stack, Properties }) => [stack, Properties]))
    const functions = ofType('AWS::Lambda::Function')
    const queues = ofType('AWS::SQS::Queue').filter(
      ({ Properties }) => Properties['RedrivePolicy'] === undefined,
    )
    for (const found of [...functions, ...queues])
      expect.soft(watched, nameOf(found)).toContain(`"${found.logicalId}"`)
    for (const alarm of alarms)
      expect
        .soft(JSON.stringify(alarm.Properties['AlarmActions']), nameOf(alarm))
        .toContain('cartwright-prod-alarms')
  })

  test('each names a runbook that there is, and each runbook has its alarm', async () => {
    const alarms = (await synthesize('prod')).ofType('AWS::CloudWatch::Alarm')
    const named = alarms.map(
      ({ Properties }) =>
        /docs\/operations\/runbooks\/[a-z-]+\.md/.exec(String(Properties['AlarmDescription']))?.[0],
    )
    const wanted = Object.keys(RUNBOOKS).map((runbook) => `docs/operations/runbooks/${runbook}.md`)
    expect([...new Set(named)].sort()).toEqual(wanted.sort())
    expect(wanted.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  test('there is one page of graphs', async () => {
    expect((await synthesize('prod')).ofType('AWS::CloudWatch::Dashboard')).toHaveLength(1)
  })
})

describe.each(['local', 'test'] as const)('the emulator, which runs %s', (stage) => {
  const UNKNOWN = ['AWS::Events::Archive', 'AWS::CloudWatch::CompositeAlarm', 'AWS::SES::Template']

  test('knows all that is deployed to it', async () => {
    const { resources } = await synthesize(stage)
    const types = [...new Set(resources.map(({ Type }) => Type))]
    console.log(`${stage}: ${types.length} types of resources checked`)
    expect(types.filter((type) => UNKNOWN.includes(type) || type.startsWith('Custom::'))).toEqual([])
  })
})
