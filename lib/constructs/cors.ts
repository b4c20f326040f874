import type { CfnApi } from 'aws-cdk-lib/aws-apigatewayv2'

/** What our operations read of a request, beside what browsers send by themselves. */
const READ = ['authorization', 'content-type', 'idempotency-key', 'if-match', 'if-none-match', 'prefer']
/** What our answers tell by headers. */
const TOLD = ['etag', 'link', 'location', 'retry-after']
const METHODS = ['GET', 'POST', 'PUT', 'DELETE']
/** How long a browser believes a preflight, in seconds: what Chromium believes at most. */
const BELIEVED_SECONDS = 7_200

/**
 * Lets browsers call the API from pages of these origins; the API answers their preflights itself, without its
 * authorizer. Cookies play no part: who calls is said by `Authorization` alone.
 */
export const allowFrom = (origins: readonly string[]): CfnApi.CorsProperty => ({
  allowOrigins: [...origins],
  allowMethods: METHODS,
  allowHeaders: READ,
  exposeHeaders: TOLD,
  maxAge: BELIEVED_SECONDS,
})
