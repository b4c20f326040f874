import { createHash } from 'node:crypto'
import middy from '@middy/core'
import httpRouter from '@middy/http-router'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { ForeignCursor } from '../foreign-cursor.ts'
import { observed } from '../observability.ts'
import type { Operation, Read } from '../operation.ts'
import { Fault, type Refusal, refuse } from '../outcomes.ts'
import { browserSafety } from './browser-safety.ts'
import { problem, problems } from './problems.ts'
import { type ApiRequest, readRequest } from './request.ts'

/** What an operation answers: its body, or a text or bytes of its content type. */
export interface Reply<Answer> {
  readonly ok: true
  readonly body: Answer
  readonly headers?: Readonly<Record<string, string>>
  /** Where it is another than the operation's; 302 with a `location`, 404 for a page that says so to people. */
  readonly status?: 200 | 201 | 302 | 404
}

export const reply = <Answer>(body: Answer, headers?: Readonly<Record<string, string>>): Reply<Answer> => ({
  ok: true,
  body,
  ...(headers ? { headers } : {}),
})

/** The answer of a PUT: 201 where it made the resource, 200 where it replaced it. */
export const replyToPut = <Answer>(
  body: Answer,
  { created, headers }: { created: boolean; headers?: Readonly<Record<string, string>> },
): Reply<Answer> => ({ ...reply(body, headers), status: created ? 201 : 200 })

/** The headers of an answer that carries a resource's version. */
export const etag = (version: number): Record<string, string> => ({ etag: `"${version}"` })

/** The header of a page of text that leads to the next one, which asks for the same (RFC 8288); none on the last. */
export function nextPage(
  path: string,
  asked: Readonly<Record<string, string | undefined>>,
  nextCursor: string | null,
): Record<string, string> {
  if (nextCursor === null) return {}
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...asked, cursor: nextCursor }))
    if (value !== undefined) query.set(name, value)
  return { link: `<${path}?${query}>; rel="next"` }
}

/** Seconds for which caches of what anyone may read need not ask again. */
const FRESH_FOR = 5

/**
 * The headers of an answer that anyone may read: caches keep it for seconds, and ask by its ETag then. Where a
 * version is given the ETag begins with it, so that If-Match may name it too.
 */
export function cacheable(answer: unknown, version?: number): Record<string, string> {
  const hash = createHash('sha256').update(JSON.stringify(answer)).digest('base64url').slice(0, 16)
  return {
    etag: version === undefined ? `"${hash}"` : `"${version}-${hash}"`,
    'cache-control': `public, max-age=${FRESH_FOR}`,
  }
}

export type AnswerOf<O extends Operation> = O['answer'] extends undefined
  ? string | Uint8Array
  : Read<O['answer']>

export interface Route {
  readonly operation: Operation
  readonly run: (request: ApiRequest<Operation>) => Promise<Reply<unknown> | Refusal>
}

/** Binds an operation to what does it: `run` gets the parsed request, and answers or refuses. */
export const route = <O extends Operation>(
  operation: O,
  run: (request: ApiRequest<O>) => Promise<Reply<AnswerOf<O>> | Refusal>,
): Route => ({ operation, run: run as Route['run'] })

/** The Lambda handler of a context's operations. */
export const apiHandler = (service: string, routes: readonly Route[]) =>
  middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(observed(service))
    .use(browserSafety())
    .use(problems())
    .handler(
      httpRouter(
        routes.map(({ operation, run }) => ({
          method: operation.method,
          path: operation.path,
          handler: (event: APIGatewayProxyEventV2) => serve(operation, run, event),
        })),
      ),
    )

async function serve(
  operation: Operation,
  run: Route['run'],
  event: APIGatewayProxyEventV2,
): Promise<APIGatewayProxyStructuredResultV2> {
  const requestId = event.requestContext.requestId
  const request = readRequest(operation, event)
  if (!request.ok) return problem(request, requestId)
  const answer = await run(request.value).catch(refuseCursor)
  if (!answer.ok) return problem(answer, requestId)
  const { etag: known, 'cache-control': caching } = answer.headers ?? {}
  if (
    known !== undefined &&
    operation.method === 'GET' &&
    names(request.value.headers['if-none-match'], known)
  )
    return { statusCode: 304, headers: { etag: known, 'cache-control': caching ?? 'no-store' } }
  return toResponse(operation, answer)
}

/** A cursor is looked at where a list is read; that it is wrong is the client's doing, and no fault. */
function refuseCursor(error: unknown): Refusal<'malformed'> {
  if (!(error instanceof ForeignCursor)) throw error
  const { message: detail } = error
  return refuse('malformed', detail, [{ pointer: '/query/cursor', code: 'invalid_value', detail }])
}

/** Whether If-None-Match names an ETag; it is compared without regard to weakness (RFC 9110, 13.1.2). */
const names = (ifNoneMatch: string | undefined, known: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((tag) => [known, '*'].includes(tag.trim().replace(/^W\//, '')))

function toResponse(
  operation: Operation,
  { body, headers, status }: Reply<unknown>,
): APIGatewayProxyStructuredResultV2 {
  const bytes = body instanceof Uint8Array
  if (operation.answer === undefined && !bytes && typeof body !== 'string')
    throw new Fault(`${operation.id} answers ${operation.contentType}: it needs a text or bytes`)
  return {
    statusCode: status ?? operation.status,
    headers: { 'content-type': operation.contentType, 'cache-control': 'no-store', ...headers },
    body: bytes
      ? Buffer.from(body).toString('base64')
      : typeof body === 'string' && operation.answer === undefined
        ? body
        : JSON.stringify(body),
    isBase64Encoded: bytes,
  }
}
