import { createHash } from 'node:crypto'
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import * as z from 'zod/mini'
import type { Actor } from '../actor.ts'
import type { Cause } from '../events.ts'
import type { Operation, Read } from '../operation.ts'
import { type FieldError, type Outcome, refuse, success } from '../outcomes.ts'
import { callerOf } from './caller.ts'
import { versionNamedBy } from './if-match.ts'
import { issueDetail } from './issue-detail.ts'

/** 256 kB: more than an order of 200 lines with its sealed quote needs. */
export const MAX_BODY_BYTES = 256 * 1024

export interface ApiRequest<O extends Operation> {
  readonly params: Read<O['params']>
  readonly query: Read<O['query']>
  readonly body: Read<O['body']>
  /** The bytes as they came. */
  readonly raw: Buffer
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly actor: Actor
  /** The staff groups of a person; none of a program or a guest. */
  readonly groups: readonly string[]
  /** The sign-in that the token came from, of people. */
  readonly session?: string
  readonly cause: Cause
  /** The Idempotency-Key; empty where none was sent. */
  readonly idempotencyKey: string
  /** SHA-256 of the bytes of the request, base64url: tells a replay from another request. */
  readonly requestHash: string
  /** The version that If-Match names. */
  readonly ifMatch: number | undefined
}

/** Parses and authorizes a request as its operation says, or refuses it with pointers to what is wrong. */
export function readRequest<O extends Operation>(
  operation: O,
  event: APIGatewayProxyEventV2,
): Outcome<ApiRequest<O>> {
  const caller = callerOf(operation, event.requestContext)
  if (!caller.ok) return caller
  const headers = lowerCased(event.headers)
  const sentKey = headers['idempotency-key']
  const idempotencyKey = sentKey ?? ''
  const raw = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8')
  if (raw.length > MAX_BODY_BYTES)
    return refuse('too_large', `The body has ${raw.length} bytes; at most ${MAX_BODY_BYTES} are taken.`)
  const takesNoKey = !operation.idempotent || (operation.idempotent === 'optional' && sentKey === undefined)
  if (!takesNoKey && !/^[\x21-\x7e]{16,255}$/.test(idempotencyKey))
    return refuse(
      'idempotency_key_missing',
      `Send an Idempotency-Key of 16 to 255 visible ASCII characters, new for each ${operation.id}; it has ${idempotencyKey.length}.`,
    )
  const ifMatch = readIfMatch(operation, headers['if-match'])
  if (!ifMatch.ok) return ifMatch
  const body = readBody(operation, headers['content-type'], raw)
  if (!body.ok) return body
  const parts = parseParts(operation, {
    params: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    body: body.value,
  })
  if (!parts.ok) return parts
  const requestId = event.requestContext.requestId
  return success({
    ...parts.value,
    raw,
    headers,
    ...caller.value,
    cause: { correlationId: requestId, causationId: requestId, actor: caller.value.actor },
    idempotencyKey,
    requestHash: createHash('sha256').update(event.rawPath).update('\n').update(raw).digest('base64url'),
    ifMatch: ifMatch.value,
  } as ApiRequest<O>)
}

function readBody(operation: Operation, contentType: string | undefined, raw: Buffer): Outcome<unknown> {
  if (!operation.body || operation.rawBody) return success(undefined)
  if (operation.takesCsv && /^text\/csv\b/i.test(contentType ?? ''))
    return success({ csv: raw.toString('utf8') })
  if (!/^application\/json\b/i.test(contentType ?? ''))
    return refuse(
      'unsupported_media_type',
      `The body must be application/json${operation.takesCsv ? ' or text/csv' : ''}; it came as ${contentType ?? 'nothing'}.`,
    )
  try {
    return success(JSON.parse(raw.toString('utf8')))
  } catch {
    return refuse(
      'payload_unreadable',
      'The body is not well-formed JSON. Check commas, quotes and brackets.',
    )
  }
}

function parseParts(
  operation: Operation,
  given: { params: unknown; query: unknown; body: unknown },
): Outcome<{ params: unknown; query: unknown; body: unknown }> {
  const parsed: Record<string, unknown> = {}
  const errors: FieldError[] = []
  for (const part of ['params', 'query', 'body'] as const) {
    const schema = operation[part]
    if (!schema || (part === 'body' && operation.rawBody)) continue
    const result = z.safeParse(schema, given[part])
    if (result.success) parsed[part] = result.data
    // An id of the wrong shape names nothing that exists: it looks like a missing one.
    else if (part === 'params')
      return refuse('not_found', 'There is nothing at this address that you may see.')
    else errors.push(...fieldErrors(result.error, part === 'body' ? '' : `/${part}`))
  }
  return errors.length > 0
    ? refuse(
        'malformed',
        `${errors.length} field${errors.length > 1 ? 's are' : ' is'} not as the API describes.`,
        errors,
      )
    : success({ params: undefined, query: undefined, body: undefined, ...parsed })
}

export function fieldErrors(error: z.core.$ZodError, under: string): FieldError[] {
  return error.issues.flatMap((issue) => {
    const path = `${under}${issue.path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        pointer: `${path}/${key}`,
        code: 'unknown_field',
        detail: 'This field is not known.',
      }))
    return [{ pointer: path || '/', code: issue.code, detail: issueDetail(issue) }]
  })
}

const lowerCased = (headers: Record<string, string | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))

/** A condition that cannot be read must not count as none: the act would be done unconditionally. */
function readIfMatch({ refusals }: Operation, header: string | undefined): Outcome<number | undefined> {
  if (header === undefined || !refusals.includes('precondition_failed')) return success(undefined)
  const version = versionNamedBy(header)
  if (version !== undefined) return success(version)
  const detail = `If-Match must be an ETag of ours, such as "3"; it is ${JSON.stringify(header)}.`
  return refuse('malformed', detail, [{ pointer: '/headers/if-match', code: 'invalid_format', detail }])
}
