import type { State, Workflow } from '#lib/workflows/states.ts'
import type { Condition, Update } from '#shared/store/store.ts'

/** A run of a state machine, as plain JSON. */
export interface Run {
  readonly status: 'running' | 'ended' | 'failed'
  readonly state: string
  readonly input: unknown
  readonly variables: Readonly<Record<string, unknown>>
  /** What it waits with, where it waits. */
  readonly token?: string
  /** How often it has begun to wait. */
  readonly waits: number
}

/** What a state does next: call a task, write a wait, or it has ended. */
export type Doing =
  | { readonly type: 'task'; readonly name: string; readonly request: Record<string, unknown> }
  | { readonly type: 'wait'; readonly update: Update; readonly fact: string }
  | { readonly type: 'attention'; readonly reason: string }
  | { readonly type: 'over' }

/**
 * A synthesized state machine of ours, run one state at a time. It understands the few forms of JSONata that the
 * order's machine is made of, and refuses every other.
 */
export function makeMachine(workflow: Workflow) {
  const stateOf = (name: string): State => {
    const state = workflow.States[name]
    if (!state) throw new RangeError(`there is no state ${name}`)
    return state
  }

  const scopeOf = ({ input, variables }: Run, more: object = {}): Scope => ({
    ...variables,
    states: { input, ...more },
  })

  /** Passes over choices, to a state that does something. */
  function settle(run: Run): Run {
    const state = stateOf(run.state)
    if (state.Type === 'Succeed') return ended(run, 'ended')
    if (state.Type === 'Fail') return ended(run, 'failed')
    if (state.Type !== 'Choice') return run
    const { Choices, Default } = state as unknown as { Choices: Choice[]; Default: string }
    const chosen = Choices.find(({ Condition }) => holds(Condition, scopeOf(run)))
    return settle({ ...run, state: chosen?.Next ?? Default })
  }

  const ended = (run: Run, status: 'ended' | 'failed'): Run => ({
    ...{ status, state: run.state, waits: 0 },
    ...{ input: null, variables: {} },
  })

  return {
    begin: (input: object): Run =>
      settle({ status: 'running', state: workflow.StartAt, input, variables: {}, waits: 0 }),

    doing(run: Run): Doing {
      if (run.status !== 'running') return { type: 'over' }
      const { Resource, Arguments } = stateOf(run.state) as unknown as TaskState
      if (Resource.endsWith('lambda:invoke'))
        return {
          ...{ type: 'task', name: String(Arguments['FunctionName']) },
          request: evaluate(String(Arguments['Payload']), scopeOf(run)) as Record<string, unknown>,
        }
      if (Resource.endsWith('updateItem.waitForTaskToken')) return waitOf(Arguments, run, scopeOf(run))
      return { type: 'attention', reason: 'A step of the workflow failed.' }
    },

    /** After its state has come to `result`: what a Lambda answered, or what who ended the wait told. */
    next(run: Run, result: unknown): Run {
      const state = stateOf(run.state) as unknown as TaskState
      const isLambda = state.Resource.endsWith('lambda:invoke')
      const scope = scopeOf(run, { result: isLambda ? { Payload: result } : result })
      const assigned = Object.entries(state.Assign ?? {}).map(([name, text]) => [name, evaluate(text, scope)])
      const { token: _, ...rest } = run
      const after = {
        ...rest,
        variables: { ...run.variables, ...Object.fromEntries(assigned) },
        input: result,
      }
      return state.End ? ended(after, 'ended') : settle({ ...after, state: state.Next ?? '' })
    },

    /** After its state has failed with an error of this name. */
    caught(run: Run, error: string): Run {
      const { Catch } = stateOf(run.state) as unknown as TaskState
      const found = Catch.find(
        ({ ErrorEquals }) => ErrorEquals.includes(error) || ErrorEquals.includes('States.ALL'),
      )
      if (!found) throw new RangeError(`${run.state} catches no ${error}`)
      const { token: _, ...rest } = run
      return settle({ ...rest, state: found.Next, input: { Error: error } })
    },
  }
}

interface Choice {
  readonly Condition: string
  readonly Next: string
}

interface TaskState {
  readonly Resource: string
  readonly Arguments: Record<string, unknown>
  readonly Assign?: Readonly<Record<string, unknown>>
  readonly Catch: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[]
  readonly Next?: string
  readonly End?: boolean
}

type Scope = Readonly<Record<string, unknown>>

const expression = (text: string): string => /^\{% (.*) %\}$/s.exec(text)?.[1] ?? refuse(text)

function refuse(text: unknown): never {
  throw new RangeError(`this machine does not understand ${JSON.stringify(text)}`)
}

/** `$a.b.c`, `{ "name": $a.b, ... }`, `$merge([$a, $b])`, or a value that is no text. */
function evaluate(value: unknown, scope: Scope): unknown {
  if (typeof value !== 'string') return value
  return value.startsWith('{%') ? inScope(expression(value), scope) : value
}

function inScope(text: string, scope: Scope): unknown {
  const merged = /^\$merge\(\[(.*), (.*)\]\)$/.exec(text)
  if (merged) return Object.assign({}, ...merged.slice(1).map((one) => inScope(one, scope)))
  if (text.startsWith('{')) {
    const members = text.slice(1, -1).trim().split(', ')
    return Object.fromEntries(members.map((member) => memberOf(member, scope)))
  }
  if (!/^\$\w+(\.\w+)*$/.test(text)) refuse(text)
  return text
    .slice(1)
    .split('.')
    .reduce<unknown>((at, name) => new Map(Object.entries(at ?? {})).get(name), scope)
}

function memberOf(member: string, scope: Scope): [string, unknown] {
  const [, name = '', path = ''] = /^"(\w+)": (.*)$/.exec(member) ?? refuse(member)
  return [name, inScope(path, scope)]
}

/** `$flag and $a.b = 'text'`, each part of it optional. */
function holds(condition: string, scope: Scope): boolean {
  return expression(condition)
    .split(' and ')
    .every((part) => {
      const [, path = '', text] = /^(\$[\w.]+)(?: = '(\w+)')?$/.exec(part) ?? refuse(part)
      const value = inScope(path, scope)
      return text === undefined ? value === true : value === text
    })
}

/** How the wait is written, in the words of our store; its deadline is one that has not passed. */
function waitOf(given: Record<string, unknown>, run: Run, scope: Scope): Extract<Doing, { type: 'wait' }> {
  const values = new Map(Object.entries(given['ExpressionAttributeValues'] ?? {}))
  const order = new Map(Object.entries((scope['order'] as object) ?? {}))
  const input = new Map(Object.entries((run.input as object) ?? {}))
  const written = (name: string): string | number => {
    switch (name) {
      case ':token':
        return tokenOf(order.get('run'), run)
      case ':run':
        return Number(order.get('run'))
      case ':sequence':
        return Number(input.get('paymentSequence'))
      case ':deadline':
        return NOT_PASSED
      default:
        return String((values.get(name) as { S?: string } | undefined)?.S ?? refuse(name))
    }
  }
  const [, sets = ''] = /^SET (.*)$/.exec(String(given['UpdateExpression'])) ?? []
  const set = sets.split(', ').map((one) => {
    const [name = '', value = ''] = one.split(' = ')
    return [name, written(value)]
  })
  return {
    type: 'wait',
    fact: written(':fact').toString(),
    update: {
      update: { pk: `ORDER#${order.get('orderId')}`, sk: 'HEADER' },
      set: Object.fromEntries(set),
      when: String(given['ConditionExpression'])
        .split(' AND ')
        .filter((clause) => clause !== '')
        .map((clause): Condition[number] => {
          const [, test, attribute = ''] = /^attribute_(not_exists|exists)\((\w+)\)$/.exec(clause) ?? []
          if (test) return [attribute, test === 'exists' ? 'present' : 'absent']
          const [, name = '', value = ''] = /^#?(\w+) = (:\w+)$/.exec(clause) ?? refuse(clause)
          return [name, '=', written(value)]
        }),
    },
  }
}

/** Far away, and long ago: all that a deadline can be. */
export const NOT_PASSED = '2099-01-01T00:00:00.000Z'
export const PASSED = '2001-01-01T00:00:00.000Z'

export const tokenOf = (run: unknown, { waits }: Pick<Run, 'waits'>): string =>
  `run ${run}, wait ${waits + 1}`
