import type * as z from 'zod/mini'
import type { Scope } from './actor.ts'
import type { Context } from './names.ts'
import type { RefusalCode } from './outcomes.ts'

type Schema = z.ZodMiniType

/** Who may call: whoever has the scope; `customer`, a customer for themselves; `public`, everybody, without a token. */
export type Access = Scope | 'customer' | 'public'

/**
 * An HTTP operation: one value, from which the routes, the scopes, the validation, the types of the
 * answers and the OpenAPI document are made.
 */
export interface Operation<
  Params extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
  Answer extends Schema | undefined = Schema | undefined,
> {
  /** The OpenAPI operationId, such as `placeOrder`. */
  readonly id: string
  readonly context: Context
  /** The Lambda that serves it: `api`, or a name of its own for the functions that stand alone. */
  readonly servedBy: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** With the base path, such as `/v1/orders/{orderId}`. */
  readonly path: string
  readonly summary: string
  readonly access: Access
  readonly params: Params
  readonly query: Query
  readonly body: Body
  readonly answer: Answer
  readonly status: 200 | 201
  /** Of the answer, `application/json` unless it is said. */
  readonly contentType: string
  /** What it can answer instead, when the request asks for it. */
  readonly otherContentTypes: readonly string[]
  /** The Idempotency-Key header is required; or may be sent, and is looked at. */
  readonly idempotent: boolean | 'optional'
  /** The body may come as `text/csv`: it is handed on as `{ csv: <the text> }`. */
  readonly takesCsv: boolean
  /** `raw` bodies (webhooks) are given as they came, for their signature. */
  readonly rawBody: boolean
  /** What it can refuse, beside what every operation can. */
  readonly refusals: readonly RefusalCode[]
}

type Optional =
  | 'servedBy'
  | 'params'
  | 'query'
  | 'body'
  | 'answer'
  | 'status'
  | 'contentType'
  | 'otherContentTypes'
  | 'idempotent'
  | 'takesCsv'
  | 'rawBody'
  | 'refusals'

export function defineOperation<
  Params extends Schema | undefined = undefined,
  Query extends Schema | undefined = undefined,
  Body extends Schema | undefined = undefined,
  Answer extends Schema | undefined = undefined,
>(
  operation: Omit<Operation<Params, Query, Body, Answer>, Optional> &
    Partial<Pick<Operation<Params, Query, Body, Answer>, Optional>>,
): Operation<Params, Query, Body, Answer> {
  return {
    servedBy: 'api',
    status: 200,
    contentType: 'application/json',
    otherContentTypes: [],
    idempotent: false,
    takesCsv: false,
    rawBody: false,
    refusals: [],
    ...operation,
    params: operation.params as Params,
    query: operation.query as Query,
    body: operation.body as Body,
    answer: operation.answer as Answer,
  }
}

export type Read<S extends Schema | undefined> = S extends Schema ? z.infer<S> : undefined
