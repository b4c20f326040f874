import type { OrderWorkflowProps } from './order-workflow.ts'
import { type State, UNFORESEEN } from './states.ts'

export type WaitFact = 'payment' | 'review' | 'shipment' | 'delivery'

/** A condition that does not hold is how a wait finds that there is nothing to wait for: it is never tried again. */
const NOT_HELD = 'DynamoDb.ConditionalCheckFailedException'

/** The header's attributes that say that a fact has happened, or that the order ends. */
const NOT_YET: Readonly<Record<WaitFact, string>> = {
  payment: 'paymentSequence = :sequence AND attribute_not_exists(choosing)',
  review: 'attribute_exists(held)',
  shipment: 'attribute_not_exists(shippedAt)',
  // What comes back before it arrives ends the order too.
  delivery: 'attribute_not_exists(deliveredAt) AND attribute_not_exists(endedAt)',
}

/**
 * Waits for a fact of the order: one conditional write of the machine itself stores the token and the
 * deadline if the run is the order's and the fact has not happened. Looking and storing are one act, and
 * no function can die in between. Who records the fact reads the token after its commit, and ends the wait.
 */
export function awaitFact(props: OrderWorkflowProps, fact: WaitFact, next: string): State {
  // Who pays by reference has longer: the order is looked at each time, and waits again until its own deadline.
  const seconds = props.deadlines[fact]
  const deadline =
    fact === 'payment'
      ? '{% $states.input.deadline %}'
      : `{% $fromMillis($toMillis($states.context.State.EnteredTime) + ${seconds * 1_000}) %}`
  const sequence = '{% $string($states.input.paymentSequence) %}'
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
    Arguments: {
      TableName: props.tableName,
      Key: { pk: { S: '{% "ORDER#" & $order.orderId %}' }, sk: { S: 'HEADER' } },
      UpdateExpression: [
        'SET taskToken = :token, waitingFor = :fact, deadline = :deadline, gsi2sk = :deadline',
        ...(fact === 'payment' ? ['waitingSince = :sequence'] : []),
      ].join(', '),
      ConditionExpression: `#run = :run AND attribute_not_exists(endingAt) AND ${NOT_YET[fact]}`,
      ExpressionAttributeNames: { '#run': 'run' },
      ExpressionAttributeValues: {
        ':token': { S: '{% $states.context.Task.Token %}' },
        ':run': { N: '{% $string($order.run) %}' },
        ':fact': { S: fact },
        ':deadline': { S: deadline },
        ...(fact === 'payment' ? { ':sequence': { N: sequence } } : {}),
      },
    },
    TimeoutSeconds: seconds,
    Retry: [
      { ErrorEquals: [NOT_HELD, 'States.Timeout'], MaxAttempts: 0 },
      {
        ErrorEquals: ['States.ALL'],
        IntervalSeconds: 1,
        BackoffRate: 2,
        MaxDelaySeconds: 30,
        MaxAttempts: 7,
        JitterStrategy: 'FULL',
      },
    ],
    // Who ends the wait tells what is due by now.
    Assign: { order: '{% $merge([$order, $states.result]) %}' },
    Catch: [{ ErrorEquals: [NOT_HELD, 'States.Timeout'], Next: 'Look' }, UNFORESEEN],
    Next: next,
  }
}
