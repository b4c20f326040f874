import { randomInt } from 'node:crypto'
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider'
import * as z from 'zod/mini'
import { readEnvironment } from '#shared/environment.ts'
import { apiHandler, reply, route } from '#shared/http/api.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeSealedText } from '#shared/sealed-text.ts'
import { makeCognitoPool } from '../adapters/cognito-pool.ts'
import * as registrations from '../contract/registration-operations.ts'
import * as signIns from '../contract/sign-in-operations.ts'
import type { IdentityDeps } from '../use-cases/ports.ts'
import { makeConfirmRegistration, makeRegister } from '../use-cases/register.ts'
import { makeProvePassword, makeRefreshSignIn, makeStartSignIn } from '../use-cases/sign-in.ts'

const runtime = makeRuntime()
const settings = readEnvironment({ USER_POOL_ID: z.string(), CLIENT_ID: z.string() })
const pool = makeCognitoPool({
  client: new CognitoIdentityProviderClient({}),
  userPoolId: settings.USER_POOL_ID,
  clientId: settings.CLIENT_ID,
})

const deps = async (): Promise<IdentityDeps> => ({
  ...(await runtime.commitDeps()),
  pool,
  signInSeal: makeSealedText('customer-sign-in', await runtime.secrets.texts('tokens')),
  newCode: () => String(randomInt(1_000_000)).padStart(6, '0'),
})

export const handler = apiHandler('customers.identity', [
  route(registrations.register, async ({ body, cause }) =>
    reply(await makeRegister(await deps())(body, cause)),
  ),
  route(registrations.confirmRegistration, async ({ params, body, cause }) => {
    const made = await makeConfirmRegistration(await deps())({ id: params.verificationId, ...body }, cause)
    return made.ok ? reply(made.value) : made
  }),
  route(signIns.startSignIn, async ({ body }) => {
    const begun = await makeStartSignIn(await deps())(body)
    return begun.ok ? reply(begun.value) : begun
  }),
  route(signIns.provePassword, async ({ body }) => {
    const done = await makeProvePassword(await deps())(body)
    return done.ok ? reply({ signedIn: done.value }) : done
  }),
  route(signIns.refreshSignIn, async ({ body }) => {
    const done = await makeRefreshSignIn(await deps())(body.refreshToken)
    return done.ok ? reply(done.value) : done
  }),
])
