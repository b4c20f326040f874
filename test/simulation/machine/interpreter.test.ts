import { describe, expect, it } from 'vitest'
import { minutes, seconds } from '#shared/clock.ts'
import { makeMemoryStore } from '#shared/store/memory-store.ts'
import { makeAgenda } from '../agenda.ts'
import { makeChance } from '../chance.ts'
import { Conflict } from '../ports.ts'
import { NotUnderstood, StatesError } from './errors.ts'
import { evaluate } from './expressions.ts'
import { makeStateMachine } from './interpreter.ts'

const RETRY = {
  ErrorEquals: ['States.ALL'],
  IntervalSeconds: 1,
  BackoffRate: 2,
  MaxDelaySeconds: 3,
  MaxAttempts: 3,
}

const task = (more: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: 'work', Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  TimeoutSeconds: 20,
  ...more,
})

const waitFor = (more: object) => ({
  ...task({
    Resource: 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
    Arguments: {
      TableName: 'table',
      Key: { pk: { S: 'A' }, sk: { S: 'B' } },
      UpdateExpression: 'SET taskToken = :token',
      ConditionExpression: '#n = :n AND attribute_not_exists(done)',
      ExpressionAttributeNames: { '#n': 'n' },
      ExpressionAttributeValues: { ':token': { S: '{% $states.context.Task.Token %}' }, ':n': { N: '1' } },
    },
    Output: '{% $states.result %}',
  }),
  ...more,
})

const machineOf = (States: object) => ({ QueryLanguage: 'JSONata', Comment: '', StartAt: 'First', States })

/** A machine, and a Lambda that answers what a test says, one answer after the other. */
function given(States: object, ...answers: (() => unknown)[]) {
  const agenda = makeAgenda({
    start: new Date('2026-11-30T00:00:00Z'),
    chance: makeChance(1),
    order: 'in_turn',
  })
  const store = makeMemoryStore()
  const conflicts: (() => never)[] = []
  const asked: { at: number; payload: unknown }[] = []
  const started = agenda.clock.now().getTime()
  const machine = makeStateMachine(machineOf(States), {
    now: () => agenda.clock.now(),
    add: agenda.add,
    chance: { next: () => 0.5 },
    invoke: async (_, payload) => {
      asked.push({ at: agenda.clock.now().getTime() - started, payload })
      return answers.shift()?.() ?? {}
    },
    storeOf: () => ({ ...store, commit: async (writes) => conflicts.pop()?.() ?? store.commit(writes) }),
  })
  const execution = () => machine.executions.get('run')
  const meetOther = () =>
    conflicts.push(() => {
      throw new Conflict('another transaction is under way')
    })
  return { agenda, store, asked, machine, execution, meetOther }
}

const fails = (code: string) => () => {
  throw new StatesError(code, 'it failed')
}

describe('the interpreter of the state machine', () => {
  it('goes from state to state, with variables and outputs', async () => {
    const { machine, agenda, asked, execution } = given(
      {
        First: task({ Assign: { kept: '{% $states.result.Payload.n %}' }, Next: 'Which' }),
        Which: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.n > 5 %}', Next: 'Wrong' }],
          Default: 'Last',
        },
        Last: task({
          Arguments: { FunctionName: 'work', Payload: '{% { "sum": $kept + $states.input.n } %}' },
          End: true,
        }),
        Wrong: { Type: 'Fail', Error: 'Wrong', Cause: 'not this way' },
      },
      () => ({ n: 2 }),
      () => 'done',
    )
    await machine.start('run', { n: 1 })
    await agenda.settle()
    expect(asked.map(({ payload }) => payload)).toEqual([{ n: 1 }, { sum: 4 }])
    expect(execution()).toMatchObject({ status: 'SUCCEEDED', entered: ['First', 'Which', 'Last'] })
  })

  it('retries with backoff, up to the longest delay, and then catches', async () => {
    const { machine, agenda, asked, execution } = given(
      {
        First: task({
          Retry: [{ ...RETRY, JitterStrategy: 'FULL' }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Last' }],
          Next: 'Last',
        }),
        Last: task({ Arguments: { FunctionName: 'work', Payload: '{% $states.input %}' }, End: true }),
      },
      ...Array.from({ length: 4 }, () => fails('Broken')),
    )
    await machine.start('run', {})
    await agenda.settle()
    const tries = [0, 500, 1_500, 3_000]
    expect(asked.map(({ at }) => at)).toEqual([...tries, 3_000])
    expect(asked.at(-1)?.payload).toEqual({ Error: 'Broken', Cause: 'it failed' })
    expect(execution()?.status).toBe('SUCCEEDED')
  })

  it('takes the first retrier that names the error, also where it never tries again', async () => {
    const { machine, agenda, asked, execution } = given(
      { First: task({ Retry: [{ ErrorEquals: ['No'], MaxAttempts: 0 }, RETRY], End: true }) },
      fails('No'),
    )
    await machine.start('run', {})
    await agenda.settle()
    expect(asked).toHaveLength(1)
    expect(execution()).toMatchObject({ status: 'FAILED', failure: { Error: 'No' } })
  })

  it('fails a state whose expression comes to nothing', async () => {
    const { machine, agenda, execution } = given({
      First: task({ Output: '{% $states.nothing %}', End: true }),
    })
    await machine.start('run', {})
    await agenda.settle()
    expect(execution()).toMatchObject({ status: 'FAILED', failure: { Error: 'States.QueryEvaluationError' } })
    await expect(evaluate('{% $nothing %}', {})).rejects.toThrow('comes to nothing')
    expect(await evaluate({ a: ['{% $n + 1 %}', 'text'] }, { n: 1 })).toEqual({ a: [2, 'text'] })
  })

  const WAIT = {
    First: waitFor({
      Retry: [
        { ErrorEquals: ['DynamoDb.ConditionalCheckFailedException', 'States.Timeout'], MaxAttempts: 0 },
      ],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Over' }],
      Next: 'Last',
    }),
    Over: task({ End: true }),
    Last: { Type: 'Succeed' },
  }

  it('waits for whoever has the token, once', async () => {
    const { machine, agenda, store, execution } = given(WAIT)
    await store.commit([{ put: { pk: 'A', sk: 'B', n: 1 } }])
    await machine.start('run', {})
    await agenda.settle()
    const token = String((await store.get({ pk: 'A', sk: 'B' }))?.['taskToken'])
    await machine.resume(token, { due: 5 })
    await expect(machine.resume(token, {})).rejects.toThrow('TaskTimedOut')
    await expect(machine.resume('another', {})).rejects.toThrow('InvalidToken')
    await agenda.settle()
    expect(execution()).toMatchObject({ status: 'SUCCEEDED', entered: ['First', 'Last'] })
  })

  it('does not wait where the condition of its write fails, nor longer than it may', async () => {
    const { machine, agenda, store, asked, execution } = given(WAIT)
    await store.commit([{ put: { pk: 'A', sk: 'B', n: 1, done: true } }])
    await machine.start('run', {})
    await agenda.settle()
    expect(asked[0]?.payload).toMatchObject({ Error: 'DynamoDb.ConditionalCheckFailedException' })

    await store.commit([{ put: { pk: 'A', sk: 'B', n: 1 } }])
    await machine.start('another', {})
    await agenda.pass(seconds(19))
    expect(machine.statusOf('another')).toBe('RUNNING')
    await agenda.pass(seconds(1))
    await agenda.settle()
    expect(asked[1]?.payload).toMatchObject({ Error: 'States.Timeout' })
    expect(execution()?.status).toBe('SUCCEEDED')
  })

  it('is told by name of a transaction that is in the way of its wait', async () => {
    const { machine, agenda, store, asked, meetOther } = given(WAIT)
    await store.commit([{ put: { pk: 'A', sk: 'B', n: 1 } }])
    meetOther()
    await machine.start('run', {})
    await agenda.settle()
    expect(asked[0]?.payload).toMatchObject({ Error: 'DynamoDb.TransactionConflictException' })
  })

  it('stops an execution for good, and starts one of a name once', async () => {
    const { machine, agenda, store } = given(WAIT)
    await store.commit([{ put: { pk: 'A', sk: 'B', n: 1 } }])
    await machine.start('run', { n: 1 })
    await machine.start('run', { n: 1 })
    await expect(machine.start('run', { n: 2 })).rejects.toThrow('ExecutionAlreadyExists')
    await agenda.settle()
    const token = String((await store.get({ pk: 'A', sk: 'B' }))?.['taskToken'])
    await machine.stop('run')
    await expect(machine.start('run', { n: 1 })).rejects.toThrow('ExecutionAlreadyExists')
    await expect(machine.resume(token, {})).rejects.toThrow('TaskTimedOut')
    await agenda.pass(minutes(5))
    expect(machine.statusOf('run')).toBe('ABORTED')
    await expect(machine.stop('nobody')).rejects.toThrow('ExecutionDoesNotExist')
  })

  it('writes a transaction of its own, and is told where a condition of it fails', async () => {
    const key = { pk: { S: 'A' }, sk: { S: 'B' } }
    const update = {
      ...{ TableName: 'table', Key: key, UpdateExpression: 'SET seen = :seen' },
      ConditionExpression: 'attribute_exists(n)',
      ExpressionAttributeValues: { ':seen': { M: { by: { S: 'machine' } } } },
    }
    const States = {
      First: task({
        Resource: 'arn:aws:states:::aws-sdk:dynamodb:transactWriteItems',
        Arguments: {
          TransactItems: [
            { Update: update },
            { Put: { TableName: 'table', Item: { pk: { S: 'LIST' }, sk: { S: 'A' } } } },
          ],
        },
        Output: '{% $states.input %}',
        End: true,
      }),
    }
    const { machine, agenda, store, meetOther } = given(States)
    await machine.start('too early', {})
    await agenda.settle()
    expect(machine.executions.get('too early')?.failure?.Error).toBe('DynamoDb.TransactionCanceledException')
    await store.commit([{ put: { pk: 'A', sk: 'B', n: 1 } }])
    meetOther()
    await machine.start('in conflict', {})
    await agenda.settle()
    expect(machine.executions.get('in conflict')?.failure?.Error).toBe(
      'DynamoDb.TransactionCanceledException',
    )
    await machine.start('run', {})
    await agenda.settle()
    expect(store.all()).toMatchObject([{ seen: { by: 'machine' } }, { pk: 'LIST' }])
  })

  it.each<[what: string, States: object]>([
    ['a type of state', { First: { Type: 'Parallel', Branches: [] } }],
    ['a field', { First: task({ HeartbeatSeconds: 5, End: true }) }],
    ['a service', { First: task({ Resource: 'arn:aws:states:::sqs:sendMessage', End: true }) }],
    ['a field of a retrier', { First: task({ Retry: [{ ...RETRY, Forever: true }], End: true }) }],
    ['a state that is not there', { First: task({ Next: 'Nowhere' }) }],
    ['a state with no end', { First: task({}) }],
  ])('refuses %s that it does not know', (_, States) => {
    expect(() => given(States)).toThrow(NotUnderstood)
  })

  it.each<[what: string, Arguments: object]>([
    ['an update', { UpdateExpression: 'REMOVE taskToken' }],
    ['a condition', { ConditionExpression: 'size(n) > :n' }],
    ['an argument', { ReturnValues: 'ALL_NEW' }],
  ])('refuses %s that it does not know', async (_, Arguments) => {
    const wait = waitFor({ End: true })
    const { machine, agenda } = given({ First: { ...wait, Arguments: { ...wait.Arguments, ...Arguments } } })
    await machine.start('run', {})
    await expect(agenda.settle()).rejects.toThrow(NotUnderstood)
  })
})
