import type { Store } from '#shared/store/store.ts'
import type { Appointment } from '../agenda.ts'
import type { Chance } from '../chance.ts'
import { type Definition, isNamed, type Retrier, readDefinition, type TaskState } from './definition.ts'
import { makeDirectWrites } from './dynamodb.ts'
import { NotUnderstood, StatesError, TIMEOUT } from './errors.ts'
import { evaluate, type Variables } from './expressions.ts'

/** The world around the machine. */
export interface Host {
  now(): Date
  /** Answers how to call it off. */
  add(appointment: Appointment): () => void
  readonly chance: Pick<Chance, 'next'>
  /** Runs a Lambda by its name; throws a StatesError for what Lambda itself says, or what the function threw. */
  invoke(functionName: string, payload: unknown): Promise<unknown>
  storeOf(table: string): Store
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'ABORTED'

export interface Execution {
  readonly name: string
  readonly input: unknown
  status: ExecutionStatus
  /** The states that were entered, oldest first; each is a transition that is paid for. */
  readonly entered: string[]
  /** Why it failed. */
  failure?: { readonly Error: string; readonly Cause: string }
  variables: Variables
  /** Counts up with each state that is entered: what belongs to an earlier one changes nothing any more. */
  place: number
  wait?: { readonly token: string; readonly end: (result: unknown) => void }
}

/** What Step Functions refuses; `name` is the error's name in its API. */
export class Refused extends Error {
  constructor(name: string) {
    super(name)
    this.name = name
  }
}

const clone = (value: unknown): unknown =>
  value === undefined ? undefined : JSON.parse(JSON.stringify(value))

export type StateMachine = ReturnType<typeof makeStateMachine>

/** Step Functions for one Standard state machine, in memory: runs the definition as it is deployed. */
export function makeStateMachine(synthesized: unknown, host: Host) {
  const definition: Definition = readDefinition(synthesized)
  const directWrites = makeDirectWrites(host.storeOf)
  const executions = new Map<string, Execution>()
  const waits = new Map<string, Execution>()
  let tokens = 0

  const isAt = (execution: Execution, place: number) =>
    execution.status === 'RUNNING' && execution.place === place

  function end(execution: Execution, status: ExecutionStatus, failure?: Execution['failure']): void {
    execution.status = status
    execution.place += 1
    delete execution.wait
    if (failure) execution.failure = failure
  }

  /** Goes on from state to state, until one takes its time. */
  async function enter(execution: Execution, name: string, input: unknown): Promise<void> {
    for (let at: { name: string; input: unknown } | undefined = { name, input }; at; ) {
      execution.place += 1
      execution.entered.push(at.name)
      const state = definition.States[at.name]
      const enteredAt = host.now().toISOString()
      switch (state?.Type) {
        case undefined:
          throw new NotUnderstood(`there is no state ${at.name}`)
        case 'Succeed':
          return end(execution, 'SUCCEEDED')
        case 'Fail':
          return end(execution, 'FAILED', { Error: state.Error, Cause: state.Cause })
        case 'Choice': {
          const known = {
            ...execution.variables,
            states: { input: at.input, context: contextOf(execution, at.name, enteredAt) },
          }
          const next = await chosen(state, known)
          if (next instanceof StatesError)
            return end(execution, 'FAILED', { Error: next.code, Cause: next.message })
          at = { name: next, input: at.input }
          break
        }
        case 'Task': {
          const visit = {
            execution,
            state,
            name: at.name,
            input: at.input,
            enteredAt,
            place: execution.place,
            retries: new Map(),
          }
          const { place } = visit
          host.add({
            after: 0,
            name: `machine: ${at.name}`,
            soon: true,
            run: async () => {
              if (isAt(execution, place)) await attempt(visit)
            },
          })
          return
        }
      }
    }
  }

  function contextOf(execution: Execution, name: string, enteredAt: string, token?: string) {
    return {
      Execution: { Name: execution.name, Input: execution.input },
      State: { Name: name, EnteredTime: enteredAt },
      ...(token ? { Task: { Token: token } } : {}),
    }
  }

  async function attempt(visit: Visit): Promise<void> {
    const { execution, place } = visit
    const result = await perform(visit).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    if (!isAt(execution, place) || ('value' in result && result.value === LATER)) return
    if ('error' in result) {
      delete execution.wait
      return recover(visit, errorOf(result.error))
    }
    try {
      await succeed(visit, result.value)
    } catch (error) {
      if (!(error instanceof StatesError)) throw error
      await recover(visit, error)
    }
  }

  async function perform(visit: Visit): Promise<unknown> {
    const { execution, state, name, input, enteredAt } = visit
    const waiting = state.Resource.endsWith('.waitForTaskToken')
    const token = waiting ? `${execution.name}.${++tokens}` : undefined
    const states = { input, context: contextOf(execution, name, enteredAt, token) }
    const given = clone(await evaluate(state.Arguments, { ...execution.variables, states }))
    switch (state.Resource) {
      case 'arn:aws:states:::lambda:invoke':
        return invoke(given)
      case 'arn:aws:states:::aws-sdk:dynamodb:transactWriteItems':
        return directWrites.transactWriteItems(given)
      case 'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken':
        return wait(visit, token ?? '', given)
    }
  }

  async function invoke(given: unknown): Promise<unknown> {
    if (typeof given !== 'object' || given === null || !('FunctionName' in given) || !('Payload' in given))
      throw new NotUnderstood('a Lambda is invoked by FunctionName and Payload')
    const { FunctionName, Payload, ...others } = given
    if (typeof FunctionName !== 'string' || Object.keys(others).length > 0)
      throw new NotUnderstood(`Lambda is given ${Object.keys(given).join(', ')}`)
    return { StatusCode: 200, Payload: clone(await host.invoke(FunctionName, Payload)) }
  }

  /** The token counts before the write has answered: whoever reads it may be faster than the answer. */
  async function wait(visit: Visit, token: string, given: unknown): Promise<unknown> {
    const { execution, state, name } = visit
    const { promise, resolve, reject } = Promise.withResolvers<unknown>()
    execution.wait = { token, end: resolve }
    waits.set(token, execution)
    await directWrites.updateItem(given).catch((error: unknown) => {
      waits.delete(token)
      throw error
    })
    const callOff = host.add({
      after: state.TimeoutSeconds * 1_000,
      name: `machine: ${name} times out`,
      soon: false,
      run: async () => reject(new StatesError(TIMEOUT, `${name} took longer than ${state.TimeoutSeconds} s`)),
    })
    const timedOut = promise.finally(callOff)
    // Waiting is no work: the agenda goes on, and this state with whoever ends the wait.
    void timedOut.then(
      (value) => goOn(visit, { value }),
      (error: unknown) => goOn(visit, { error }),
    )
    return LATER
  }

  function goOn(visit: Visit, result: { value: unknown } | { error: unknown }): void {
    const { execution, place, name } = visit
    if (!isAt(execution, place)) return
    host.add({
      after: 0,
      name: `machine: ${name} goes on`,
      soon: true,
      run: async () => {
        if (!isAt(execution, place)) return
        delete execution.wait
        await ('error' in result ? recover(visit, errorOf(result.error)) : succeed(visit, result.value))
      },
    })
  }

  async function succeed(visit: Visit, result: unknown): Promise<void> {
    const { execution, state, name, input, enteredAt } = visit
    const states = { input, result, context: contextOf(execution, name, enteredAt) }
    const known = { ...execution.variables, states }
    const output = state.Output === undefined ? result : await evaluate(state.Output, known)
    const assigned = state.Assign ? await evaluate(state.Assign, known) : {}
    execution.variables = { ...execution.variables, ...(clone(assigned) as object) }
    if (state.Next === undefined) return end(execution, 'SUCCEEDED')
    await enter(execution, state.Next, clone(output))
  }

  async function recover(visit: Visit, error: StatesError): Promise<void> {
    const { execution, state, name, place } = visit
    const retrier = state.Retry.find((one) => isNamed(error.code, one))
    const tries = retrier ? (visit.retries.get(retrier) ?? 0) : 0
    if (retrier && tries < retrier.MaxAttempts) {
      visit.retries.set(retrier, tries + 1)
      host.add({
        after: delayOf(retrier, tries, host.chance),
        name: `machine: ${name} again`,
        soon: true,
        run: async () => {
          if (isAt(execution, place)) await attempt(visit)
        },
      })
      return
    }
    const failure = { Error: error.code, Cause: error.message }
    const catcher = state.Catch.find((one) => isNamed(error.code, one))
    if (catcher) await enter(execution, catcher.Next, failure)
    else end(execution, 'FAILED', failure)
  }

  return {
    definition,
    executions,

    /** Starts a run. Refused: ExecutionAlreadyExists, but for the same input while it runs. */
    async start(name: string, input: unknown): Promise<void> {
      const known = executions.get(name)
      if (known) {
        if (known.status === 'RUNNING' && JSON.stringify(known.input) === JSON.stringify(input)) return
        throw new Refused('ExecutionAlreadyExists')
      }
      const execution: Execution = {
        name,
        input: clone(input),
        status: 'RUNNING',
        entered: [],
        variables: {},
        place: 0,
      }
      executions.set(name, execution)
      await enter(execution, definition.StartAt, execution.input)
    },

    async stop(name: string): Promise<void> {
      const execution = executions.get(name)
      if (!execution) throw new Refused('ExecutionDoesNotExist')
      if (execution.status === 'RUNNING') end(execution, 'ABORTED')
    },

    statusOf(name: string): ExecutionStatus {
      const execution = executions.get(name)
      if (!execution) throw new Refused('ExecutionDoesNotExist')
      return execution.status
    },

    /** Ends a wait. Refused: InvalidToken, and TaskTimedOut for a wait that is over. */
    async resume(token: string, output: unknown): Promise<void> {
      const execution = waits.get(token)
      if (!execution) throw new Refused('InvalidToken')
      if (execution.wait?.token !== token) throw new Refused('TaskTimedOut')
      const { wait } = execution
      delete execution.wait
      wait.end(clone(output))
    },
  }
}

interface Visit {
  readonly execution: Execution
  readonly state: TaskState
  readonly name: string
  readonly input: unknown
  readonly enteredAt: string
  readonly place: number
  readonly retries: Map<Retrier, number>
}

/** The result of a task that somebody else ends. */
const LATER = Symbol('later')

/** Milliseconds until a try again; with full jitter, any part of it. */
function delayOf(
  { IntervalSeconds, BackoffRate, MaxDelaySeconds, JitterStrategy }: Retrier,
  tries: number,
  chance: Pick<Chance, 'next'>,
): number {
  const seconds = Math.min(
    IntervalSeconds * BackoffRate ** tries,
    MaxDelaySeconds ?? Number.POSITIVE_INFINITY,
  )
  return Math.ceil(seconds * 1_000 * (JitterStrategy ? chance.next() : 1))
}

function errorOf(error: unknown): StatesError {
  if (error instanceof NotUnderstood) throw error
  if (error instanceof StatesError) return error
  if (error instanceof Error) return new StatesError(error.name, error.message)
  throw error
}

async function chosen(
  {
    Choices,
    Default,
  }: { readonly Choices: readonly { Condition: string; Next: string }[]; readonly Default: string },
  known: Variables,
): Promise<string | StatesError> {
  for (const { Condition, Next } of Choices) {
    // Nothing catches what fails in a choice.
    const holds = await evaluate(Condition, known).catch((error: unknown) => errorOf(error))
    if (holds instanceof StatesError) return holds
    if (typeof holds !== 'boolean') throw new NotUnderstood(`${Condition} is neither true nor false`)
    if (holds) return Next
  }
  return Default
}
