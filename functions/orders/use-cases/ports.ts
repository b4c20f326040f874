import type { PaymentWish } from '#contexts/payments/contract/types.ts'
import type { CommitDeps } from '#shared/aggregate.ts'
import type { Ids, OrderId } from '#shared/ids.ts'
import type { OrderRepository } from '../adapters/order-repository.ts'
import type { Deadlines } from '../domain/deadline.ts'
import type { HoldRules } from '../domain/decide-holds.ts'

/** The order's state machine, from the outside. */
export interface Workflow {
  /** Starts a run; one that was started before counts as started. */
  start(name: string, input: WorkflowInput): Promise<void>
  /** Ends a run; one that has ended counts as ended. */
  stop(name: string, reason: string): Promise<void>
  isRunning(name: string): Promise<boolean>
  /** Ends a wait, telling what is due by now; one that is over, or whose run is, counts as ended. */
  resume(taskToken: string, news: WaitEnded): Promise<void>
}

/** Ids, SKUs, quantities, amounts and country: never personal data. */
export interface WorkflowInput {
  readonly orderId: OrderId
  readonly number: string
  readonly run: number
  /** Minor units to be paid in all, without what was cancelled. */
  readonly due: number
  readonly currency: string
  readonly payment: PaymentWish
  readonly destination: { readonly country: string }
  /** Physical ones alone: of what is digital there is always enough. */
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
}

export interface WaitEnded {
  /** Minor units. */
  readonly due: number
}

/** What the shop has decided about its orders. */
export interface OrderPolicy {
  /** Milliseconds from confirmation until the warehouse may begin. */
  readonly grace: number
  /** Milliseconds from the last hand-over to the capture; undefined: it is not taken by time. */
  readonly captureAfter: number | undefined
  readonly holdRules: HoldRules
  /** Ways to pay beside cards. */
  readonly offered: readonly string[]
}

/** What the use cases of orders that change an order are given. */
export interface OrderDeps extends CommitDeps {
  readonly ids: Ids
  readonly orders: OrderRepository
  readonly workflow: Workflow
  readonly deadlines: Deadlines
  readonly policy: OrderPolicy
}

/** The name of an execution: one per order and run. */
export const runName = (id: OrderId, run: number): string => `${id}-${run}`
