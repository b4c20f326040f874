import { apiHandler, etag, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import { makeRuntime } from '#shared/runtime.ts'
import * as operations from '../contract/me-operations.ts'
import { makePutMe, makeReadMe } from '../use-cases/me.ts'

const runtime = makeRuntime()

export const handler = apiHandler('customers.api', [
  route(operations.readMe, async ({ actor }) => {
    const found = await makeReadMe(await runtime.commitDeps())(customerOf(actor))
    return found.ok ? reply(found.value, etag(found.value.version)) : found
  }),
  route(operations.putMe, async ({ actor, body, ifMatch, cause }) => {
    const put = makePutMe(await runtime.commitDeps())
    const changed = await put({ id: customerOf(actor), profile: body, ifMatch }, cause)
    return changed.ok ? reply(changed.value, etag(changed.value.version)) : changed
  }),
])
