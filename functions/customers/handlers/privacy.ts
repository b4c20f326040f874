import { apiHandler, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import { once } from '#shared/once.ts'
import * as operations from '../contract/privacy-operations.ts'
import { makeAskErasure, makeReadErasure } from '../use-cases/erase-customer.ts'
import { makeReadExport, makeRequestExport } from '../use-cases/export-customer.ts'
import { privacyDeps } from './privacy-dependencies.ts'

const deps = once(privacyDeps)

/** What customers ask of what is held of them. */
export const handler = apiHandler('customers.privacy', [
  route(operations.requestMyExport, async ({ actor, session, cause }) => {
    const who = { id: customerOf(actor), session }
    const asked = await makeRequestExport(await deps())(who, cause)
    return asked.ok ? reply(asked.value, { location: `/v1/me/exports/${asked.value.id}` }) : asked
  }),
  route(operations.readMyExport, async ({ actor, params }) => {
    const found = await makeReadExport(await deps())(customerOf(actor), params.exportId)
    return found.ok ? reply(found.value) : found
  }),
  route(operations.eraseMe, async ({ actor, session, cause }) => {
    const asked = await makeAskErasure(await deps())({ id: customerOf(actor), session }, cause)
    return asked.ok ? reply(asked.value) : asked
  }),
  route(operations.readMyErasure, async ({ actor }) => {
    const found = await makeReadErasure(await deps())(customerOf(actor))
    return found.ok ? reply(found.value) : found
  }),
])
