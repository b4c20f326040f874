import * as customers from '#contexts/customers/contract/events.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { makeKeepWishes } from '../use-cases/keep-wishes.ts'
import type { NotificationDeps } from '../use-cases/ports.ts'
import { makeTellOfAccount } from '../use-cases/tell-of-account.ts'

/** What customers are told of their accounts, and what is kept of what they want to hear. */
export function accountListeners(deps: () => Promise<NotificationDeps>): readonly Subscription[] {
  const prepare = once(async () => {
    const given = await deps()
    return {
      account: makeTellOfAccount(given),
      keepWishes: makeKeepWishes(given),
      forgetWishes: given.wishes.forget,
    }
  })
  return [
    on(customers.customerCodeIssued, async (event) => (await prepare()).account.codeIssued(event)),
    on(customers.customerRegistrationRepeated, async (event) =>
      (await prepare()).account.registrationRepeated(event),
    ),
    on(customers.customerRegistered, async (event) => {
      const { account, keepWishes } = await prepare()
      await keepWishes(event)
      await account.registered(event)
    }),
    on(customers.customerChanged, async (event) => (await prepare()).keepWishes(event)),
    on(customers.customerSecurityChanged, async (event) => (await prepare()).account.securityChanged(event)),
    on(customers.customerErased, async ({ data }) =>
      (await prepare()).forgetWishes(data.customerId, data.erasedAt),
    ),
  ]
}
