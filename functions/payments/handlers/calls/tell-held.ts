import { callableHandler } from '#shared/calls.ts'
import { note } from '#shared/observability.ts'
import { once } from '#shared/once.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makePaymentRepository } from '../../adapters/payment-repository.ts'
import { makeWalletRepository } from '../../adapters/wallet-repository.ts'
import { tellPaymentsHeld } from '../../contract/held.ts'
import { makeTellPaymentsHeld } from '../../use-cases/tell-held.ts'

const prepare = once(async () => {
  const deps = await makeRuntime().commitDeps()
  return makeTellPaymentsHeld({ payments: makePaymentRepository(deps), wallets: makeWalletRepository(deps) })
})

export const handler = callableHandler(tellPaymentsHeld, async (request) => {
  note({ subject: request.customerId, count: request.orderIds.length })
  return { held: await (await prepare())(request) }
})
