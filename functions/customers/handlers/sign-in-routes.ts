import { reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import * as sessions from '../contract/session-operations.ts'
import * as operations from '../contract/sign-in-operations.ts'
import { endAllSessions, makeEndSession } from '../use-cases/sessions.ts'
import {
  makeProvePassword,
  makeProveSecondFactor,
  makeRefreshSignIn,
  makeStartSignIn,
} from '../use-cases/sign-in.ts'
import { identityDeps } from './identity-dependencies.ts'

export const signInRoutes = [
  route(operations.startSignIn, async ({ body }) => {
    const begun = await makeStartSignIn(await identityDeps())(body)
    return begun.ok ? reply(begun.value) : begun
  }),
  route(operations.provePassword, async ({ body, headers }) => {
    const prove = makeProvePassword(await identityDeps())
    const done = await prove({ ...body, device: headers['user-agent'] ?? '' })
    return done.ok ? reply(done.value) : done
  }),
  route(operations.proveSecondFactor, async ({ body, headers, cause }) => {
    const prove = makeProveSecondFactor(await identityDeps())
    const done = await prove({ ...body, device: headers['user-agent'] ?? '' }, cause)
    return done.ok ? reply(done.value) : done
  }),
  route(operations.refreshSignIn, async ({ body }) => {
    const done = await makeRefreshSignIn(await identityDeps())(body.refreshToken)
    return done.ok ? reply(done.value) : done
  }),
  route(sessions.endSession, async ({ actor, params }) => {
    const ended = await makeEndSession(await identityDeps())(customerOf(actor), params.sessionId)
    return ended.ok ? reply(ended.value) : ended
  }),
  route(sessions.endSessions, async ({ actor }) =>
    reply({ ended: await endAllSessions(await identityDeps(), customerOf(actor)) }),
  ),
]
