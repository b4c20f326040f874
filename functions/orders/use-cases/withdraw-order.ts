import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { QuantityOf } from '../contract/types.ts'
import { decideWithdrawal } from '../domain/decide-withdrawal.ts'
import { type OrderDetails, people } from '../domain/details.ts'
import { changeOrder } from './change-order.ts'
import { detailsOf } from './details-of.ts'
import type { OrderDeps } from './ports.ts'

export interface WithdrawOrder {
  readonly id: OrderId
  /** Of whoever withdraws; absent: the customer whose order it is, signed in. */
  readonly email?: string | undefined
  readonly lines?: readonly QuantityOf[] | undefined
  readonly cause: Cause
}

export interface Withdrawn {
  readonly number: string
  readonly withdrawnAt: string
}

/**
 * The customer's withdrawal from the contract, or from units that were not withdrawn from before: writes it down with
 * its time, and acknowledges it by mail. Of the whole, what has not left is cancelled with it; of the rest staff are
 * told. Refusals: not_found; impossible for somebody else's email, as a tracking link may have been forwarded, and for
 * more units than were ordered; unknown_sku; not_withdrawable.
 */
export const makeWithdrawOrder =
  (deps: OrderDeps) =>
  async ({ id, email, lines, cause }: WithdrawOrder): Promise<Outcome<Withdrawn>> => {
    const changed = await changeOrder(deps, id, cause, async (order) => {
      const details = await detailsOf(deps, id)
      if (!(await isTheirs(deps, details, email))) return { facts: [], decided: somebodyElse }
      const command = { lines, now: deps.clock.now(), period: deps.deadlines.withdrawal }
      const decided = decideWithdrawal(order, details, command)
      return { facts: decided.ok ? decided.value : [], decided }
    })
    if (!changed) return refuse('not_found', 'There is no such order that you may see.')
    const { order, decision } = changed
    if (!decision.decided.ok) return decision.decided
    return success({ number: order.number, withdrawnAt: order.withdrawnAt ?? deps.clock.now().toISOString() })
  }

async function isTheirs(
  { personal }: OrderDeps,
  details: OrderDetails,
  email: string | undefined,
): Promise<boolean> {
  if (email === undefined) return true
  const who = await personal.open(details.people, people)
  return (
    who !== undefined &&
    personal.fingerprint('email', who.customer.email) === personal.fingerprint('email', email)
  )
}

const somebodyElse = refuse('impossible', 'Give the email that the order was placed with.', [
  { pointer: '/email', code: 'impossible', detail: 'This is not the email of the order.' },
])
