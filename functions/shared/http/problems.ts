import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { note } from '../observability.ts'
import { REFUSALS, type Refusal, refuse } from '../outcomes.ts'

/** A refusal as a problem document (RFC 9457). */
export function problem(refusal: Refusal, requestId: string): APIGatewayProxyStructuredResultV2 {
  const { status, title } = REFUSALS[refusal.code]
  note({ refusal: refusal.code })
  return document(
    status,
    {
      type: `https://cartwright.example/problems/${refusal.code}`,
      title,
      status,
      detail: refusal.detail,
      code: refusal.code,
      requestId,
      ...(refusal.errors ? { errors: refusal.errors } : {}),
    },
    refusal.retryAfter,
  )
}

/** @param retryAfter whole seconds, as RFC 9110 has them */
const document = (
  statusCode: number,
  body: object,
  retryAfter?: number,
): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  },
  body: JSON.stringify(body),
})

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500

/** Answers every error with a problem document: the router's 404 as it is, a fault as 500 that may be retried. */
export const problems = (): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  onError: (request) => {
    const requestId = request.event.requestContext?.requestId ?? request.context.awsRequestId
    request.response =
      statusOf(request.error) === 404
        ? problem(refuse('not_found', 'There is no such address.'), requestId)
        : document(500, {
            type: 'https://cartwright.example/problems/fault',
            title: 'Something went wrong on our side',
            status: 500,
            detail:
              'Nothing is lost: send the same request again, with the same Idempotency-Key if it had one.',
            code: 'fault',
            requestId,
          })
  },
})
