import { describe, expect, test } from 'vitest'
import { idleReasons, missing, unused } from './compare.ts'
import { actionsOf } from './used.ts'

const call = (method: string, operation: string, request = '{}') => ({
  ...{ by: 'orders-api', method, operation, request, status: 200, answer: '{}' },
})

describe('the actions of a call', () => {
  test.each([
    ['POST', 'DynamoDB_20120810.Query', '{}', ['dynamodb:Query']],
    ['POST', 'AmazonSQS.SendMessage', '{}', ['sqs:SendMessage']],
    ['POST', '/2015-03-31/functions/a/invocations', '{}', ['lambda:InvokeFunction']],
    ['POST', 'AWSCognitoIdentityProviderService.AdminDeleteUser', '{}', ['cognito-idp:AdminDeleteUser']],
    ['POST', 'AWSCognitoIdentityProviderService.InitiateAuth', '{}', []],
    ['PUT', '/bucket/key.pdf', 'bytes', ['s3:PutObject']],
    ['POST', '/bucket', 'form', ['s3:PutObject']],
    ['GET', '/bucket/key.pdf', '', ['s3:GetObject']],
    ['DELETE', '/bucket/key.pdf', '', ['s3:DeleteObject']],
    ['GET', '/bucket/?list-type=2&prefix=a%2F', '', ['s3:ListBucket']],
    ['POST', '/', 'Action=Publish&Message=x', ['sns:Publish']],
  ])('%s %s', (method, operation, request, actions) => {
    expect(actionsOf(call(method, operation, request))).toEqual(actions)
  })

  test('a transaction needs those of its parts', () => {
    const TransactItems = [{ Put: {} }, { Update: {} }, { Put: {} }, { ConditionCheck: {} }]
    const written = JSON.stringify({ TransactItems })
    expect(actionsOf(call('POST', 'DynamoDB_20120810.TransactWriteItems', written))).toEqual([
      'dynamodb:PutItem',
      'dynamodb:UpdateItem',
      'dynamodb:ConditionCheckItem',
    ])
  })

  test('a call of an API that is not known is not passed over', () => {
    expect(actionsOf(call('PATCH', '/bucket/key'))).toEqual(['PATCH /bucket/key'])
  })
})

describe('granted against used', () => {
  const granted = new Map([
    ['orders-api', new Set(['dynamodb:GetItem', 'logs:PutLogEvents', 's3:PutObject'])],
  ])
  const used = new Map([['orders-api', new Set(['dynamodb:GetItem', 'sns:Publish'])]])
  const logs = { actions: ['logs:PutLogEvents'], because: 'Lambda writes it' }

  test('what is unused has its reason, or none', () => {
    expect(unused(granted, used, [logs])).toEqual([
      { function: 'orders-api', action: 'logs:PutLogEvents', because: 'Lambda writes it' },
      { function: 'orders-api', action: 's3:PutObject', because: undefined },
    ])
  })

  test('what was used without being granted is found', () => {
    expect(missing(granted, used)).toMatchObject([{ function: 'orders-api', action: 'sns:Publish' }])
  })

  test('a reason that explains nothing is found', () => {
    const idle = { of: 'orders-sweep', actions: ['s3:PutObject'], because: 'once' }
    const seldom = { ...idle, seldom: true as const }
    const reasons = [logs, idle, seldom]
    expect(idleReasons(unused(granted, used, reasons), reasons)).toEqual([idle])
  })
})
