import { TABLE_KEY_ACTIONS } from '#lib/constructs/context-table.ts'
import type { Reason } from './compare.ts'

const READING = ['dynamodb:GetItem', 'dynamodb:Query']
const WRITING = ['dynamodb:PutItem', 'dynamodb:UpdateItem']

/** Why a right is granted that no call of our code was seen to use. */
export const REASONS: readonly Reason[] = [
  {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    because: 'Lambda writes the function’s log by its role',
  },
  {
    actions: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:ChangeMessageVisibility'],
    because: 'Lambda polls the function’s queue by its role',
  },
  {
    actions: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl'],
    because: 'Lambda finds the queue that it polls, or sends failures to, by the function’s role',
  },
  {
    of: 'publish-outbox',
    actions: [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ],
    because: 'Lambda reads the table’s stream by the function’s role',
  },
  {
    actions: TABLE_KEY_ACTIONS,
    because:
      'DynamoDB uses the key of a table, and Secrets Manager that of a secret, in the name of who asks',
  },
  {
    actions: READING,
    beside: READING,
    because: 'who reads the table of its context may read by key and by query, as its repository does',
  },
  {
    actions: WRITING,
    beside: WRITING,
    because: 'who changes an aggregate commits puts and updates, as its repository does',
  },
  {
    of: '-orders-',
    actions: ['dynamodb:DeleteItem'],
    beside: WRITING,
    because: 'any change of an order may settle its attention item, a timer or a term it is found by',
  },
  {
    of: 'shipping-on-event',
    actions: ['dynamodb:DeleteItem'],
    because:
      'a label that is voided ends its tracking number, and news that waited for a parcel are taken away',
  },
  {
    of: 'publish-outbox',
    actions: ['sqs:SendMessage'],
    because: 'only what cannot be published goes to the queue',
  },
  {
    of: 'insights-publish-outbox',
    actions: ['events:PutEvents'],
    because: 'insights has no event of its own; every table has its outbox',
  },
  ...[
    'orders-sweep',
    'shipping-refresh-trackers',
    'shipping-publish-rates',
    'notifications-send-postponed',
    'payments-catch-up',
    'audit-weekly',
    'catalog-forget-uploads',
    'catalog-publish-due',
    'catalog-keep-index',
    'insights-learn',
    'inventory-end-holds',
    'checkout-sweep-carts',
    'customers-erase-due',
  ].map(
    (of): Reason => ({
      of,
      seldom: true,
      actions: ['sqs:SendMessage'],
      because: 'only a run of a schedule that failed goes to its queue',
    }),
  ),
  {
    of: 'shipping-publish-rates',
    seldom: true,
    actions: [...READING, ...WRITING, 'secretsmanager:GetSecretValue'],
    because: 'it runs once a day, and before the journeys begin',
  },
  {
    of: 'notifications-send-postponed',
    seldom: true,
    actions: [...READING, ...WRITING, 'secretsmanager:GetSecretValue', 'sns:Publish'],
    because: 'what waits for the morning is sent by it, which no test waits for',
  },
  {
    of: 'payments-catch-up',
    seldom: true,
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'secretsmanager:GetSecretValue'],
    because: 'it runs each quarter of an hour, and seals and writes only webhooks that did not come',
  },
  {
    of: 'audit-weekly',
    seldom: true,
    actions: [
      ...READING,
      'dynamodb:Scan',
      'states:DescribeExecution',
      's3:PutObject',
      'secretsmanager:GetSecretValue',
    ],
    because: 'it runs once a week, in prod alone: it reads all books and their runs, and writes its report',
  },
  {
    of: 'catalog-forget-uploads',
    seldom: true,
    actions: ['dynamodb:GetItem', 's3:DeleteObject', 's3:ListBucket'],
    because: 'it runs each hour, and what it takes away is more than a day old',
  },
  {
    of: 'catalog-keep-index',
    seldom: true,
    actions: ['s3:GetObject', 's3:ListBucket'],
    because: 'it reads the last file when it starts anew, and in the time of the tests it writes the first',
  },
  {
    of: 'catalog-discovery',
    seldom: true,
    actions: ['s3:GetObject', 's3:ListBucket'],
    because:
      'it opens the index from the last file when it starts anew; in the time of the tests it starts before the first is written',
  },
  {
    of: 'checkout-sweep-carts',
    seldom: true,
    actions: ['dynamodb:DeleteItem', 'dynamodb:UpdateItem', 'secretsmanager:GetSecretValue'],
    because: 'it forgets carts, with the keys of guests, that nobody has used for days',
  },
  {
    of: 'customers-erase-due',
    seldom: true,
    actions: [
      ...READING,
      ...WRITING,
      'dynamodb:DeleteItem',
      's3:GetObject',
      's3:DeleteObject',
      's3:ListBucket',
      'secretsmanager:GetSecretValue',
      'lambda:InvokeFunction',
      'cognito-idp:AdminDeleteUser',
    ],
    because:
      'it runs each quarter of an hour, and does what customers-privacy does, for those who had to wait',
  },
  {
    of: 'customers-identity',
    seldom: true,
    actions: ['cognito-idp:AdminDeleteUser'],
    because: 'only where one address is confirmed by two registrations in the same moment',
  },
  {
    actions: ['s3:ListBucket'],
    beside: ['s3:GetObject'],
    because: 'without it S3 says of a file that is not there that it is forbidden',
  },
  {
    of: 'orders-',
    actions: ['states:SendTaskSuccess'],
    beside: WRITING,
    because: 'whoever records a fact of an order resumes the run that waits for it, if one does',
  },
]
