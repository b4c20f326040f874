import type { State, Workflow } from '#lib/workflows/states.ts'

const picture = (lines: readonly string[]): string => ['```mermaid', ...lines, '```'].join('\n')

/** A table of transitions as a state diagram; those that lead nowhere are its ends. */
export function transitionsPicture(
  table: Readonly<Record<string, readonly string[]>>,
  start: string,
): string {
  return picture([
    'stateDiagram-v2',
    `  [*] --> ${start}`,
    ...Object.entries(table).flatMap(([from, targets]) =>
      targets.length === 0 ? [`  ${from} --> [*]`] : targets.map((to) => `  ${from} --> ${to}`),
    ),
  ])
}

export interface Flow {
  readonly from: string
  readonly to: string
  readonly events: readonly string[]
}

/** Contexts as boxes, and an arrow from each to whoever hears of its events. */
export const contextsPicture = (contexts: readonly string[], flows: readonly Flow[]): string =>
  picture([
    'flowchart LR',
    ...contexts.map((context) => `  ${context}[${context}]`),
    ...flows.map(
      ({ from, to, events }) =>
        `  ${from} -->|${events.length === 1 ? events[0] : `${events.length} events`}| ${to}`,
    ),
  ])

/** The state machine, without the edge to `AskForAttention` that every working state has. */
export const workflowPicture = ({ StartAt, States }: Workflow): string =>
  picture([
    'stateDiagram-v2',
    `  [*] --> ${StartAt}`,
    ...Object.entries(States).flatMap(([name, state]) => edges(name, state)),
  ])

function edges(name: string, state: State): string[] {
  const to = (target: unknown, label = '') => `  ${name} --> ${String(target)}${label && ` : ${label}`}`
  const choices = listOf(state['Choices']).map(({ Condition, Next }) =>
    to(Next, outcomeOf(String(Condition))),
  )
  const catches = listOf(state['Catch'])
    .filter(({ Next }) => Next !== 'AskForAttention')
    .map(({ Next }) => to(Next, 'nothing to wait for, or too late'))
  const next = state['Next'] ? [to(state['Next'])] : []
  const fallback = state['Default'] ? [to(state['Default'], 'otherwise')] : []
  const ends = state['End'] || ['Succeed', 'Fail'].includes(state.Type) ? [to('[*]')] : []
  if (name === 'AskForAttention') return next
  return [...choices, ...next, ...catches, ...fallback, ...ends]
}

const listOf = (value: unknown): readonly Record<string, unknown>[] => (Array.isArray(value) ? value : [])

const outcomeOf = (condition: string): string => /outcome = '(\w+)'/.exec(condition)?.[1] ?? condition
