import { consumerHandler, on } from '#shared/consumer.ts'
import { once } from '#shared/once.ts'
import { orderPlaced, orderRestarted } from '../contract/events.ts'
import { makeStartRun } from '../use-cases/start-run.ts'
import { orderDeps } from './dependencies.ts'

const prepare = once(async () => {
  const deps = await orderDeps()
  return { personal: deps.personal, startRun: makeStartRun(deps) }
})

const start = async ({
  data,
}: {
  data: { orderId: Parameters<ReturnType<typeof makeStartRun>>[0]; run: number }
}) => (await prepare()).startRun(data.orderId, data.run)

export const handler = consumerHandler(
  'orders.starter',
  [on(orderPlaced, start), on(orderRestarted, start)],
  async () => (await prepare()).personal,
)
