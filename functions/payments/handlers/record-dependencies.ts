import { makeRuntime } from '#shared/runtime.ts'
import { makePaymentRepository } from '../adapters/payment-repository.ts'
import type { RecordDeps } from '../use-cases/record-money.ts'

/** For what is told by people, banks and stores: no gateway is asked, and none of its SDK is loaded. */
export async function recordDeps(): Promise<RecordDeps> {
  const deps = await makeRuntime().commitDeps()
  return { clock: deps.clock, payments: makePaymentRepository(deps) }
}
