import { makePutMe } from '#contexts/customers/use-cases/me.ts'
import type { CustomerPool } from '#contexts/customers/use-cases/ports.ts'
import { makeConfirmRegistration, makeRegister } from '#contexts/customers/use-cases/register.ts'
import { makeSealedText } from '#shared/sealed-text.ts'
import type { Ground } from '../ground.ts'

/** The code in every mail that has one. */
export const CODE = '123456'

const signInSeal = makeSealedText('sign-in', ['a secret of the simulation'])

/** The pool knows passwords, and nobody signs in here. */
const POOL: CustomerPool = {
  name: 'simulation',
  setPassword: async () => 'set',
  challenge: async () => ({ salt: '', srpB: '', secretBlock: '' }),
  prove: async () => undefined,
  refresh: async () => undefined,
  remove: async () => undefined,
}

export function openCustomers(ground: Ground) {
  const deps = {
    ...{ ...ground.commit('customers'), signInSeal, newCode: () => CODE },
    pool: ground.ports.through('pool', POOL),
  }
  return {
    deps,
    ...ground.operations('customers', {
      register: makeRegister(deps),
      confirmRegistration: makeConfirmRegistration(deps),
      putMe: makePutMe(deps),
    }),
  }
}
