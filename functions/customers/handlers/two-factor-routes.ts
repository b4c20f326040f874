import { randomInt } from 'node:crypto'
import * as z from 'zod/mini'
import { readEnvironment } from '#shared/environment.ts'
import { reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import { newTotpSecret } from '#shared/totp.ts'
import * as operations from '../contract/two-factor-operations.ts'
import {
  makeBeginTwoFactor,
  makeConfirmTwoFactor,
  makeReadTwoFactor,
  makeRemoveTwoFactor,
  makeRenewRecoveryCodes,
} from '../use-cases/two-factor.ts'
import { runtime } from './dependencies.ts'

const { SENDER_NAME: issuer } = readEnvironment({ SENDER_NAME: z.string() })

const deps = async () => ({
  ...(await runtime.commitDeps()),
  ...{ newSecret: newTotpSecret, random: (below: number) => randomInt(below), issuer },
})

export const twoFactorRoutes = [
  route(operations.readTwoFactor, async ({ actor }) =>
    reply(await makeReadTwoFactor(runtime)(customerOf(actor))),
  ),
  route(operations.beginTwoFactor, async ({ actor, session }) => {
    const begun = await makeBeginTwoFactor(await deps())({ id: customerOf(actor), session })
    return begun.ok ? reply(begun.value) : begun
  }),
  route(operations.confirmTwoFactor, async ({ actor, session, body, cause }) => {
    const done = await makeConfirmTwoFactor(await deps())(
      { id: customerOf(actor), session },
      body.code,
      cause,
    )
    return done.ok ? reply(done.value) : done
  }),
  route(operations.renewRecoveryCodes, async ({ actor, session, body, cause }) => {
    const renew = makeRenewRecoveryCodes(await deps())
    const done = await renew({ id: customerOf(actor), session }, body.code, cause)
    return done.ok ? reply(done.value) : done
  }),
  route(operations.removeTwoFactor, async ({ actor, session, body, cause }) => {
    const done = await makeRemoveTwoFactor(await deps())({ id: customerOf(actor), session }, body.code, cause)
    return done.ok ? reply(done.value) : done
  }),
]
