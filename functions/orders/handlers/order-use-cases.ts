import { etag, reply } from '#shared/http/api.ts'
import type { OrderId } from '#shared/ids.ts'
import { makeRuntime } from '#shared/runtime.ts'
import { makeCancelOrder } from '../use-cases/cancel-order.ts'
import { makeReadAttention } from '../use-cases/read-attention.ts'
import { makeReadHistory } from '../use-cases/read-lists.ts'
import { makeReadOrder } from '../use-cases/read-order.ts'
import { makeRepairOrder } from '../use-cases/repair-order.ts'
import { orderDeps, readDeps } from './dependencies.ts'

/** What the order operations are bound to, made once per cold start. */
export async function orderUseCases() {
  const runtime = makeRuntime()
  const [changing, reading] = await Promise.all([orderDeps(runtime), readDeps(runtime)])
  const readOrder = makeReadOrder(reading)
  return {
    orderTokens: reading.orderTokens,
    cancelOrder: makeCancelOrder(changing),
    repairOrder: makeRepairOrder(changing),
    readHistory: makeReadHistory(reading),
    readAttention: makeReadAttention(changing),
    /** The order as an answer, with its version. */
    async show(id: OrderId) {
      const order = await readOrder(id)
      return order.ok ? reply(order.value, etag(order.value.version)) : order
    },
  }
}
