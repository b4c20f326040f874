import { consumerHandler, on } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { makeOrderIndex } from '../adapters/order-index.ts'
import { orderAddressCorrected, orderPlaced, orderRestarted } from '../contract/events.ts'
import { makeIndexOrder } from '../use-cases/index-order.ts'
import { makeStartRun } from '../use-cases/start-run.ts'
import { orderDeps } from './dependencies.ts'

const prepare = once(async () => {
  const deps = await orderDeps()
  return {
    personal: deps.personal,
    startRun: makeStartRun(deps),
    indexOrder: makeIndexOrder({ ...deps, index: makeOrderIndex(deps.store) }),
  }
})

export const handler = consumerHandler(
  'orders.starter',
  [
    on(orderPlaced, async ({ data }) => {
      const { startRun, indexOrder } = await prepare()
      await startRun(data.orderId, data.run)
      await indexOrder(data.orderId)
    }),
    on(orderAddressCorrected, async ({ data, personal }) =>
      (await prepare()).indexOrder(data.orderId, personal),
    ),
    on(orderRestarted, async ({ data }) => (await prepare()).startRun(data.orderId, data.run)),
  ],
  async () => (await prepare()).personal,
)
