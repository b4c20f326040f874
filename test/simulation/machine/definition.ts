import * as z from 'zod/mini'
import { NotUnderstood } from './errors.ts'

/**
 * The part of the Amazon States Language (https://states-language.net) that the interpreter knows, no more than
 * our definition uses. Each object is strict: a field that is not listed is refused, not passed over.
 */
const next = z.string()
const template = z.unknown()

const retrier = z.strictObject({
  ErrorEquals: z.array(z.string()),
  IntervalSeconds: z._default(z.number(), 1),
  BackoffRate: z._default(z.number(), 2),
  MaxDelaySeconds: z.optional(z.number()),
  MaxAttempts: z._default(z.number(), 3),
  JitterStrategy: z.optional(z.literal('FULL')),
})
export type Retrier = z.infer<typeof retrier>

const catcher = z.strictObject({ ErrorEquals: z.array(z.string()), Next: next })

const task = z.strictObject({
  Type: z.literal('Task'),
  Resource: z.enum([
    'arn:aws:states:::lambda:invoke',
    'arn:aws:states:::aws-sdk:dynamodb:updateItem.waitForTaskToken',
    'arn:aws:states:::aws-sdk:dynamodb:transactWriteItems',
  ]),
  Arguments: template,
  Output: z.optional(template),
  Assign: z.optional(z.record(z.string(), template)),
  TimeoutSeconds: z.number(),
  Retry: z._default(z.array(retrier), []),
  Catch: z._default(z.array(catcher), []),
  Next: z.optional(next),
  End: z.optional(z.literal(true)),
})
export type TaskState = z.infer<typeof task>

const choice = z.strictObject({
  Type: z.literal('Choice'),
  Choices: z.array(z.strictObject({ Condition: z.string(), Next: next })),
  Default: next,
})
export type ChoiceState = z.infer<typeof choice>

const succeed = z.strictObject({ Type: z.literal('Succeed') })
const fail = z.strictObject({ Type: z.literal('Fail'), Error: z.string(), Cause: z.string() })

const state = z.discriminatedUnion('Type', [task, choice, succeed, fail])
export type State = z.infer<typeof state>

const definition = z.strictObject({
  QueryLanguage: z.literal('JSONata'),
  Comment: z.string(),
  StartAt: next,
  States: z.record(z.string(), state),
})
export type Definition = z.infer<typeof definition>

/** Reads a definition as it was synthesized; one with anything in it that is not known is refused. */
export function readDefinition(synthesized: unknown): Definition {
  const read = definition.safeParse(JSON.parse(JSON.stringify(synthesized)))
  if (!read.success) throw new NotUnderstood(z.prettifyError(read.error))
  const { StartAt, States } = read.data
  const named = [StartAt, ...Object.values(States).flatMap(targetsOf)]
  const missing = named.filter((name) => !(name in States))
  if (missing.length > 0) throw new NotUnderstood(`the definition leads to ${missing.join(', ')}`)
  const endless = Object.entries(States).filter(
    ([, one]) => one.Type === 'Task' && (one.Next === undefined) === (one.End === undefined),
  )
  if (endless.length > 0)
    throw new NotUnderstood(`${endless.map(([name]) => name).join(', ')}: either Next or End`)
  return read.data
}

/** The states that may follow. */
export function targetsOf(one: State): string[] {
  switch (one.Type) {
    case 'Task':
      return [...(one.Next ? [one.Next] : []), ...one.Catch.map(({ Next }) => Next)]
    case 'Choice':
      return [...one.Choices.map(({ Next }) => Next), one.Default]
    case 'Succeed':
    case 'Fail':
      return []
  }
}

/** Whether an error is one of those that a retrier or catcher names. */
export const isNamed = (
  code: string,
  { ErrorEquals }: { readonly ErrorEquals: readonly string[] },
): boolean =>
  ErrorEquals.some(
    (name) =>
      name === code || name === 'States.ALL' || (name === 'States.TaskFailed' && code !== 'States.Timeout'),
  )
