import type { MiddlewareObj } from '@middy/core'
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'

/**
 * With every answer, whatever it is: for a year browsers come back by TLS only (RFC 6797; over plain HTTP, as on a
 * laptop, they take no notice), and take it for nothing but its content type.
 */
const ALWAYS = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
} as const

type ForApi = MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>

/** Stands before whatever makes answers, refusals and faults: what is done after them goes from the last to the first. */
export const browserSafety = (): ForApi => {
  const add: NonNullable<ForApi['after']> = (request) => {
    if (request.response) request.response.headers = { ...ALWAYS, ...request.response.headers }
  }
  return { after: add, onError: add }
}
