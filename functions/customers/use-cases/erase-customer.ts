import * as z from 'zod/mini'
import { papersSubject } from '#contexts/documents/contract/held.ts'
import type { forgetPeople, ordersOfCustomer } from '#contexts/orders/contract/customer-calls.ts'
import { SYSTEM } from '#shared/actor.ts'
import { type CommitDeps, untilNoConflict } from '#shared/aggregate.ts'
import type { Ask } from '#shared/calls.ts'
import { each } from '#shared/each.ts'
import { type Cause, happened } from '#shared/events.ts'
import type { TellHeld } from '#shared/held.ts'
import { type CustomerId, type OrderId, orderId } from '#shared/ids.ts'
import { note } from '#shared/observability.ts'
import { type Outcome, refuse, success } from '#shared/outcomes.ts'
import type { Write } from '#shared/store/store.ts'
import type { SubjectKeys } from '#shared/subject-keys.ts'
import { customerKey, freeEmail, readCustomer } from '../adapters/customer-items.ts'
import { clearCustomer, type Erasures } from '../adapters/erasure-items.ts'
import type { ExportFiles } from '../adapters/export-files.ts'
import { customerErased } from '../contract/events.ts'
import type { ErasureView } from '../contract/privacy-operations.ts'
import type { Customer } from '../domain/customer.ts'
import { type Erasure, nextErasure, type OpenOrder } from '../domain/erasure.ts'
import { allOrdersOf, askedInTurn } from './customers-orders.ts'
import { checkFresh, type SignedInAs } from './fresh.ts'
import type { CustomerPool } from './ports.ts'

export interface EraseDeps extends CommitDeps {
  readonly erasures: Erasures
  readonly files: ExportFiles
  readonly keys: Pick<SubjectKeys, 'erase'>
  readonly pool: Pick<CustomerPool, 'remove'>
  readonly askOrders: Ask<typeof ordersOfCustomer>
  readonly askForget: Ask<typeof forgetPeople>
  readonly askPapers: Ask<TellHeld>
}

/** Erases whoever asks for it, with a sign-in of lately. Refusals: `not_found`, `sign_in_again`. */
export const makeAskErasure = (deps: EraseDeps) => {
  const erase = makeEraseCustomer(deps)
  return async (
    who: SignedInAs,
    cause: Cause,
  ): Promise<Outcome<ErasureView, 'not_found' | 'sign_in_again'>> => {
    const known = await readCustomer(deps.store, who.id)
    const fresh = known ? await checkFresh(deps, who) : undefined
    return fresh && !fresh.ok ? fresh : erase(who.id, cause)
  }
}

/**
 * Erases a customer, or lets them wait.
 * 1. Ask orders which of theirs are not over; while one is, wait.
 * 2. Take away by what they are found and sign in, and the files that they asked for.
 * 3. End the keys of their orders, of papers that were never issued, and of their registration, and last their own:
 *    from now on nothing that says who they were opens anywhere.
 * 4. Write that it is done, and tell the others, who take away what they keep by the customer's id.
 * Whatever breaks off is done again, by the next request or by the clock. Refusal: `not_found`.
 */
export const makeEraseCustomer =
  (deps: EraseDeps) =>
  (id: CustomerId, cause: Cause): Promise<Outcome<ErasureView, 'not_found'>> =>
    untilNoConflict(async () => {
      const [before, customer] = await Promise.all([deps.erasures.find(id), readCustomer(deps.store, id)])
      if (!before && !customer) return refuse('not_found', 'There is no such customer any more.')
      const orders = await allOrdersOf(deps.askOrders, id)
      const open = orders.filter((order): order is OpenOrder => order.open !== undefined)
      const after = nextErasure(before, { customerId: id, open, now: deps.clock.now() })
      if (after.status === 'erased')
        await endKeys(
          deps,
          { id, registration: customer?.registration },
          orders.filter((order) => order.open === undefined).map((order) => order.orderId),
        )
      const isNew = after.status === 'erased' && before?.status !== 'erased'
      const gone: Write[] = customer
        ? [{ delete: customerKey(id) }, freeEmail(customer.emailFingerprint)]
        : []
      const written = await deps.erasures.write(before, after, {
        cause,
        events: isNew ? [happened(customerErased, { customerId: id, erasedAt: after.erasedAt ?? '' })] : [],
        writes: after.status === 'erased' ? gone : [],
      })
      return written ? success(viewOf(after)) : ({ ok: false, code: 'version_conflict' } as const)
    })

async function endKeys(
  deps: EraseDeps,
  { id, registration }: Pick<Customer, 'id' | 'registration'>,
  orders: readonly OrderId[],
): Promise<void> {
  await deps.pool.remove(id)
  await deps.files.forget(id)
  for (const orderIds of askedInTurn(orders)) {
    await deps.askForget({ customerId: id, orderIds: [...orderIds] })
    const withPapers = await ordersWithPapers(deps, id, orderIds)
    for (const order of orderIds) {
      await deps.keys.erase(order)
      if (!withPapers.has(order)) await deps.keys.erase(papersSubject(order))
    }
  }
  await clearCustomer(deps.store, id)
  if (registration) await deps.keys.erase(registration)
  await deps.keys.erase(id)
}

const paper = z.object({ orderId })

async function ordersWithPapers(
  { askPapers }: EraseDeps,
  customerId: CustomerId,
  orderIds: readonly OrderId[],
): Promise<ReadonlySet<OrderId>> {
  const { held } = await askPapers({ customerId, orderIds: [...orderIds] })
  return new Set(Object.values(held).flatMap((papers) => papers.map((one) => paper.parse(one).orderId)))
}

/** Reads how far an erasure is. Refusal: `not_found`. */
export const makeReadErasure =
  ({ erasures }: Pick<EraseDeps, 'erasures'>) =>
  async (id: CustomerId): Promise<Outcome<ErasureView, 'not_found'>> => {
    const found = await erasures.find(id)
    return found ? success(viewOf(found)) : refuse('not_found', 'Nobody has asked for your erasure.')
  }

const viewOf = ({ status, requestedAt, erasedAt, waitingFor }: Erasure): ErasureView => ({
  status,
  requestedAt,
  ...(erasedAt ? { erasedAt } : {}),
  waitingFor: [...waitingFor],
})

/** Looks at all who wait, and once more at those who were erased lately; one that fails keeps no other from its turn. */
export const makeEraseDue = (deps: EraseDeps) => async (): Promise<void> => {
  const erase = makeEraseCustomer(deps)
  const due = await deps.erasures.due(deps.clock.now().toISOString())
  note({ count: due.length })
  await each(due, 'erasures', (id) =>
    erase(id, { correlationId: `erasure:${id}`, causationId: `erasure:${id}`, actor: SYSTEM }),
  )
}
