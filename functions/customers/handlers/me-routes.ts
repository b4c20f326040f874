import { etag, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import * as operations from '../contract/me-operations.ts'
import { listSessions } from '../contract/session-operations.ts'
import { makePutMe, makeReadMe } from '../use-cases/me.ts'
import { makeListSessions } from '../use-cases/sessions.ts'
import { runtime } from './dependencies.ts'

export const meRoutes = [
  route(operations.readMe, async ({ actor }) => {
    const found = await makeReadMe(await runtime.commitDeps())(customerOf(actor))
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
  route(operations.putMe, async ({ actor, body, ifMatch, cause }) => {
    const put = makePutMe(await runtime.commitDeps())
    const changed = await put({ id: customerOf(actor), ifMatch }, body, cause)
    return changed.ok ? reply(changed.value, etag(changed.value.version)) : changed
  }),
  route(listSessions, async ({ actor, session }) =>
    reply(await makeListSessions(await runtime.commitDeps())({ id: customerOf(actor), session })),
  ),
]
