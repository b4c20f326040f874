import * as z from 'zod/mini'
import { time } from '#shared/http/schemas.ts'
import { defineOperation } from '#shared/operation.ts'

const sessionId = z.string().check(z.regex(/^[0-9a-f-]{36}$/))

/** A device on which the customer is signed in. */
const sessionResource = z.strictObject({
  id: sessionId,
  startedAt: time,
  lastUsedAt: time,
  /** The User-Agent of the browser that signed in, shortened. */
  device: z.string(),
  /** The one that asks. */
  current: z.boolean(),
})
export type SessionResource = z.infer<typeof sessionResource>

export const listSessions = defineOperation({
  id: 'listSessions',
  context: 'customers',
  method: 'GET',
  path: '/v1/me/sessions',
  summary: 'List where one is signed in',
  access: 'customer',
  answer: z.strictObject({ items: z.array(sessionResource) }),
})

const ended = z.strictObject({ ended: z.int() })

export const endSession = defineOperation({
  id: 'endSession',
  context: 'customers',
  servedBy: 'identity',
  method: 'DELETE',
  path: '/v1/me/sessions/{sessionId}',
  summary: 'Sign out of one device; its access token ends within five minutes',
  access: 'customer',
  params: z.strictObject({ sessionId }),
  answer: ended,
  refusals: ['not_found'],
})

export const endSessions = defineOperation({
  id: 'endSessions',
  context: 'customers',
  servedBy: 'identity',
  method: 'DELETE',
  path: '/v1/me/sessions',
  summary: 'Sign out everywhere; access tokens end within five minutes',
  access: 'customer',
  answer: ended,
})

export const sessionOperations = [listSessions, endSession, endSessions]
