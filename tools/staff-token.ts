import { parseArgs } from 'node:util'
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import { stackName } from '#shared/names.ts'
import { failureOf, WrongOption } from './measure/output.ts'
import { askUnseen } from './staff-token/ask.ts'
import { type StaffPool, staffToken } from './staff-token/sign-in.ts'

const USAGE = `npm run --silent staff-token -- --user EMAIL (--stage STAGE | --pool ID --client ID)
  --user     who signs in; password and authenticator's code are asked for at the terminal
  --stage    where; its pool is looked up with the AWS credentials and the region of the environment
  --pool     StaffUserPoolId of the stage, and
  --client   StaffClientId of it: with both, no AWS credentials are needed
Prints the access token, and nothing else, to stdout.`

const { values } = parseArgs({
  options: {
    ...{ user: { type: 'string' }, stage: { type: 'string' } },
    ...{ pool: { type: 'string' }, client: { type: 'string' } },
    help: { type: 'boolean', default: false },
  },
})

async function main(): Promise<void> {
  if (values.help) return console.log(USAGE)
  const { user, stage, pool, client } = values
  if (!user) throw new WrongOption('Who? --user is missing.')
  if (!process.stdin.isTTY) throw new WrongOption('A password is asked for at a terminal, and this is none.')
  const where = pool && client ? { userPoolId: pool, clientId: client } : await poolOf(stage)
  const [region = ''] = where.userPoolId.split('_')
  const token = await staffToken(new CognitoIdentityProviderClient({ region }), where, user, {
    password: () => askUnseen(`password of ${user}`),
    code: () => askUnseen('code of the authenticator'),
  })
  process.stdout.write(`${token}\n`)
}

async function poolOf(stage: string | undefined): Promise<StaffPool> {
  if (!stage) throw new WrongOption('Where? Say --stage, or --pool and --client.')
  const StackName = stackName(stage, 'platform')
  const { Stacks } = await new CloudFormationClient({}).send(new DescribeStacksCommand({ StackName }))
  const output = (key: string): string => {
    const found = Stacks?.[0]?.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue
    if (!found) throw new Error(`The stack ${StackName} tells no ${key}.`)
    return found
  }
  return { userPoolId: output('StaffUserPoolId'), clientId: output('StaffClientId') }
}

await main().catch(failureOf(USAGE))
