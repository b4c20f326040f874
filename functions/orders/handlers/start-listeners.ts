import { SYSTEM } from '#shared/actor.ts'
import { on, type Subscription } from '#shared/consumer.ts'
import { causedBy } from '#shared/events.ts'
import { once } from '#shared/once.ts'
import { makeMembers } from '../adapters/members.ts'
import { makeOrderIndex } from '../adapters/order-index.ts'
import { orderAddressCorrected, orderPlaced, orderRestarted } from '../contract/events.ts'
import { makeClaimOrder } from '../use-cases/claim-orders.ts'
import { makeIndexOrder } from '../use-cases/index-order.ts'
import type { OrderDeps } from '../use-cases/ports.ts'
import { makeStartRun } from '../use-cases/start-run.ts'

/** What starts runs of the workflow, makes orders findable, and finds whose they are. */
export function startListeners(deps: () => Promise<OrderDeps>): readonly Subscription[] {
  const prepare = once(async () => {
    const given = await deps()
    const finding = { ...given, index: makeOrderIndex(given.store), members: makeMembers(given.store) }
    return {
      startRun: makeStartRun(given),
      indexOrder: makeIndexOrder(finding),
      claimOrder: makeClaimOrder(finding),
    }
  })
  return [
    on(orderPlaced, async (event) => {
      const { orderId, run, customerId } = event.data
      const { startRun, indexOrder, claimOrder } = await prepare()
      await startRun(orderId, run)
      const who = await indexOrder(orderId)
      if (who && !customerId) await claimOrder(orderId, who.customer.email, causedBy(event, SYSTEM))
    }),
    on(orderAddressCorrected, async ({ data, personal }) =>
      (await prepare()).indexOrder(data.orderId, personal),
    ),
    on(orderRestarted, async ({ data }) => (await prepare()).startRun(data.orderId, data.run)),
  ]
}
