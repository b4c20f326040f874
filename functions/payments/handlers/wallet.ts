import { apiHandler, reply, route } from '#shared/http/api.ts'
import { customerOf } from '#shared/http/customer-of.ts'
import { once } from '#shared/once.ts'
import * as operations from '../contract/wallet-operations.ts'
import {
  makeChooseDefault,
  makeListMethods,
  makeRemoveMethod,
  makeSaveMethod,
} from '../use-cases/saved-methods.ts'
import { walletDeps } from './dependencies.ts'

const prepare = once(async () => {
  const deps = walletDeps()
  return {
    save: makeSaveMethod(deps),
    list: makeListMethods(deps),
    chooseDefault: makeChooseDefault(deps),
    remove: makeRemoveMethod(deps),
  }
})

export const handler = apiHandler('payments.wallet', [
  route(operations.saveMyPaymentMethod, async ({ actor }) => {
    const begun = await (await prepare()).save(customerOf(actor))
    return begun.ok ? reply(begun.value) : begun
  }),
  route(operations.listMyPaymentMethods, async ({ actor }) =>
    reply(await (await prepare()).list(customerOf(actor))),
  ),
  route(operations.chooseMyDefaultMethod, async ({ actor, params }) => {
    const chosen = await (await prepare()).chooseDefault(customerOf(actor), params.methodId)
    return chosen.ok ? reply(chosen.value) : chosen
  }),
  route(operations.removeMyPaymentMethod, async ({ actor, params }) => {
    const removed = await (await prepare()).remove(customerOf(actor), params.methodId)
    return removed.ok ? reply(removed.value) : removed
  }),
])
