import { describe, expect, test } from 'vitest'
import { STAGE_NAMES, synthesize } from './synth.ts'

describe.each(STAGE_NAMES)('the pool of customers of %s', (stage) => {
  test('lets nobody register by themselves, and recovers no password by itself', async () => {
    const pools = (await synthesize(stage)).ofType('AWS::Cognito::UserPool')
    const pool = pools.find(
      ({ Properties }) => Properties['UserPoolName'] === `cartwright-${stage}-customers`,
    )
    expect(pool?.Properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only' }] },
    })
    expect(pool?.Properties).not.toHaveProperty('AliasAttributes')
    expect(pool?.Properties).not.toHaveProperty('UsernameAttributes')
  })

  test('has one client, with a secret, for SRP alone, whose access tokens live five minutes', async () => {
    const clients = (await synthesize(stage)).ofType('AWS::Cognito::UserPoolClient')
    const ours = clients.filter(({ logicalId }) => logicalId.startsWith('Customers'))
    expect(ours.map(({ Properties }) => Properties)).toMatchObject([
      {
        GenerateSecret: true,
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
        AccessTokenValidity: 5,
        TokenValidityUnits: { AccessToken: 'minutes' },
        PreventUserExistenceErrors: 'ENABLED',
        EnableTokenRevocation: true,
      },
    ])
  })

  test('lets customers write nothing that anybody reads', async () => {
    const clients = (await synthesize(stage)).ofType('AWS::Cognito::UserPoolClient')
    const ours = clients.filter(({ logicalId }) => logicalId.startsWith('Customers'))
    expect(ours.map(({ Properties }) => Properties['WriteAttributes'])).toEqual([['nickname']])
  })
})
