import { reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import * as operations from '../contract/registration-operations.ts'
import { makeChangeEmail, makeConfirmEmailChange } from '../use-cases/change-email.ts'
import { makeConfirmRegistration, makeRegister } from '../use-cases/register.ts'
import { makeForgetPassword, makeResetPassword } from '../use-cases/reset-password.ts'
import { identityDeps } from './identity-dependencies.ts'
import { inEvenTime } from './in-even-time.ts'

export const registrationRoutes = [
  route(operations.register, async ({ body, cause }) => {
    const begun = await inEvenTime(makeRegister(await identityDeps())(body, cause))
    return begun.ok ? reply(begun.value) : begun
  }),
  route(operations.confirmRegistration, async ({ params, body, cause }) => {
    const confirm = makeConfirmRegistration(await identityDeps())
    const made = await confirm({ id: params.verificationId, ...body }, cause)
    return made.ok ? reply(made.value) : made
  }),
  route(operations.forgetPassword, async ({ body, cause }) =>
    reply(await inEvenTime(makeForgetPassword(await identityDeps())(body.email, cause))),
  ),
  route(operations.resetPassword, async ({ params, body, cause }) => {
    const reset = makeResetPassword(await identityDeps())
    const done = await reset({ id: params.verificationId, ...body }, cause)
    return done.ok ? reply(done.value) : done
  }),
  route(operations.changeEmail, async ({ actor, session, body, cause }) => {
    const change = makeChangeEmail(await identityDeps())
    const begun = await inEvenTime(change({ id: customerOf(actor), session }, body.email, cause))
    return begun.ok ? reply(begun.value) : begun
  }),
  route(operations.confirmEmailChange, async ({ actor, session, params, body, cause }) => {
    const confirm = makeConfirmEmailChange(await identityDeps())
    const who = { id: customerOf(actor), session }
    const done = await confirm(who, { id: params.verificationId, ...body }, cause)
    return done.ok ? reply(done.value) : done
  }),
]
