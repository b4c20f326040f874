import { makeMemoryPool } from '#contexts/customers/testing.ts'
import { makeAddAddress, makePutAddress, makeRemoveAddress } from '#contexts/customers/use-cases/addresses.ts'
import { makeChangeEmail, makeConfirmEmailChange } from '#contexts/customers/use-cases/change-email.ts'
import { makeDecideConsent } from '#contexts/customers/use-cases/consents.ts'
import { makePutMe, makePutNotifications, makeReadMe } from '#contexts/customers/use-cases/me.ts'
import { makeConfirmRegistration, makeRegister } from '#contexts/customers/use-cases/register.ts'
import { makeForgetPassword, makeResetPassword } from '#contexts/customers/use-cases/reset-password.ts'
import { endAllSessions, makeEndSession, makeListSessions } from '#contexts/customers/use-cases/sessions.ts'
import {
  makeProvePassword,
  makeProveSecondFactor,
  makeRefreshSignIn,
  makeStartSignIn,
} from '#contexts/customers/use-cases/sign-in.ts'
import {
  makeBeginTwoFactor,
  makeConfirmTwoFactor,
  makeRemoveTwoFactor,
  makeRenewRecoveryCodes,
} from '#contexts/customers/use-cases/two-factor.ts'
import type { CustomerId } from '#shared/ids.ts'
import { makeSealedText } from '#shared/sealed-text.ts'
import type { Ground } from '../ground.ts'

/** The code in every mail that has one. */
export const CODE = '123456'

const signInSeal = makeSealedText('customer-sign-in', ['a secret of the simulation'])

export function openCustomers(ground: Ground) {
  const commit = ground.commit('customers')
  const deps = {
    ...commit,
    signInSeal,
    pool: ground.ports.through('customer-pool', makeMemoryPool().pool),
    newCode: () => CODE,
    newSecret: () => 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
    random: (below: number) => ground.chance.below(below),
    issuer: 'Cartwright',
  }
  return {
    deps,
    readMe: makeReadMe(deps),
    listSessions: makeListSessions(deps),
    ...ground.operations('customers', {
      register: makeRegister(deps),
      confirmRegistration: makeConfirmRegistration(deps),
      forgetPassword: makeForgetPassword(deps),
      resetPassword: makeResetPassword(deps),
      changeEmail: makeChangeEmail(deps),
      confirmEmailChange: makeConfirmEmailChange(deps),
      startSignIn: makeStartSignIn(deps),
      provePassword: makeProvePassword(deps),
      proveSecondFactor: makeProveSecondFactor(deps),
      refreshSignIn: makeRefreshSignIn(deps),
      endSession: makeEndSession(deps),
      endSessions: (id: CustomerId) => endAllSessions(deps, id),
      beginTwoFactor: makeBeginTwoFactor(deps),
      confirmTwoFactor: makeConfirmTwoFactor(deps),
      renewRecoveryCodes: makeRenewRecoveryCodes(deps),
      removeTwoFactor: makeRemoveTwoFactor(deps),
      putMe: makePutMe(deps),
      addAddress: makeAddAddress(deps),
      putAddress: makePutAddress(deps),
      removeAddress: makeRemoveAddress(deps),
      decideConsent: makeDecideConsent(deps),
      putNotifications: makePutNotifications(deps),
    }),
  }
}
