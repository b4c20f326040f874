import { SYSTEM } from '#shared/actor.ts'
import type { AnswerOf, Callable, RequestOf } from '#shared/calls.ts'
import { after, seconds } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import type { StoredOrder } from '../adapters/order-repository.ts'
import type { closeOrder, completeOrder, confirmOrder, lookAtOrder, screenOrder } from '../contract/calls.ts'
import { decideClose, decideComplete, decideConfirm, decideLook, decideScreen } from '../domain/decide.ts'
import { changeOrder, type Decided } from './change-order.ts'
import { type OrderDeps, runName } from './ports.ts'

type Step<C extends Callable> = (request: RequestOf<C>) => Promise<AnswerOf<C>>

/** A step's cause is its run: what it does is found in the order's history by the execution's name. */
const causeOf = (request: { orderId: OrderId; run: number }): Cause => ({
  correlationId: request.orderId,
  causationId: runName(request.orderId, request.run),
  actor: SYSTEM,
})

async function step<D extends Decided & { readonly outcome: string }>(
  deps: OrderDeps,
  request: { orderId: OrderId; run: number },
  decide: (order: StoredOrder) => D | Promise<D>,
): Promise<{
  outcome: D['outcome']
  order: { paymentSequence: number; paymentDeadline?: string | undefined }
}> {
  const changed = await changeOrder(deps, request.orderId, causeOf(request), decide)
  if (!changed) throw new Fault(`the workflow runs for ${request.orderId}, which is not there`)
  return { outcome: changed.decision.outcome, order: changed.order }
}

/** Step 2, validate: keeps what was reserved, or begins to reject the order. */
export const makeScreen =
  (deps: OrderDeps): Step<typeof screenOrder> =>
  async (request) => {
    const { outcome } = await step(deps, request, (order) => {
      const { reservation } = request
      const decision = decideScreen(order, request)
      return decision.outcome === 'passed' && reservation.outcome === 'reserved'
        ? { ...decision, writes: [deps.orders.allocationsWrite(order.id, reservation.allocations)] }
        : decision
    })
    return { outcome }
  }

/** Step 3, confirm: the promise stands; or the payer is asked; or, after the payer's deadline, the order ends. */
export const makeConfirm =
  (deps: OrderDeps): Step<typeof confirmOrder> =>
  async (request) => {
    const now = deps.clock.now()
    const allocations = await deps.orders.allocations(request.orderId)
    const { outcome, order } = await step(deps, request, (current) =>
      decideConfirm(current, {
        ...request,
        fulfillmentOrders: allocations.length,
        now: now.toISOString(),
        payBy: after(now, deps.deadlines.payment),
      }),
    )
    if (outcome !== 'payment_required') return { outcome }
    const deadline = order.paymentDeadline ?? after(now, deps.deadlines.payment)
    const waitSeconds = Math.max(1, Math.ceil((Date.parse(deadline) - now.getTime()) / seconds(1)))
    return { outcome, paymentSequence: order.paymentSequence, waitSeconds, deadline }
  }

/** After a wait that did not end in the ordinary way: reads the order again, and tells where to go on. */
export const makeLook =
  (deps: OrderDeps): Step<typeof lookAtOrder> =>
  async (request) => {
    const now = deps.clock.now().toISOString()
    const { outcome } = await step(deps, request, (order) => decideLook(order, { run: request.run, now }))
    return { outcome }
  }

/** Step 7, complete: the money is taken, the customer gets the receipt. */
export const makeComplete =
  (deps: OrderDeps): Step<typeof completeOrder> =>
  async (request) => {
    const { outcome } = await step(deps, request, (order) => decideComplete(order, request))
    return { outcome }
  }

/** The end of compensation. */
export const makeClose =
  (deps: OrderDeps): Step<typeof closeOrder> =>
  async (request) => {
    const { outcome } = await step(deps, request, (order) => decideClose(order, request))
    return { outcome }
  }
