import type { AttentionReason } from './attention.ts'
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

/** So much a person reads of one order; what comes beyond is in its history. */
const MOST_CHARACTERS = 2_000

/** A person is asked about something beside the order's course, once for each reason. */
export const ask = (order: Order, reason: AttentionReason): Fact[] =>
  asking(order, reason).map((fact) => ({ ...fact, beside: true }))

/** A person is asked, as the order does not go on by itself. */
export const askHowToGoOn = (order: Order, reason: AttentionReason): Fact[] => asking(order, reason)

/** One who is asked already is told this reason too. */
function asking({ attention }: Order, reason: AttentionReason): AttentionNeeded[] {
  if (!attention) return [{ type: 'attention_needed', reason }]
  const both = `${attention.reason} ${reason}`
  const isTold = attention.reason.includes(reason) || both.length > MOST_CHARACTERS
  return isTold ? [] : [{ type: 'attention_needed', reason: both }]
}

type AttentionNeeded = Extract<Fact, { type: 'attention_needed' }>
