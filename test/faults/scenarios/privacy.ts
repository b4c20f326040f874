import { minutes } from '#shared/clock.ts'
import { register, signIn } from '#simulation/people/accounts.ts'
import { causeOf } from '#simulation/people/acts.ts'
import { ordered } from '#simulation/people/customers.ts'
import type { Scenario } from '../scenario.ts'

const ONE_BOOK = { lines: [{ sku: 'BOOK', quantity: 1 }] }
const EMAIL = 'goes@example.com'

/** What customers ask of what is held of them. */
export const privacy: readonly Scenario[] = [
  {
    name: 'a customer who takes a copy, and is erased once the order is over',
    ends: ['completed'],
    run: async (world) => {
      await register(world, EMAIL)
      const who = await signIn(world, { email: EMAIL })
      if (!who) return
      const cause = causeOf(world, { kind: 'customer', id: who.id })
      await ordered(world, { ...ONE_BOOK, email: EMAIL, customerId: who.id })
      await world.customers.requestMyExport(who, cause)
      await world.customers.eraseMe(who, cause)
      await world.agenda.settle()
      await world.agenda.pass(minutes(16))
      await world.agenda.settle()
      await world.agenda.pass(minutes(16))
    },
  },
]
