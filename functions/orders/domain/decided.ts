import type { Fact } from './facts.ts'
import type { Order } from './order.ts'
import { TERMINAL } from './status.ts'

/** What a decision comes to: the facts to write down, and what the asker is told. */
export interface Decision<Outcome extends string> {
  readonly outcome: Outcome
  readonly facts: readonly Fact[]
}

export const decided = <Outcome extends string>(outcome: Outcome, ...facts: Fact[]): Decision<Outcome> => ({
  outcome,
  facts,
})

/** A step of an old run, or of an order that has ended, changes nothing. */
export const isSuperseded = (order: Order, run: number): boolean =>
  order.run !== run || TERMINAL.has(order.status)

/** A person is asked, unless one is asked already. */
export const ask = (order: Order, reason: string): Fact[] =>
  order.attention ? [] : [{ type: 'attention_needed', reason }]
