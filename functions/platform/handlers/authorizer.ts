import middy from '@middy/core'
import type {
  APIGatewayRequestAuthorizerEventV2,
  APIGatewaySimpleAuthorizerWithContextResult,
} from 'aws-lambda'
import * as z from 'zod/mini'
import { readEnvironment } from '#shared/environment.ts'
import { note, observed } from '#shared/observability.ts'
import { makeVerifyToken } from '../adapters/cognito-tokens.ts'
import { contextOf, makeAuthorize } from '../use-cases/authorize.ts'

const settings = readEnvironment({
  STAFF_USER_POOL_ID: z.string(),
  /** Clients whose tokens are taken, with a space between. */
  STAFF_CLIENT_IDS: z.string(),
  CUSTOMER_USER_POOL_ID: z.string(),
  CUSTOMER_CLIENT_ID: z.string(),
  /** As the AWS SDKs know it: where all of AWS is, if not at its own addresses. */
  AWS_ENDPOINT_URL: z.optional(z.string()),
})

const authorize = makeAuthorize({
  verify: makeVerifyToken({
    pools: {
      staff: { userPoolId: settings.STAFF_USER_POOL_ID, clientIds: settings.STAFF_CLIENT_IDS.split(' ') },
      customers: { userPoolId: settings.CUSTOMER_USER_POOL_ID, clientIds: [settings.CUSTOMER_CLIENT_ID] },
    },
    endpoint: settings.AWS_ENDPOINT_URL,
  }),
})

type Answer = APIGatewaySimpleAuthorizerWithContextResult<ReturnType<typeof contextOf>>

/** The HTTP API's authorizer: passes each request on with what is known of its caller. */
export const handler = middy<APIGatewayRequestAuthorizerEventV2, Answer>()
  .use(observed('platform.authorizer'))
  .handler(async ({ headers, routeKey }) => {
    const caller = await authorize(headers?.['authorization'])
    note({ operation: routeKey, outcome: caller.problem ? 'refused' : caller.actor.kind })
    return { isAuthorized: true, context: contextOf(caller) }
  })
