import type { Operation } from '#shared/operation.ts'
import { REFUSALS, type RefusalCode } from '#shared/outcomes.ts'
import type { JsonSchema } from './json-schema.ts'
import type { Content, ResponseObject } from './openapi-types.ts'

/** RFC 9457, with what we add to it. */
export const PROBLEM_SCHEMA: JsonSchema = {
  type: 'object',
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          pointer: { type: 'string' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
        required: ['pointer', 'code', 'detail'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
}

/** What stays the same in every problem of a code. */
export const PROBLEM_EXAMPLES = Object.fromEntries(
  Object.entries(REFUSALS).map(([code, { status, title }]) => [
    code,
    {
      summary: title,
      value: {
        type: `https://cartwright.example/problems/${code}`,
        title,
        status,
        detail: 'What was given, what is allowed, and what to do next.',
        code,
        requestId: 'Jk3fPgB4oAMEVZw=',
      },
    },
  ]),
)

/** All that an operation can refuse: what it says itself, and what follows from its shape. */
export function refusalsOf(operation: Operation): RefusalCode[] {
  const { access, params, query, body, rawBody, idempotent, refusals } = operation
  const takesJson = body !== undefined && !rawBody
  const codes: RefusalCode[] = [
    ...(takesJson || query || refusals.includes('precondition_failed') ? (['malformed'] as const) : []),
    ...(takesJson ? (['payload_unreadable', 'unsupported_media_type'] as const) : []),
    ...(body || rawBody ? (['too_large'] as const) : []),
    ...(idempotent ? (['idempotency_key_missing'] as const) : []),
    ...(access === 'public' ? [] : (['unauthenticated', 'forbidden'] as const)),
    ...(params ? (['not_found'] as const) : []),
    ...refusals,
  ]
  return [...new Set(codes)]
}

const TOO_MANY_REQUESTS = 429
const RETRY_AFTER = { description: 'Seconds until it may be tried again', schema: { type: 'integer' } }

/** The problems of an operation by their status. */
export function problemResponses(operation: Operation): Record<string, ResponseObject> {
  const byStatus = Map.groupBy(refusalsOf(operation), (code) => REFUSALS[code].status)
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, codes]) => [String(status), problemResponse(operation, status, codes)] as const),
  )
}

const problemResponse = (
  operation: Operation,
  status: number,
  codes: readonly RefusalCode[],
): ResponseObject => ({
  description: codes.map((code) => `\`${code}\`: ${REFUSALS[code].title}`).join('. '),
  ...(status === TOO_MANY_REQUESTS ? { headers: { 'Retry-After': RETRY_AFTER } } : {}),
  content: {
    ...beforeOrBesideProblems(operation, status),
    'application/problem+json': {
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { type: 'object', properties: { code: { type: 'string', enum: codes } } },
        ],
      },
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
    },
  },
})

/** API Gateway answers by itself where no token came; a page for people is one also when it is not there. */
function beforeOrBesideProblems({ contentType }: Operation, status: number): Content {
  if (status === 401)
    return {
      'application/json': { schema: { type: 'object', properties: { message: { type: 'string' } } } },
    }
  const isPage = contentType.startsWith('text/html')
  return status === 404 && isPage ? { [contentType]: { schema: { type: 'string' } } } : {}
}
