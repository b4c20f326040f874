import type { OrderId } from '#shared/ids.ts'
import { count, note } from '#shared/observability.ts'
import { Fault } from '#shared/outcomes.ts'
import { dueOf, paymentOf } from '../domain/order.ts'
import { TERMINAL } from '../domain/status.ts'
import { type OrderDeps, runName, type WorkflowInput } from './ports.ts'

/**
 * Starts the run of an order that an event asks for, after ending the one before. A run that is no
 * longer the order's is not started; starting one twice starts it once.
 */
export const makeStartRun =
  (deps: Pick<OrderDeps, 'orders' | 'workflow'>) =>
  async (id: OrderId, run: number): Promise<void> => {
    const [order, details] = await Promise.all([deps.orders.load(id), deps.orders.details(id)])
    if (!order || !details) throw new Fault(`${id} is to be started, and is not there`)
    note({ orderId: id, run })
    if (order.run !== run || TERMINAL.has(order.status)) return
    if (run > 1) await deps.workflow.stop(runName(id, run - 1), `run ${run} takes over`)
    const input: WorkflowInput = {
      orderId: id,
      number: order.number,
      run,
      due: dueOf(order),
      currency: order.currency,
      payment: paymentOf(order, details.payment),
      destination: details.destination,
      lines: details.lines
        .filter(({ kind }) => kind === 'physical')
        .map(({ sku, quantity }) => ({ sku, quantity })),
    }
    await deps.workflow.start(runName(id, run), input)
    count('RunsStarted')
  }
