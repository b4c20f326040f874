import { on, type Subscription } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { makeOrderIndex } from '../adapters/order-index.ts'
import { orderAddressCorrected, orderPlaced, orderRestarted } from '../contract/events.ts'
import { makeIndexOrder } from '../use-cases/index-order.ts'
import type { OrderDeps } from '../use-cases/ports.ts'
import { makeStartRun } from '../use-cases/start-run.ts'

/** What starts runs of the workflow, and makes orders findable. */
export function startListeners(deps: () => Promise<OrderDeps>): readonly Subscription[] {
  const prepare = once(async () => {
    const given = await deps()
    return {
      startRun: makeStartRun(given),
      indexOrder: makeIndexOrder({ ...given, index: makeOrderIndex(given.store) }),
    }
  })
  return [
    on(orderPlaced, async ({ data }) => {
      const { startRun, indexOrder } = await prepare()
      await startRun(data.orderId, data.run)
      await indexOrder(data.orderId)
    }),
    on(orderAddressCorrected, async ({ data, personal }) =>
      (await prepare()).indexOrder(data.orderId, personal),
    ),
    on(orderRestarted, async ({ data }) => (await prepare()).startRun(data.orderId, data.run)),
  ]
}
