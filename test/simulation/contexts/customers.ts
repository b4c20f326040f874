import { makeErasures } from '#contexts/customers/adapters/erasure-items.ts'
import { makeExportFiles } from '#contexts/customers/adapters/export-files.ts'
import { makeExportItems } from '#contexts/customers/adapters/export-items.ts'
import { HELD_BY } from '#contexts/customers/contract/held-by.ts'
import { subscriptions } from '#contexts/customers/contract/subscriptions.ts'
import { listeners } from '#contexts/customers/handlers/listeners.ts'
import { makeMemoryPool } from '#contexts/customers/testing.ts'
import { makeAddAddress, makePutAddress, makeRemoveAddress } from '#contexts/customers/use-cases/addresses.ts'
import { makeChangeEmail, makeConfirmEmailChange } from '#contexts/customers/use-cases/change-email.ts'
import { makeDecideConsent } from '#contexts/customers/use-cases/consents.ts'
import { makeAskErasure, makeEraseDue } from '#contexts/customers/use-cases/erase-customer.ts'
import { makeReadExport, makeRequestExport } from '#contexts/customers/use-cases/export-customer.ts'
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
import { tellDocumentsHeld } from '#contexts/documents/contract/held.ts'
import { forgetPeople, ordersOfCustomer } from '#contexts/orders/contract/customer-calls.ts'
import { minutes } from '#shared/clock.ts'
import type { CustomerId } from '#shared/ids.ts'
import { makeSealedText } from '#shared/sealed-text.ts'
import { aSecret } from '#shared/testing-secrets.ts'
import type { Ground } from '../ground.ts'

/** The code in every mail that has one. */
export const CODE = '123456'

const signInSeal = makeSealedText('customer-sign-in', aSecret('a secret of the simulation'))

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
  const { ask } = ground
  const privacy = {
    ...{ ...deps, keys: ground.keys, erasures: makeErasures(deps), exports: makeExportItems(deps) },
    files: makeExportFiles(ground.files().objects),
    askOrders: ask(ordersOfCustomer),
    askForget: ask(forgetPeople),
    askPapers: ask(tellDocumentsHeld),
    askHeld: HELD_BY.map(ask),
  }
  ground.listen({
    name: 'customers.on-event',
    definitions: subscriptions,
    listeners: listeners(async () => privacy),
  })
  ground.schedule('customers.erase-due', minutes(15), makeEraseDue(privacy))
  return {
    deps,
    readMe: makeReadMe(deps),
    readMyExport: makeReadExport(privacy),
    listSessions: makeListSessions(deps),
    ...ground.operations('customers', {
      eraseMe: makeAskErasure(privacy),
      requestMyExport: makeRequestExport(privacy),
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
