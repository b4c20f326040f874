import { Duration } from 'aws-cdk-lib'
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { MIN_PASSWORD_LENGTH } from '#contexts/customers/contract/passwords.ts'
import type { StageConfig } from '../config.ts'
import { explain } from './explain.ts'
import { dataPolicy } from './kept.ts'

/** So long an access token is good after whoever has it was signed out: the shortest that Cognito gives. */
const ACCESS_TOKEN_LIFE = Duration.minutes(5)

/**
 * Who signs in as a customer. The pool knows passwords and a name that says nothing, no address and no mail: those
 * are kept, sealed, by the context `customers`. It alone has the client's secret, so that every sign-in passes by
 * its operations, which count failures and ask for the second factor.
 */
export class CustomerPool extends Construct {
  readonly pool: UserPool
  readonly client: UserPoolClient

  constructor(scope: Construct, id: string, config: StageConfig) {
    super(scope, id)
    this.pool = new UserPool(this, 'Pool', {
      userPoolName: `cartwright-${config.stage}-customers`,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      mfa: Mfa.OFF,
      passwordPolicy: {
        ...{ minLength: MIN_PASSWORD_LENGTH, requireLowercase: true, requireUppercase: true },
        ...{ requireDigits: true, requireSymbols: true },
      },
      accountRecovery: AccountRecovery.NONE,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: config.deletionProtection,
      removalPolicy: dataPolicy(config),
    })
    explain(
      this.pool,
      'COG2',
      'The second factor is asked for by the context customers, before it hands tokens out',
    )
    explain(
      this.pool,
      'COG8',
      'The Plus plan costs by the user; failures are counted by the context customers',
    )
    this.client = this.pool.addClient('Shop', {
      generateSecret: true,
      authFlows: { userSrp: true },
      disableOAuth: true,
      accessTokenValidity: ACCESS_TOKEN_LIFE,
      idTokenValidity: ACCESS_TOKEN_LIFE,
      refreshTokenValidity: Duration.days(30),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // What a customer writes by themselves: a nickname that nobody reads.
      writeAttributes: new ClientAttributes().withStandardAttributes({ nickname: true }),
    })
  }
}
