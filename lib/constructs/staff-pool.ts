import { Aws, Duration } from 'aws-cdk-lib'
import {
  AccountRecovery,
  FeaturePlan,
  Mfa,
  OAuthScope,
  ResourceServerScope,
  UserPool,
  type UserPoolClient,
  type UserPoolDomain,
  UserPoolGroup,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { GROUP_SCOPES, RESOURCE_SERVER, SCOPES } from '#shared/actor.ts'
import type { StageConfig } from '../config.ts'
import { explain } from './explain.ts'
import { dataPolicy } from './kept.ts'

/** The people who work with orders, by password and TOTP, and the programs that do, by client credentials. */
export class StaffPool extends Construct {
  readonly pool: UserPool
  readonly staffClient: UserPoolClient
  readonly machineClient: UserPoolClient
  readonly domain: UserPoolDomain

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id)
    this.pool = new UserPool(this, 'Pool', {
      userPoolName: `cartwright-${config.stage}-staff`,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: { minLength: 12, requireUppercase: true, requireDigits: true, requireSymbols: true },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: config.deletionProtection,
      removalPolicy: dataPolicy(config),
    })
    explain(
      this.pool,
      'COG8',
      'The Plus plan costs by the user, and adds to a second factor that everybody has already',
    )
    for (const groupName of Object.keys(GROUP_SCOPES))
      new UserPoolGroup(this, groupName, { userPool: this.pool, groupName })
    this.staffClient = this.pool.addClient('Staff', {
      authFlows: { userSrp: true, userPassword: config.staffPasswordSignIn },
      disableOAuth: true,
      accessTokenValidity: Duration.minutes(config.staffTokenMinutes),
      idTokenValidity: Duration.minutes(config.staffTokenMinutes),
      refreshTokenValidity: Duration.hours(12),
      preventUserExistenceErrors: true,
    })
    const scopes = SCOPES.map(
      (scopeName) =>
        new ResourceServerScope({ scopeName, scopeDescription: `May do what needs ${scopeName}` }),
    )
    const server = this.pool.addResourceServer('Api', { identifier: RESOURCE_SERVER, scopes })
    this.machineClient = this.pool.addClient('Machine', {
      generateSecret: true,
      oAuth: {
        flows: { clientCredentials: true },
        scopes: scopes.map((scope) => OAuthScope.resourceServer(server, scope)),
      },
      accessTokenValidity: Duration.hours(1),
    })
    this.domain = this.pool.addDomain('Domain', {
      cognitoDomain: { domainPrefix: `cartwright-${config.stage}-${Aws.ACCOUNT_ID}` },
    })
  }
}
