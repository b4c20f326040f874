import middy from '@middy/core'
import * as z from 'zod/mini'
import type { InvokeLambda } from './aws/invoke-lambda.ts'
import { type Context, functionName } from './names.ts'
import { observed } from './observability.ts'

type Schema = z.ZodMiniType

/**
 * A Lambda that others ask and wait for: another context (a call) or the order's state machine (a task).
 * Its name is the same on both sides, so that neither stack needs the other.
 */
export interface Callable<Request extends Schema = Schema, Answer extends Schema = Schema> {
  readonly context: Context
  readonly name: string
  readonly request: Request
  /** Outcomes are values here too, told apart by `outcome`. */
  readonly answer: Answer
  readonly timeoutSeconds: number
}

export const defineCall = <Request extends Schema, Answer extends Schema>(
  call: Callable<Request, Answer>,
): Callable<Request, Answer> => call

/** A step of the order's workflow; it gets ids, SKUs, quantities, amounts and country, never personal data. */
export const defineTask = defineCall

export type RequestOf<C extends Callable> = z.infer<C['request']>
export type AnswerOf<C extends Callable> = z.infer<C['answer']>

export type Ask<C extends Callable> = (request: RequestOf<C>) => Promise<AnswerOf<C>>

/** Asks another context's Lambda; throws where it fails, is throttled away, or answers another shape. */
export const makeAsk =
  <C extends Callable>(call: C, deps: { stage: string; invoke: InvokeLambda }): Ask<C> =>
  async (request) => {
    const name = functionName(deps.stage, call.context, call.name)
    const answer = await deps.invoke(name, JSON.stringify(z.parse(call.request, request)))
    return z.parse(call.answer, JSON.parse(answer)) as AnswerOf<C>
  }

/** The Lambda handler of a call or a task. */
export const callableHandler = <C extends Callable>(
  call: C,
  run: (request: RequestOf<C>) => Promise<AnswerOf<C>>,
) =>
  middy<unknown, AnswerOf<C>>()
    .use(observed(`${call.context}.${call.name}`))
    .handler((request) => run(z.parse(call.request, request) as RequestOf<C>))
