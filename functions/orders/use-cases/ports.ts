import type { PaymentWish } from '#contexts/payments/contract/types.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import type { Ids, OrderId } from '#shared/ids.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'
import type { Deadlines } from '../domain/deadline.ts'

/** The order's state machine, from the outside. */
export interface Workflow {
  /** Starts a run; one that was started before counts as started. */
  start(name: string, input: WorkflowInput): Promise<void>
  /** Ends a run; one that has ended counts as ended. */
  stop(name: string, reason: string): Promise<void>
  isRunning(name: string): Promise<boolean>
  /** Ends a wait; one that is over, or whose run is, counts as ended. */
  resume(taskToken: string): Promise<void>
}

/** Ids, SKUs, quantities, amounts and country: never personal data. */
export interface WorkflowInput {
  readonly orderId: OrderId
  readonly number: string
  readonly run: number
  readonly amount: number
  readonly currency: string
  readonly payment: PaymentWish
  readonly destination: { readonly country: string }
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
}

/** What the use cases of orders that change an order are given. */
export interface OrderDeps extends CommitDeps {
  readonly ids: Ids
  readonly orders: OrderRepository
  readonly workflow: Workflow
  readonly deadlines: Deadlines
}

/** The name of an execution: one per order and run. */
export const runName = (id: OrderId, run: number): string => `${id}-${run}`
