import type { Reason } from './compare.ts'

/** Why a right is granted that no call of our code was seen to use. */
export const REASONS: readonly Reason[] = [
  {
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    because: 'Lambda writes the function’s log by its role',
  },
  {
    actions: [
      'sqs:ReceiveMessage',
      'sqs:DeleteMessage',
      'sqs:ChangeMessageVisibility',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
    ],
    because: 'Lambda polls the function’s queue by its role',
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
]
