import { setTimeout as sleep } from 'node:timers/promises'
import { askedBy, type CustomerPaymentChoice } from '#contexts/payments/contract/types.ts'
import { etag, reply } from '#shared/http/api.ts'
import type { CustomerId, OrderId } from '#shared/ids.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeOwnOrders } from '../adapters/own-orders.ts'
import { makeAwaitTried } from '../use-cases/await-settled.ts'
import { type ChoosePayment, makeChoosePayment } from '../use-cases/choose-payment.ts'
import { makeCorrectAddress } from '../use-cases/correct-address.ts'
import { makeListOwnOrders } from '../use-cases/list-own-orders.ts'
import { makeOwn, makeReadOwnOrder, ownViewOf } from '../use-cases/own-order.ts'
import { makeReadOrder } from '../use-cases/read-order.ts'
import { makeReorder } from '../use-cases/reorder.ts'
import { makeWithdrawOrder } from '../use-cases/withdraw-order.ts'
import { askingDeps, readDeps } from './dependencies.ts'
import { cancelling } from './order-use-cases.ts'

/** What customers do with their own orders, made once per cold start. */
export async function ownUseCases() {
  const runtime = makeRuntime()
  const [changing, reading] = await Promise.all([askingDeps(runtime), readDeps(runtime)])
  const readOrder = makeReadOrder(reading)
  const deps = { ...changing, ownOrders: makeOwnOrders(changing.store), readOrder }
  const own = makeOwn(deps)
  const list = makeListOwnOrders(deps)
  const readOwn = makeReadOwnOrder(deps)
  const choosePayment = makeChoosePayment(deps)
  const tried = makeAwaitTried({ orders: deps.orders, sleep })
  return {
    own,
    list: (customer: CustomerId, { open, ...search }: { open?: string | undefined } & Page) =>
      list(customer, { ...search, ...(open === undefined ? {} : { open: open === 'true' }) }),
    async show(customer: CustomerId, id: OrderId) {
      const order = await readOwn(customer, id)
      return order.ok ? reply(order.value, etag(order.value.version)) : order
    },
    /** The order after an act on it, or why it was refused. */
    async act(customer: CustomerId, id: OrderId, run: (id: OrderId) => Promise<Outcome<OrderId>>) {
      const done = await own(customer, id, run)
      const order = done.ok ? await readOrder(done.value) : done
      return order.ok ? reply(ownViewOf(order.value), etag(order.value.version)) : order
    },
    cancel: cancelling(deps),
    async pay(customer: CustomerId, choice: CustomerPaymentChoice, request: Omit<ChoosePayment, 'choice'>) {
      const chosen = await choosePayment({ ...request, choice: askedBy(customer, choice) })
      if (chosen.ok) await tried(request.id)
      return chosen
    },
    correctAddress: makeCorrectAddress(deps),
    withdraw: makeWithdrawOrder(deps),
    again: makeReorder(deps),
  }
}

type Page = Omit<Parameters<ReturnType<typeof makeListOwnOrders>>[1], 'open'>
