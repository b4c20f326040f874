import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { ROOT } from '#lib/bundle.ts'
import { stageConfig } from '#lib/config.ts'
import { OF_PEOPLE } from '#lib/constructs/personal-keys.ts'
import { CONTEXTS } from '#shared/names.ts'
import { nameOf, STAGE_NAMES, type Synthesized, synthesize } from './synth.ts'

const many = <S extends z.ZodType>(schema: S) => z.union([schema.transform((one) => [one]), z.array(schema)])
const statement = z.object({
  Action: many(z.string()),
  Resource: many(z.unknown()).default([]),
  NotResource: many(z.unknown()).default([]),
})
const policy = z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) })

interface Grant extends z.infer<typeof statement> {
  readonly policy: string
}

const grants = ({ ofType }: Synthesized): Grant[] =>
  ofType('AWS::IAM::Policy').flatMap((found) =>
    policy
      .parse(found.Properties)
      .PolicyDocument.Statement.map((granted) => ({ ...granted, policy: nameOf(found) })),
  )

/** Who may do something on everything, by the actions; each because no resource can be named. */
const EVERYTHING: Readonly<Record<string, string>> = {
  'logs:CreateLogDelivery': 'setting up the delivery of the state machine’s log takes no resource',
  'sns:Publish': 'a phone number has no ARN; topics are left out',
}

const isEverything = ({ Resource, NotResource }: Grant) => Resource.includes('*') || NotResource.length > 0

const isOfNoAuditor = ({ policy }: Grant) => !policy.startsWith('Audit/')

/** It reads the tables of all contexts; it writes its log and its reports, and sends what failed to its dead letters. */
const AUDITORS_ACTIONS = [
  'dynamodb:GetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'kms:Decrypt',
  'logs:CreateLogStream',
  'logs:PutLogEvents',
  's3:PutObject',
  'secretsmanager:GetSecretValue',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:SendMessage',
  'states:DescribeExecution',
]

describe.each(STAGE_NAMES)('rights of %s', (stage) => {
  test('are single actions on named resources', async () => {
    const given = grants(await synthesize(stage))
    console.log(`${stage}: ${given.length} grants checked`)
    expect(given.length).toBeGreaterThan(50)
    expect(given.filter(({ Action }) => Action.some((action) => action.includes('*')))).toEqual([])
    const unexplained = given.filter((grant) => isEverything(grant) && !EVERYTHING[grant.Action[0] ?? ''])
    expect(unexplained).toEqual([])
  })

  test('never reach the table of another context', async () => {
    const others = grants(await synthesize(stage))
      .filter(isOfNoAuditor)
      .flatMap((grant) => {
        const [stack = ''] = grant.policy.split('/')
        const text = JSON.stringify(grant.Resource)
        return CONTEXTS.filter((context) => text.includes(`table/cartwright-${stage}-${context}`)).map(
          (context) => `${stack} -> ${context}`,
        )
      })
    expect([...new Set(others)]).toEqual(['OrderWorkflow -> orders'])
  })

  test('of the audit only read, but for its reports', async () => {
    const audited = grants(await synthesize(stage)).filter((grant) => !isOfNoAuditor(grant))
    const actions = [...new Set(audited.flatMap(({ Action }) => Action))].toSorted()
    const { auditEveryDays, ownKey } = stageConfig(stage)
    const allowed = AUDITORS_ACTIONS.filter((action) => ownKey || action !== 'kms:Decrypt')
    expect(actions).toEqual(auditEveryDays ? allowed : [])
  })

  test('come from roles of our own: no managed policy of AWS', async () => {
    const roles = (await synthesize(stage)).ofType('AWS::IAM::Role')
    console.log(`${stage}: ${roles.length} roles checked`)
    expect(
      roles.filter(({ Properties }) => Properties['ManagedPolicyArns'] !== undefined).map(nameOf),
    ).toEqual([])
  })
})

describe('the gateway’s key', () => {
  test('is read by payments only', async () => {
    const readers = grants(await synthesize('prod')).filter(({ Resource }) =>
      JSON.stringify(Resource).includes('cartwright-prod/stripe-??????'),
    )
    expect(readers.length).toBeGreaterThan(3)
    expect([...new Set(readers.map((grant) => grant.policy.split('/')[0]))]).toEqual(['Payments'])
  })
})

test('whoever seals or opens what is personal may use the keys of persons', async () => {
  const personalEvents = await eventsOfPersons()
  const opens = new RegExp(`\\bpersonal\\.(seal|sealFirst|open)\\(|\\bon\\((${personalEvents.join('|')}),`)
  const opening = CONTEXTS.filter((context) =>
    globSync(`functions/${context}/**/*.ts`, { cwd: ROOT })
      .filter((file) => !file.endsWith('.test.ts'))
      .some((file) => opens.test(readFileSync(join(ROOT, file), 'utf8'))),
  )
  console.log(`${personalEvents.length} events of persons; who seals or opens: ${opening.join(', ')}`)
  expect(personalEvents.length).toBeGreaterThan(20)
  expect(opening).toContain('orders')
  expect(opening.filter((context) => !OF_PEOPLE.has(context))).toEqual([])
})

/** The names of all events with a personal block. */
async function eventsOfPersons(): Promise<string[]> {
  const files = globSync('functions/*/contract/*events.ts', { cwd: ROOT })
  const modules = await Promise.all(files.map((file): Promise<object> => import(join(ROOT, file))))
  return modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, event]) => (event?.personal === undefined ? [] : [name])),
  )
}
