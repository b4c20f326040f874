import { expect, it } from 'vitest'
import { deliveriesOf, publishedEvents } from './deliveries.ts'
import { countTransitions } from './transitions.ts'

const task = (resource: string) => ({
  ...{ timestamp: new Date(0), id: 1, type: 'TaskScheduled' as const },
  taskScheduledEventDetails: {
    ...{ resourceType: 'states', region: 'us-east-1', parameters: '{}' },
    resource,
  },
})
const entered = (type: 'TaskStateEntered' | 'ChoiceStateEntered') => ({
  ...{ timestamp: new Date(0), id: 1, type },
})

it('counts the start, each state and each retry as a transition', () => {
  const lambda = task('arn:aws:states:::lambda:invoke')
  const wait = task('arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken')
  const history = [
    ...[entered('TaskStateEntered'), lambda, lambda],
    entered('ChoiceStateEntered'),
    ...[entered('TaskStateEntered'), wait],
  ]
  expect(countTransitions(history, 1)).toEqual({ transitions: 5, waits: 1 })
})

it('counts a message for each rule that wants an event', () => {
  const put = (DetailType: string, schema = 1) => ({
    Source: 'cartwright.orders',
    DetailType,
    Detail: JSON.stringify({ schema }),
  })
  const calls = [
    {
      ...{
        by: 'orders-publish-outbox',
        method: 'POST',
        operation: 'AWSEvents.PutEvents',
        status: 200,
        answer: '{}',
      },
      request: JSON.stringify({
        Entries: [put('order.placed'), put('order.placed', 2), put('order.shipped')],
      }),
    },
    {
      by: 'orders-api',
      method: 'POST',
      operation: 'DynamoDB_20120810.GetItem',
      status: 200,
      answer: '{}',
      request: '{}',
    },
  ]
  const rule = (...types: string[]) => ({
    source: ['cartwright.orders'],
    'detail-type': types,
    detail: { schema: [1] },
  })
  const events = publishedEvents(calls)
  expect(events).toHaveLength(3)
  expect(deliveriesOf(events, [rule('order.placed', 'order.shipped'), rule('order.placed')])).toBe(3)
})
