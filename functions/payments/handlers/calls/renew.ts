import { callableHandler } from '#shared/calls.ts'
import { once } from '#shared/once.ts'
import { renewAuthorization } from '../../contract/calls.ts'
import { makeRenewAuthorization } from '../../use-cases/renew-authorization.ts'
import { paymentDeps } from '../dependencies.ts'

const deps = once(paymentDeps)

export const handler = callableHandler(renewAuthorization, async (request) =>
  makeRenewAuthorization(await deps())(request),
)
