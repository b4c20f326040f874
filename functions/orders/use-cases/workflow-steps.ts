import { SYSTEM } from '#shared/actor.ts'
import type { AnswerOf, Callable, RequestOf } from '#shared/calls.ts'
import { after, seconds } from '#shared/clock.ts'
import type { Cause } from '#shared/events.ts'
import type { OrderId } from '#shared/ids.ts'
import { Fault } from '#shared/outcomes.ts'
import type { StoredOrder } from '../adapters/order-repository.ts'
import type { closeOrder, completeOrder, confirmOrder, lookAtOrder, screenOrder } from '../contract/calls.ts'
import { decideClose, decideComplete, decideLook, decideRedeemed, decideScreen } from '../domain/decide.ts'
import { endingBefore, reasonsToReview } from '../domain/decide-holds.ts'
import { decideConfirm } from '../domain/decide-payment.ts'
import { downloadsOf, type OrderDetails } from '../domain/details.ts'
import { dueOf, type Hold, type Order, paymentOf } from '../domain/order.ts'
import { changeOrder, type Decided } from './change-order.ts'
import type { Outside } from './outside.ts'
import { type OrderDeps, runName } from './ports.ts'
import { type RedeemDeps, redeem } from './redeem.ts'

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
  order: Order
}> {
  const changed = await changeOrder(deps, request.orderId, causeOf(request), decide)
  if (!changed) throw new Fault(`the workflow runs for ${request.orderId}, which is not there`)
  return { outcome: changed.decision.outcome, order: changed.order }
}

/** Step 2, validate: keeps what was reserved, and the uses of limited promotions, or begins to reject the order. */
export const makeScreen =
  (deps: OrderDeps & RedeemDeps): Step<typeof screenOrder> =>
  async (request) => {
    const { outcome } = await step(deps, request, async (order) => {
      const { reservation } = request
      const screened = decideScreen(order, request)
      // Once it was validated, an order has taken the uses of its promotions.
      const decision =
        screened.outcome === 'passed' && order.promotions && !order.validatedAt
          ? decideRedeemed(await redeem(deps, order))
          : screened
      // A later run is told the reservation as it began: once confirmed, the order knows better what is sent from where.
      const isNews = decision.outcome === 'passed' && !order.confirmedAt
      return isNews && reservation.outcome === 'reserved'
        ? { ...decision, writes: [deps.orders.allocationsWrite(order.id, reservation.allocations)] }
        : decision
    })
    return { outcome }
  }

/**
 * Step 3, confirm: the promise stands; or the rules hold the order for a person; or the payer is asked; or, after
 * the payer's deadline, the order ends.
 */
export const makeConfirm =
  (deps: OrderDeps & { readonly ordersWithinAnHour: OrdersWithinAnHour }): Step<typeof confirmOrder> =>
  async (request) => {
    const now = deps.clock.now()
    const { deadlines, orders } = deps
    const [allocations, details] = await Promise.all([
      orders.allocations(request.orderId),
      orders.details(request.orderId),
    ])
    if (!details) throw new Fault(`the workflow runs for ${request.orderId}, which is not there`)
    const ordersWithinAnHour = await howManyOrders(deps, details)
    const { outcome, order } = await step(deps, request, (current) =>
      decideConfirm(current, {
        ...request,
        allocations: allocations.length,
        now: now.toISOString(),
        payBy: { card: after(now, deadlines.payment), reference: after(now, deadlines.delayedPayment) },
        reviews: reviewsOf(deps, current, request.authorization.payment, ordersWithinAnHour),
        digital: digitalOf(details, after(now, deadlines.download)),
      }),
    )
    if (outcome !== 'payment_required') return { outcome }
    const deadline = order.paymentDeadline ?? after(now, deadlines.payment)
    const waitSeconds = Math.max(1, Math.ceil((Date.parse(deadline) - now.getTime()) / seconds(1)))
    return { outcome, paymentSequence: order.paymentSequence, waitSeconds, deadline }
  }

/** How many orders somebody has placed within the last hour, by the sealed people of one of them. */
export type OrdersWithinAnHour = (people: OrderDetails['people']) => Promise<number>

/** Asked only where a rule looks at it. */
const howManyOrders = async (
  { policy, ordersWithinAnHour }: OrderDeps & { readonly ordersWithinAnHour: OrdersWithinAnHour },
  { people }: OrderDetails,
): Promise<number> => (policy.holdRules.ordersPerHour === undefined ? 0 : ordersWithinAnHour(people))

function reviewsOf(
  { clock, ids, deadlines, policy }: OrderDeps,
  order: Order,
  payment: Order['payment'],
  ordersWithinAnHour: number,
): Hold[] {
  const deadline = after(clock.now(), deadlines.review)
  return reasonsToReview(order, policy.holdRules, { payment, ordersWithinAnHour }).map((reason) =>
    endingBefore(
      { id: `hld_${ids.unique()}`, reason, blocks: ['confirm'], deadline, placedBy: 'rule' },
      payment,
      deadlines.authorizationMargin,
    ),
  )
}

function digitalOf(details: OrderDetails, expiresAt: string) {
  const isAll = details.lines.every(({ kind }) => kind === 'digital')
  return { isAll, ...(downloadsOf(details).length > 0 ? { expiresAt } : {}) }
}

/** After a wait that did not end in the ordinary way: reads the order again, and tells where to go on. */
export const makeLook =
  (deps: OrderDeps): Step<typeof lookAtOrder> =>
  async (request) => {
    const now = deps.clock.now().toISOString()
    const { outcome, order } = await step(deps, request, (current) =>
      decideLook(current, { run: request.run, now }),
    )
    if (outcome === 'compensate' || outcome === 'superseded') return { outcome }
    const details = await deps.orders.details(request.orderId)
    if (!details) throw new Fault(`the details of ${request.orderId} are missing`)
    return { outcome, payment: paymentOf(order, details.payment), due: dueOf(order) }
  }

/** Step 7, complete: the money is taken, the customer gets the receipt. */
export const makeComplete =
  (deps: OrderDeps): Step<typeof completeOrder> =>
  async (request) => {
    const { outcome } = await step(deps, request, (order) => decideComplete(order, request))
    return { outcome }
  }

/** The end of compensation: the uses of promotions are free again, too. */
export const makeClose =
  (deps: OrderDeps & Pick<Outside, 'releasePromotions'>): Step<typeof closeOrder> =>
  async (request) => {
    const { outcome } = await step(deps, request, async (order) => {
      const decision = decideClose(order, request)
      if (decision.outcome === 'closed' && order.promotions)
        await deps.releasePromotions({ orderId: order.id })
      return decision
    })
    return { outcome }
  }
