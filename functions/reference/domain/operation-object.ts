import * as z from 'zod/mini'
import { IF_MATCH_PATTERN } from '#shared/http/if-match.ts'
import type { Access, Operation } from '#shared/operation.ts'
import { exampleOf } from './examples.ts'
import { inputSchema, type JsonSchema, outputSchema, resolved, type Schemas } from './json-schema.ts'
import type { MediaType, OperationObject, Parameter, ResponseObject } from './openapi-types.ts'
import { problemResponses } from './problems.ts'

/** An operation as OpenAPI says it, and the schemas with names that its answer uses. */
export function operationObject(operation: Operation): { object: OperationObject; components: Schemas } {
  const { id, context, summary, access } = operation
  const answer = answerOf(operation)
  const media = bodyOf(operation)
  const parameters = [
    ...parametersIn('path', operation.params),
    ...parametersIn('query', operation.query),
    ...headersOf(operation),
  ]
  return {
    components: answer.components,
    object: {
      operationId: id,
      tags: [context],
      summary,
      security: securityOf(access),
      ...(parameters.length > 0 ? { parameters } : {}),
      ...(media ? { requestBody: { required: true as const, content: contentOf(operation, media) } } : {}),
      responses: { ...successes(operation, answer), ...problemResponses(operation) },
    },
  }
}

/** A customer's token has no scopes: it opens what is theirs. */
function securityOf(access: Access): OperationObject['security'] {
  if (access === 'public') return []
  return access === 'customer' ? [{ customer: [] }] : [{ bearer: [access] }]
}

function parametersIn(place: 'path' | 'query', schema: z.ZodMiniType | undefined): Parameter[] {
  if (!schema) return []
  const { properties = {}, required = [] } = inputSchema(schema)
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }))
}

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description:
    'New for each request, the same when it is sent again: the answer is the same then. Kept 30 days.',
  schema: { type: 'string', minLength: 16, maxLength: 255, pattern: '^[!-~]+$' },
}

const IF_MATCH: Parameter = {
  name: 'If-Match',
  in: 'header',
  required: false,
  description: 'The ETag of the version that is meant. Required on a PUT of something that exists.',
  schema: { type: 'string', pattern: IF_MATCH_PATTERN },
}

const headersOf = ({ idempotent, refusals }: Operation): Parameter[] => [
  ...(idempotent ? [{ ...IDEMPOTENCY_KEY, required: idempotent === true }] : []),
  ...(refusals.includes('precondition_failed') ? [IF_MATCH] : []),
]

/** The example is the fullest that the operation itself takes: fields that exclude each other are left out. */
function bodyOf({ id, body, rawBody }: Operation): MediaType | undefined {
  if (rawBody) return { schema: {} }
  if (!body) return undefined
  const schema = inputSchema(body)
  const names = Object.keys(schema.properties ?? {})
  const attempts = [undefined, ...names].map((left) => exampleOf(schema, [id], {}, (name) => name !== left))
  const example = attempts.find((attempt) => z.safeParse(body, attempt).success) ?? attempts[0]
  return { schema, example }
}

const contentOf = ({ takesCsv }: Operation, media: MediaType): Record<string, MediaType> => ({
  'application/json': media,
  ...(takesCsv ? { 'text/csv': { schema: { type: 'string' } } } : {}),
})

interface Answer {
  readonly media: MediaType
  readonly components: Schemas
  readonly hasVersion: boolean
}

/** Of the fields that an answer may lack: that which nearly every one has. */
const isUsual = (name: string): boolean => name === 'postalCode'

function answerOf({ id, answer }: Operation): Answer {
  if (!answer) return { media: { schema: { type: 'string' } }, components: {}, hasVersion: false }
  const { schema, components } = outputSchema(answer)
  return {
    media: { schema, example: exampleOf(schema, [id], components, isUsual) },
    components,
    hasVersion: 'version' in (resolved(schema, components).properties ?? {}),
  }
}

const ETAG: JsonSchema = { type: 'string' }

function successes(
  { method, status, contentType, otherContentTypes }: Operation,
  { media, hasVersion }: Answer,
): Record<string, ResponseObject> {
  const response = (description: string): ResponseObject => ({
    description,
    ...(hasVersion ? { headers: { ETag: { description: 'The version, for If-Match', schema: ETAG } } } : {}),
    content: Object.fromEntries([contentType, ...otherContentTypes].map((type) => [type, media])),
  })
  if (method === 'PUT')
    return { 200: response('It is replaced, or was so already'), 201: response('It is made') }
  return { [status]: response(status === 201 ? 'It is made' : 'As asked') }
}
