import * as z from 'zod/mini'
import { releaseStock, reserveStock } from '#contexts/inventory/contract/calls.ts'
import { ATTENTION_REASONS } from '#contexts/orders/contract/attention-reasons.ts'
import {
  closeOrder,
  completeOrder,
  confirmOrder,
  lookAtOrder,
  screenOrder,
} from '#contexts/orders/contract/calls.ts'
import { authorizePayment, capturePayment, voidPayment } from '#contexts/payments/contract/calls.ts'
import type { Callable } from '#shared/calls.ts'
import type { Deadlines, StageConfig } from '../config.ts'
import { awaitFact } from './await-fact.ts'
import { type State, UNFORESEEN, type Workflow } from './states.ts'

export interface OrderWorkflowProps {
  readonly functionArn: (task: Callable) => string
  /** The orders' table: the machine waits, and asks for attention, by writes of its own. */
  readonly tableName: string
  readonly capturePolicy: StageConfig['capturePolicy']
  readonly deadlines: Pick<Deadlines, 'payment' | 'review' | 'shipment' | 'delivery'>
}

const THROTTLING = {
  ErrorEquals: ['Lambda.TooManyRequestsException', 'Lambda.Unknown'],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  MaxAttempts: 12,
  JitterStrategy: 'FULL',
}
const FAULTS = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 30,
  MaxAttempts: 7,
  JitterStrategy: 'FULL',
}
/** By a condition that does not hold, or by another transaction that is over in a moment: the error's name is the same. */
const CANCELLED = {
  ErrorEquals: ['DynamoDb.TransactionCanceledException'],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxAttempts: 3,
  JitterStrategy: 'FULL',
}

/**
 * The life of an order as a Standard state machine in JSONata. Nine states do the work; each first finds
 * what is done already, so that a new run may start at any time. Its input is an order's `WorkflowInput`.
 * A wait that does not end in the ordinary way goes on at `Look`: what has happened decides where.
 */
export function orderWorkflow(props: OrderWorkflowProps): Workflow {
  const onHandOver = props.capturePolicy === 'on_hand_over'

  /** A step of the order: a Lambda of some context, given what it asks for, from the order unless said here. */
  const step = (
    call: Callable,
    next: Readonly<Record<string, unknown>>,
    given: Readonly<Record<string, string>> = {},
  ): State => ({
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: props.functionArn(call), Payload: payload(call, '$order', given) },
    Output: '{% $states.result.Payload %}',
    TimeoutSeconds: call.timeoutSeconds + 5,
    Retry: [THROTTLING, FAULTS],
    Catch: [UNFORESEEN],
    ...next,
  })
  const input = '$states.input'

  return {
    QueryLanguage: 'JSONata',
    Comment: 'One run of one order, from placed to completed, or undone',
    StartAt: 'Reserve',
    States: {
      Reserve: step(reserveStock, {
        Arguments: { FunctionName: props.functionArn(reserveStock), Payload: payload(reserveStock, input) },
        Assign: { order: `{% ${input} %}`, captured: false },
        Next: 'Screen',
      }),
      Screen: step(screenOrder, { Next: 'MayPay' }, { reservation: input }),
      MayPay: choose({ passed: 'Authorize', confirmed: 'AwaitShipment', compensate: 'Release' }),
      Authorize: step(authorizePayment, { Next: 'Confirm' }, { amount: '$order.due' }),
      Confirm: step(confirmOrder, { Next: 'IsConfirmed' }, { authorization: input, tried: '$order.payment' }),
      IsConfirmed: choose({
        confirmed: 'AwaitShipment',
        payment_required: 'AwaitPayment',
        held: 'AwaitReview',
        compensate: 'Release',
      }),

      AwaitPayment: awaitFact(props, 'payment', 'Look'),
      AwaitReview: awaitFact(props, 'review', 'Look'),
      // A cancellation ends this wait as well: before money is taken, the order is looked at.
      AwaitShipment: awaitFact(props, 'shipment', onHandOver ? 'Look' : 'AwaitDelivery'),
      AwaitDelivery: awaitFact(props, 'delivery', onHandOver ? 'Complete' : 'Capture'),
      Capture: step(capturePayment, {
        Assign: { captured: true, capture: '{% $states.result.Payload %}' },
        Next: onHandOver ? 'AwaitDelivery' : 'Complete',
      }),
      Complete: step(completeOrder, { End: true }, { capture: '$capture' }),

      Look: step(lookAtOrder, {
        Assign: { order: '{% $merge([$order, $states.result.Payload]) %}' },
        Next: 'GoOn',
      }),
      GoOn: {
        Type: 'Choice',
        Choices: [
          // Money taken at hand-over in this run is not asked for again.
          ...(onHandOver
            ? [
                { Condition: `{% $captured and ${input}.outcome = 'capture' %}`, Next: 'Complete' },
                {
                  Condition: `{% $captured and ${input}.outcome = 'await_delivery' %}`,
                  Next: 'AwaitDelivery',
                },
              ]
            : []),
          ...outcomes({
            authorize: 'Authorize',
            await_review: 'AwaitReview',
            await_shipment: 'AwaitShipment',
            await_delivery: onHandOver ? 'Capture' : 'AwaitDelivery',
            capture: 'Capture',
            compensate: 'Release',
          }),
        ],
        Default: 'Superseded',
      },

      Release: step(releaseStock, { Next: 'Void' }),
      Void: step(voidPayment, { Next: 'Close' }),
      Close: step(closeOrder, { End: true }, { voided: input }),

      Superseded: { Type: 'Succeed' },
      AskForAttention: askForAttention(props.tableName),
      Failed: { Type: 'Fail', Error: 'NeedsAttention', Cause: 'A step failed as often as it is tried.' },
    },
  }
}

/** An object of the attributes that a task asks for: those given, and the others of `from`; optional ones are for other askers. */
function payload(call: Callable, from: string, given: Readonly<Record<string, string>> = {}): string {
  if (!(call.request instanceof z.ZodMiniObject)) throw new TypeError(`${call.name} asks for no object`)
  const names = Object.entries(call.request.shape)
    .filter(([name, schema]) => name in given || !(schema instanceof z.ZodMiniOptional))
    .map(([name]) => name)
  return `{% { ${names.map((name) => `"${name}": ${given[name] ?? `${from}.${name}`}`).join(', ')} } %}`
}

const outcomes = (targets: Readonly<Record<string, string>>) =>
  Object.entries(targets).map(([outcome, Next]) => ({
    Condition: `{% $states.input.outcome = '${outcome}' %}`,
    Next,
  }))

/** Goes where the outcome says; any other, such as `superseded`, ends the run without a trace. */
const choose = (targets: Readonly<Record<string, string>>): State => ({
  Type: 'Choice',
  Choices: outcomes(targets),
  Default: 'Superseded',
})

/** A direct write, as no function can be relied on here; the sweeper gives the order a new run later. */
function askForAttention(tableName: string): State {
  const since = { S: '{% $states.context.State.EnteredTime %}' }
  const [before, after] = ATTENTION_REASONS.step_failed.split('{error}')
  const reason = { S: `{% "${before}" & $states.input.Error & "${after}" %}` }
  return {
    Type: 'Task',
    Resource: 'arn:aws:states:::aws-sdk:dynamodb:transactWriteItems',
    Arguments: {
      TransactItems: [
        {
          Update: {
            TableName: tableName,
            Key: { pk: { S: '{% "ORDER#" & $order.orderId %}' }, sk: { S: 'HEADER' } },
            UpdateExpression: 'SET attention = :attention',
            ConditionExpression: '#run = :run AND attribute_not_exists(attention)',
            ExpressionAttributeNames: { '#run': 'run' },
            ExpressionAttributeValues: {
              ':run': { N: '{% $string($order.run) %}' },
              ':attention': { M: { reason, since } },
            },
          },
        },
        {
          Put: {
            TableName: tableName,
            Item: {
              pk: { S: 'ATTENTION' },
              sk: { S: '{% $states.context.State.EnteredTime & "#" & $order.orderId %}' },
              orderId: { S: '{% $order.orderId %}' },
              number: { S: '{% $order.number %}' },
              reason,
              since,
            },
          },
        },
      ],
    },
    TimeoutSeconds: 30,
    Retry: [CANCELLED, FAULTS],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
    Next: 'Failed',
  }
}
