import { etag, reply } from '#shared/http/api.ts'
import type { OrderId } from '#shared/ids.ts'
import type { Outcome } from '#shared/outcomes.ts'
import { makeRuntime, type Runtime } from '#shared/runtime.ts'
import { makeCancelLines, makeCancelOrder } from '../use-cases/cancel-order.ts'
import { makeReadAttention } from '../use-cases/read-attention.ts'
import { makeReadHistory } from '../use-cases/read-lists.ts'
import { makeReadOrder } from '../use-cases/read-order.ts'
import { makeRepairOrder } from '../use-cases/repair-order.ts'
import { askingDeps, readDeps } from './dependencies.ts'

/** How an order is answered, with its version. */
export async function showOrders(runtime: Runtime) {
  const reading = await readDeps(runtime)
  const readOrder = makeReadOrder(reading)
  const show = async (id: OrderId) => {
    const order = await readOrder(id)
    return order.ok ? reply(order.value, etag(order.value.version)) : order
  }
  return {
    reading,
    show,
    /** The order after an act on it, or why it was refused. */
    answer: async (done: Outcome<OrderId>) => (done.ok ? show(done.value) : done),
  }
}

/** A whole order, or lines of it. */
export function cancelling(deps: Awaited<ReturnType<typeof askingDeps>>) {
  const whole = makeCancelOrder(deps)
  const some = makeCancelLines(deps)
  type Some = Parameters<typeof some>[0]
  return ({ lines, ...request }: Omit<Some, 'lines'> & { lines?: Some['lines'] | undefined }) =>
    lines ? some({ ...request, lines }) : whole(request)
}

/** What the order operations are bound to, made once per cold start. */
export async function orderUseCases() {
  const runtime = makeRuntime()
  const [changing, { reading, show, answer }] = await Promise.all([askingDeps(runtime), showOrders(runtime)])
  return {
    cancel: cancelling(changing),
    repairOrder: makeRepairOrder(changing),
    readHistory: makeReadHistory(reading),
    readAttention: makeReadAttention(changing),
    show,
    answer,
  }
}
