import { etag, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import * as operations from '../contract/choice-operations.ts'
import { makeDecideConsent, makeReadConsents } from '../use-cases/consents.ts'
import { makePutNotifications, makeReadNotifications } from '../use-cases/me.ts'
import { runtime } from './dependencies.ts'

export const choiceRoutes = [
  route(operations.readConsents, async ({ actor, query }) => {
    const found = await makeReadConsents(runtime)(customerOf(actor), query)
    return found.ok ? reply(found.value) : found
  }),
  route(operations.decideConsent, async ({ actor, body, cause }) => {
    const decided = await makeDecideConsent(await runtime.commitDeps())(customerOf(actor), body, cause)
    return decided.ok ? reply(decided.value) : decided
  }),
  route(operations.readNotifications, async ({ actor }) => {
    const found = await makeReadNotifications(runtime)(customerOf(actor))
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
  route(operations.putNotifications, async ({ actor, body, ifMatch, cause }) => {
    const put = makePutNotifications(await runtime.commitDeps())
    const changed = await put({ id: customerOf(actor), ifMatch }, body, cause)
    return changed.ok ? reply(changed.value, etag(changed.value.version)) : changed
  }),
]
